# Changes of the planning that are collected and sent in one go.

publish-title = Send the planning
publish-lead = What changed since the last message. Each customer gets one message with how it is now, each technician one notice.
publish-open = Send
publish-go = Send what is ticked
publish-done = The changes were sent.
publish-hint = What you don’t tick goes on waiting.
publish-none = Everything was sent
publish-none-why = Customers and technicians know how the planning is now.
publish-waiting = { $count ->
    [one] 1 change not sent yet
   *[other] { $count } changes not sent yet
}
publish-near = { $count ->
    [one] 1 of them is about an appointment that is soon.
   *[other] { $count } of them are about appointments that are soon.
}
publish-untold = not sent yet
publish-was = They know
publish-now = Becomes
publish-customer = Customer hears
publish-technicians = Notice for
publish-pick = Send
publish-pick-this = Send: { $customer }
publish-knew-nothing = know of nothing yet
publish-hears-mail = mail to { $to }
publish-hears-sms = text message to { $to }
publish-hears-call = is called, a task is made
publish-hears-nothing = gets no message
publish-hears-past = gets no message, the time is past
publish-hears-later = The customer hears it when you send the planning, and at once where the appointment is within { $hours } hours.
telling-title = Making the planning known
telling-collect = Collect changes until a planner sends them
telling-collect-hint = Off: customer and technician hear each change at once.
telling-hours = So many hours before, at the latest
telling-hours-hint = What was not sent by then goes out by itself, so that nobody stands before a closed door. Planners are warned eight hours earlier.
thing-planning = planning
event-telling-set = Chosen when changes of the planning are told
event-planning-published = Planning sent
command-planning-set-telling = Choose when changes of the planning are told
command-planning-publish = Send the planning
field-collect = Collect
field-cancelled = Called off
field-was = Was
field-now = Becomes
field-changes = Changes
field-visits = Visits
field-held = Not told yet
refusal-planning-hours = Choose 1 to 72 hours.
refusal-planning-too-many = Send 1,000 changes at once at most.
refusal-planning-nothing-chosen = Tick what you want to send. Nothing was sent.
task-planning-changed = { $count ->
    [one] 1 visit in your planning changed.
   *[other] { $count } visits in your planning changed.
}
task-planning-untold = { $count ->
    [one] 1 change of the planning is almost due and not sent yet. Send the planning.
   *[other] { $count } changes of the planning are almost due and not sent yet. Send the planning.
}
task-do-planning-changed = Open visit
task-do-planning-untold = Open visit
message-visits-changed = Several appointments changed
message-word-appointments = The appointments, one a line
visits-changed-line = – { $day }, between { $from } and { $until }: { $task } ({ $technician })
visits-changed-off = – does not take place: { $day }, { $from }: { $task }
mail-visits-changed-subject = Your appointments with our technicians
mail-visits-changed-body =
    Hello,

    Something changed in your appointments with our technicians. This is how it is now:

    { $appointments }

    Does this not suit you? Call or mail us, and we will find another time.
sms-visits-changed-body =
    Your appointments changed. This is how it is now:
    { $appointments }
