# Changes of the planning that are collected and sent in one go.

publish-title = Planning versturen
publish-lead = Wat er sinds het laatste bericht veranderde. Elke klant krijgt één bericht met hoe het nu is, elke monteur één melding.
publish-open = Versturen
publish-go = Versturen wat is aangevinkt
publish-done = De wijzigingen zijn verstuurd.
publish-hint = Wat u niet aanvinkt blijft wachten.
publish-none = Alles is verstuurd
publish-none-why = Klanten en monteurs weten hoe de planning nu is.
publish-waiting = { $count ->
    [one] 1 wijziging nog niet verstuurd
   *[other] { $count } wijzigingen nog niet verstuurd
}
publish-near = { $count ->
    [one] 1 daarvan gaat over een afspraak die bijna is.
   *[other] { $count } daarvan gaan over afspraken die bijna zijn.
}
publish-untold = nog niet verstuurd
publish-was = Weten ze nu
publish-now = Wordt
publish-customer = Klant hoort het
publish-technicians = Melding voor
publish-pick = Versturen
publish-pick-this = Versturen: { $customer }
publish-knew-nothing = weten nog van niets
publish-hears-mail = mail aan { $to }
publish-hears-sms = sms aan { $to }
publish-hears-call = wordt gebeld, er komt een taak
publish-hears-nothing = krijgt geen bericht
publish-hears-past = krijgt geen bericht, de tijd is voorbij
publish-hears-later = De klant hoort het als u de planning verstuurt, en meteen als de afspraak binnen { $hours } uur is.
telling-title = Planning bekendmaken
telling-collect = Wijzigingen verzamelen tot een planner ze verstuurt
telling-collect-hint = Uit: klant en monteur horen elke wijziging meteen.
telling-hours = Uiterlijk zoveel uur ervoor
telling-hours-hint = Wat dan nog niet verstuurd is gaat vanzelf uit, zodat niemand voor een dichte deur staat. Planners krijgen acht uur eerder een waarschuwing.
thing-planning = planning
event-telling-set = Gekozen wanneer wijzigingen van de planning worden verteld
event-planning-published = Planning verstuurd
command-planning-set-telling = Kiezen wanneer wijzigingen van de planning worden verteld
command-planning-publish = Planning versturen
field-collect = Verzamelen
field-cancelled = Afgezegd
field-was = Was
field-now = Wordt
field-changes = Wijzigingen
field-visits = Bezoeken
field-held = Nog niet verteld
refusal-planning-hours = Kies 1 tot en met 72 uur.
refusal-planning-too-many = Verstuur hooguit 1.000 wijzigingen tegelijk.
refusal-planning-nothing-chosen = Vink aan wat u wilt versturen. Er is niets verstuurd.
task-planning-changed = { $count ->
    [one] In je planning is 1 bezoek veranderd.
   *[other] In je planning zijn { $count } bezoeken veranderd.
}
task-planning-untold = { $count ->
    [one] 1 wijziging van de planning is bijna aan de beurt en nog niet verstuurd. Verstuur de planning.
   *[other] { $count } wijzigingen van de planning zijn bijna aan de beurt en nog niet verstuurd. Verstuur de planning.
}
task-do-planning-changed = Bezoek openen
task-do-planning-untold = Bezoek openen
message-visits-changed = Meer afspraken gewijzigd
message-word-appointments = De afspraken, een per regel
visits-changed-line = – { $day }, tussen { $from } en { $until } uur: { $task } ({ $technician })
visits-changed-off = – gaat niet door: { $day }, { $from } uur: { $task }
mail-visits-changed-subject = Uw afspraken met onze monteurs
mail-visits-changed-body =
    Goedendag,

    In uw afspraken met onze monteurs is iets veranderd. Zo is het nu:

    { $appointments }

    Komt dit niet uit? Bel of mail ons, dan zoeken we een andere tijd.
sms-visits-changed-body =
    Uw afspraken zijn veranderd. Zo is het nu:
    { $appointments }
