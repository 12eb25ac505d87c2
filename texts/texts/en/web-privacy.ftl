# Forgetting a person and telling one.

privacy-title = Privacy
privacy-held = What is held
privacy-held-lead = Everything about this person in the log, by kind.
privacy-held-user = What is held of this colleague, and where they did something, by kind.
privacy-named = Where the name still stands
privacy-named-lead = Notes and mails can be erased by themselves. What belongs to the customer stays as long as the customer does.
privacy-named-more =
    { $count ->
        [one] And one more.
       *[other] And { $count } more.
    }
privacy-stays = stays with the customer
privacy-dossier = Access
privacy-dossier-lead = Everything that is known of this person, to be given to that person. That it was given goes into the log.
privacy-dossier-json = As a file (JSON)
privacy-forget = Forget
privacy-forget-customer = The customer, contact persons, faults, visits, contracts, notes, mails and scans become unreadable, in backups too. Invoices stay as long as the law asks, under a key of their own, and can then be seen as PDF alone.
privacy-forget-contact = The contact person becomes unreadable, with the mails to that address and where they called about a fault. The customer stays.
privacy-forget-user = Name, login, address and password become unreadable, with the mails to this colleague. What the colleague did stays, without a name.
privacy-forget-for-ever = This can not be undone, by nobody.
privacy-forget-button = Forget for ever
privacy-reason-request = The person asks for it
privacy-reason-not-needed = The data are not needed any more
privacy-also =
    { $count ->
        [one] Also erase the one note or mail in which the name stands
       *[other] Also erase the { $count } notes and mails in which the name stands
    }
privacy-name-hint = Type the name: { $name }
privacy-name-wrong = This is not the name. Type it exactly.
privacy-done = The person is forgotten; erasing has begun
privacy-kept = What the law has us keep
privacy-invoices-until = Invoices: until { $day }, under a key of their own; then they go by themselves.
privacy-invoices-always = Invoices: no retention is set, so they stay.
privacy-is-forgotten = This person was forgotten. The keys are destroyed; nothing can be read any more.
privacy-being-forgotten = This person is being forgotten now: the lists are worked out anew.
customers-is-forgotten = This customer was forgotten on request. Only numbers, days and amounts are left.
management-retention = Retention of invoices
dossier-kept = As long as you are our customer, or until you ask us to erase it.
dossier-kept-invoices = Invoices, since the law asks for it: until { $day }.
