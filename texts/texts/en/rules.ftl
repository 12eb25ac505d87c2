# Why something happens by itself: the rule, and the setting as it was then.

rule-anchors = The log is sealed every day.
rule-backup = Backups are made by themselves.
rule-backup-alerts = Administrators hear of a backup that failed or is late.
rule-clock = The clock begins regular jobs.
rule-contract-alerts = Before a contract ends or can be cancelled, somebody is warned.
rule-contract-fees = Contracts are invoiced every month.
rule-contract-terms = Contracts renew or end on their day.
rule-eraser = Who is to be forgotten is erased everywhere.
rule-fault-closes-visits = A fault that is solved or cancelled needs no visit any more.
rule-fault-follows-visit = A finished visit solves the fault, or asks for another one.
rule-fault-mails = The customer hears when a fault is taken in, planned and solved.
rule-fault-opens-visit = Each fault gets a visit in the planning.
rule-forgotten-ends = Of who was forgotten nothing waits any more.
rule-goods-enter-stock = What comes in goes into stock.
rule-invoice-mails = An issued invoice is mailed.
rule-numbers = Numbers that were left open are finished.
rule-order-mails = A placed order goes to the supplier by mail.
rule-parts-leave-stock = What a visit uses leaves the stock.
rule-payment-reminders = Who pays late is reminded step by step.
rule-review-questions = Who is asked about something that they did finds the question among their tasks.
rule-review-raised = What the rules of the review point out is looked at by management.
rule-sender = Mails that wait are sent.
rule-stock-alerts = What falls below its minimum is reported or ordered.
rule-task-taken-over = Who loses a task to a colleague is told.
rule-technician-leaves = Visits of who leaves are to be planned again.
rule-terms-end = What need not be kept any longer is erased.
rule-visit-is-billed = A visit that is to be paid becomes a draft invoice.
rule-visits-clash = Visits that overlap are reported.

setting-reminder-days = Then at { $days } days late.
setting-alert-days = Then { $days } days ahead.
setting-payment-days = Then with { $days } days to pay.
setting-opening = Working hours then: { $from } to { $until }.
rule-report-mails = A report is mailed to who wanted it, on the morning chosen with it.
