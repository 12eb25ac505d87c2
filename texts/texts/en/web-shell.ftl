# The frame of every page, signing in, forms.

form-error = Error:
form-error-title = Error
form-wrong = Something is not right. Please check this.
form-stored-now = Stored now: { $stored }. Take that over, or save what stands here.
form-overrule = It can be done all the same, if you say why.
form-overrule-reason = Reason to do it all the same
shell-skip = To the content
shell-menu = Main menu
shell-keys = Keyboard shortcuts
shell-keys-hint = Press ? for keyboard shortcuts
shell-search = Search everything
shell-search-example = Search customer, machine, fault or invoice
shell-live = Updated live
shell-offline = No connection
shell-theme = Dark or light theme
shell-account = Account of {$name}
shell-waiting =
    { $count ->
        [one] task waits
       *[other] tasks wait
    }
shell-new = New
shell-new-fault = New fault
shell-new-customer = New customer
shell-new-contract = New contract
shell-new-invoice = New invoice
shell-new-article = New article
shell-new-user = New colleague
shell-failed = Saving failed. Your input is still in the form.
keys-rows = Next and previous row
keys-submit = Save
nav-opportunities = To contact
done-saved = Saved
done-catching-up = Saved. The list is still being updated.
sign-in-title = Sign in
sign-in-only = For colleagues only.
sign-in-login = Login name
sign-in-show = Show
sign-in-line = Everything about customer, machine and appointment in one place.
set-up-title = Start using Werkbank
set-up-why = You are the first one here. You become the administrator and then add your colleagues.
set-up-password = Password, at least 10 characters
set-up-make = Begin
today-morning = Good morning, {$name}
today-afternoon = Good afternoon, {$name}
today-evening = Good evening, {$name}
mail-signature = Kind regards,
  {$company}
shell-crumbs = You are here
today-waiting =
    { $count ->
        [one] 1 task waits for you.
       *[other] { $count } tasks wait for you.
    }
form-error-of = { $field }: { $message }
form-choose-from-list = Choose the customer from the list that appears while typing.
