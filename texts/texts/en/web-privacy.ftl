# Forgetting a person and telling one.

privacy-title = Privacy
privacy-held = What is held
privacy-held-lead = This is what the log holds about this person.
privacy-held-user = This is what the log holds about this colleague.
privacy-named = Where the name still stands
privacy-named-lead = What can be erased along stands first. What belongs to another customer may be about somebody of the same name: it stays, and is not in the dossier.
privacy-named-user = These are mostly notes and mails at customers. They are erased along only when you tick that, and are not in the dossier.
privacy-named-more =
    { $count ->
        [one] The name also stands in one other text.
       *[other] The name also stands in { $shown } other texts.
    }
privacy-stays = stays with the customer
privacy-dossier = Access
privacy-dossier-lead = Everything that is known of this person, to be given to that person. That it was given goes into the log.
privacy-dossier-json = As a file (JSON)
privacy-forget = Forget
privacy-forget-customer = The customer, contact persons, faults, visits, contracts, notes, mails and scans become unreadable, in backups too. Invoices stay as long as the law asks, under a key of their own, and can then be seen as PDF alone. Drafts of invoices and contracts are discarded, opportunities are closed as lost.
privacy-forget-contact = The contact person becomes unreadable, with the mails to that address and who called about a fault. What was wrong belongs to the customer and stays, also where it names them: the list beside this shows it. The customer stays.
privacy-forget-user = Name, login, address and password become unreadable, with the mails to this colleague. What the colleague did stays, without a name.
privacy-forget-for-ever = This can not be undone, by nobody.
privacy-forget-slow = This can take half a minute: all lists are worked out anew without this person.
privacy-forget-button = Forget for ever
privacy-reason-request = The person asks for it
privacy-reason-not-needed = The data are not needed any more
privacy-also =
    { $count ->
        [one] Also erase the one note, mail or task in which the name stands
       *[other] Also erase the { $count } notes, mails and tasks in which the name stands
    }
privacy-name-hint = Type the name: { $name }
privacy-name-wrong = This is not the name. Type it exactly.
privacy-done = The person is forgotten
privacy-kept = What the law has us keep
privacy-invoices-until = Invoices: until { $day }, under a key of their own; then they go by themselves.
privacy-invoices-always = Invoices: no retention is set, so they stay.
privacy-invoices-owed = Invoices that are not settled yet stay until they are, also when that day is past: what is owed must be known.
privacy-being-forgotten = This person is being forgotten now: the lists are worked out anew.
privacy-erased-request = Erased on { $day } on request: the right to erasure (GDPR, article 17).
privacy-erased-not-needed = Erased on { $day }, since the data were not needed any more (GDPR, article 17).
privacy-what-customer = Names, addresses, contact persons, notes, mails and what was written about faults, visits and contracts are gone. Numbers, days and amounts stay.
privacy-what-contact = Name, telephone, e-mail address, the mails to that address and who called about a fault are gone. The customer stays, with what was wrong in faults.
privacy-what-user = Name, login, e-mail address, password and the mails to this colleague are gone. What the colleague did stays, without a name.
privacy-what-work = Who called, what was the matter and what was written about it are gone. Numbers, days, hours and parts stay.
privacy-what-contract = Who signed, the signature and what was written about the customer are gone. The terms, days and amounts stay.
privacy-kept-none = Nothing.
privacy-invoices-between = Invoices: the oldest until { $first }, the newest until { $last }, under a key of their own; then they go by themselves.
privacy-known = Names and addresses
privacy-notes = Notes and talks
privacy-mails = Mails
privacy-tasks = Tasks
privacy-drafts = Draft invoices
privacy-acts = What the colleague did
management-retention = Retention of invoices
dossier-kept-invoices = Invoices, since the law asks for it: until { $day }.
dossier-lead-customer = This is all that we hold about you: what is known now, how long it is kept, and what happened, oldest first. We use it to make appointments with you, to maintain our machines and to send invoices. Mails went to the address that stands with them; nothing else was given to others.
dossier-kept-customer = As long as you are our customer, or until you ask us to erase it.
dossier-lead-contact = This is all that we hold about you as the contact person of a customer: what is known now, how long it is kept, and what happened, oldest first. We use it to make appointments with you. Mails went to the address that stands with them; nothing else was given to others.
dossier-kept-contact = As long as you are a contact person, or until you ask us to erase it.
dossier-lead-colleague = This is all that we hold about you as a colleague: what is known now, how long it is kept, what you did, and what happened with your data. We use it to divide the work and to know who did what. What you did is counted here; each time by itself stands in the file that you can ask for.
dossier-kept-colleague = As long as you work here, and after that until you ask us to erase it.
dossier-kept-owed = Invoices that are not settled yet: until they are, also when that time is over.
