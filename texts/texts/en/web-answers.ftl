# What customers answer: to invitations and to mails.
thing-mailbox = Mailbox
event-invitation-answered = Customer answered the invitation
event-mail-answered = Answer from the customer
event-mail-returned = Mail came back undelivered
event-mailbox-read = Mailbox read
command-visit-answer-invitation = Note the customer’s answer
command-mail-note-answer = Note an answer to a mail
command-mail-mark-returned = Mark mail as undelivered
command-mailbox-note-read = Note up to where the mailbox was read
field-reply = Answer
field-comment = Comment
field-sequence = Invitation
field-writer = Written by
field-validity = Count of the server
field-uid = Read last
refusal-visit-not-invited = The customer was not invited so. Look which appointment is meant.
rule-customer-answers = Whoever has to do something hears what a customer answers.
rule-mailbox = Customers’ answers come in from the mailbox.
answer-title = Answer from the customer
answer-none = The customer has not answered yet.
answer-accepted = Suits the customer
answer-tentative = Customer is not sure yet
answer-declined = Customer can’t
answer-countered = Customer asks another time
answer-proposes = Would suit: { $when }
answer-plan-so = Plan it so
answer-note = Note an answer
answer-stretch = Which appointment
answer-by = Who answered
answer-comment = Comment
customers-story-invitation-accepted = Visit { $label } on { $when } suits the customer
customers-story-invitation-tentative = Customer is not sure whether visit { $label } on { $when } suits
customers-story-invitation-declined = Visit { $label } on { $when } does not suit the customer
customers-story-invitation-countered = Customer wants another time than { $when } for visit { $label }
customers-story-mail-answered = Answer to mail: { $label }
customers-story-mail-answered-who = { $who } answered: { $label }
customers-story-mail-returned = Mail not delivered: { $label }
task-customer-wrote = A customer answered a mail. Read the answer and respond.
task-visit-declined = The customer can’t at { $number } on { $day } at { $from }. Agree on another time.
task-visit-countered = The customer proposes another time than { $day } at { $from } for { $number }. Plan it so, or agree on something else.
task-mailbox-unread = The mailbox can’t be read. The server said: “{ $reason }”. Customers’ answers are left lying.
mail-mailbox-unread-subject = Werkbank can’t read the mailbox
mail-mailbox-unread-body =
    Hello,

    Werkbank has not been able to read the mailbox for half an hour. The server said:

    { $reason }

    Werkbank keeps trying. Until then customers’ answers are left lying in the mailbox. Check the mail server and the password under [imap].
