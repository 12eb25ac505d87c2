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
shell-looking-back = You see how it was on { $moment }.
shell-only-now = Only now can be changed.
shell-to-now = Back to now
shell-moment = Moment in time
shell-look-back-go = Show
shell-look-back = As it was on …
shell-look-back-how = This page, and every page that you open from it, as it was then.
shell-as-it-was = The customer as it was then
shell-connected = Connected
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
keys-pick = Pick the row or not
keys-rows = Next and previous row
keys-submit = Save
nav-opportunities = To contact
done-saved = Saved
done-catching-up = Saved. The list is still being updated.
sign-in-title = Sign in
sign-in-only = For colleagues only.
sign-in-login = Login name
sign-in-show = Show
sign-in-unsafe = This connection is not secure (http), so the browser will not remember that you signed in. Use https, or ask the administrator to set url in werkbank.toml.
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
form-error-of = { $field }: { $message }
form-choose-from-list = Choose the customer from the list that appears while typing.
today-ready = { $count ->
    [one] One thing is waiting for you.
   *[other] { $count } things are waiting for you.
}
today-ready-late = { $count ->
    [one] One thing is waiting for you, and it is late.
   *[other] { $count } things are waiting for you, { $late } of them late.
}
today-figures = Figures of today
today-work = To do
today-nothing = Nothing to do
today-nothing-why = What waits for you appears here by itself.
today-group-late = Late
today-group-today = Today
today-group-week = This week
today-group-later = Later
today-more = And { $count } more.
today-done = Finished today: { $count }.
today-all-tasks = See all tasks
today-new = { $count } new
today-all-seen = Mark all as seen
today-no-notices = No new messages.
today-seen = The messages were seen.
task-do-article-out = Order
task-do-article-low = Order
task-do-stock-below-zero = Open article
task-do-appointment-at-risk = Move appointment
task-do-call-visit-scheduled = Open visit
task-do-call-visit-moved = Open visit
task-do-call-visit-unscheduled = Open visit
task-do-call-visit-cancelled = Open visit
task-do-fault-without-visit = Open fault
task-do-contract-last-notice = Open contract
task-do-contract-ends = Open contract
task-do-invoice-by-post = Open invoice
task-do-reminder-by-post = Open invoice
task-do-credit-note-by-post = Open invoice
task-do-credit-note-unfinished = Open invoice
task-do-visit-without-rate = Write invoice
task-do-visit-charged-otherwise = Credit the invoice
task-do-invoice-without-exchange-rate = Note rate
nav-also-own = Your other departments
shell-log-standing-still = Nothing can be saved right now. What you look at is right; what you enter is refused until this is put right.
shell-standing-still-do = Build these lists anew once the cause is gone:
shell-standing-still = Lists stand still: { $departments }. What happens now is kept, but does not show there yet. Mails and what else follows by itself wait too.
shell-waiting-elsewhere =
    { $count ->
        [one] task waits in your other departments
       *[other] tasks wait in your other departments
    }
task-do-article-short = Order
shell-draft-restored = Draft of { $time } restored.
shell-draft-discard = Discard
