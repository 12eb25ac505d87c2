# Why a command about a task, mail, colleague or setting is refused.

## Tasks

refusal-task-unknown = There is no such task.
refusal-task-done = This task is done already.
refusal-task-not-a-person = Only a colleague can take a task.
refusal-task-not-yours = This task is another department’s or colleague’s.
refusal-task-nothing-written = Write down what needs to be done.

## Mails

refusal-mail-unknown = There is no such mail.
refusal-mail-sent = This mail was sent already.
refusal-mail-given-up = This mail was given up. Send it again if it has to go after all.
refusal-mail-in-hand = This mail is being sent at this moment.

## Colleagues

refusal-user-unknown = There is no such colleague.
refusal-user-login-taken = This login name is in use. Choose another one.
refusal-user-no-role = Choose at least one role.
refusal-user-not-yours = Everyone can do this for themselves only.
refusal-user-yourself = You can't take away your own administrator role or account. Ask another administrator.
refusal-user-password-in-clear = The password was not handled well. Try again.
refusal-user-inactive = This colleague no longer works here. Switch the account on again first.
refusal-user-forgotten = This colleague was forgotten. Nothing can be done with them any more.

## Settings

refusal-settings-days = Give one to five numbers of days, 365 at most: increasing for reminders, decreasing for warnings.
refusal-settings-payment-days = The payment term is 120 days at most.
refusal-settings-negative = The hourly rate can't be below zero.
refusal-settings-hours = A working day ends after it begins.
refusal-settings-years = Retention is one to thirty years.
refusal-privacy-unknown = This person is not known.
refusal-privacy-still-open =
    Something still runs at this customer.{ $contracts ->
        [0] {""}
       *[other] {" "}Running contracts: { $contracts }.
    }{ $faults ->
        [0] {""}
       *[other] {" "}Open faults: { $faults }.
    }{ $visits ->
        [0] {""}
       *[other] {" "}Visits: { $visits }.
    }{ $invoices ->
        [0] {""}
       *[other] {" "}Open invoices: { $invoices }.
    } Bring that to its end first.
refusal-privacy-still-works-here = This colleague still works here. Switch the account off first.
refusal-privacy-has-visits = Visits are still planned with this colleague: { $visits }. Plan those with somebody else first, or finish them.
refusal-privacy-not-named-there = One of those texts does not name this person, or can't be erased by itself.
refusal-privacy-forgotten = This person was forgotten: nothing is known of them any more.
refusal-settings-company-number-looks-wrong = This number does not look right: a KvK number has eight digits, a KBO or REGON number has check digits that fit. Check it, or write down why it is right all the same.
refusal-settings-vat-number-looks-wrong = This VAT number does not look right: a Dutch one is like NL004495445B01, with check digits that fit. Check it, or write down why it is right all the same.
refusal-settings-in-the-past = This day has passed: invoices that were sent keep their rate, new ones get this one. Choose a later day, or write down why it must be so.
refusal-settings-only-one = This is the only one that was set: without it, nothing holds. Set another one first.
refusal-settings-other-currency = The hourly rate stands in the currency of our own country. Give the amount in that.
refusal-settings-closing = A closing ends on or after the day on which it begins, and lasts half a year at most.
refusal-user-hours = A day does not end before it begins. Look at the times.
refusal-user-ends-before-start = An absence does not end before it begins. Look at the days.
refusal-user-too-long = More than a year is not entered at once. Choose a shorter time.
refusal-user-away-already = This colleague is away already from { $from } up to and including { $until }. Withdraw that first, or choose other days.
refusal-user-unknown-absence = There is no such absence, or it was withdrawn.
