# The sentences of documents, in the reader's language.

document-pay = Wilt u het bedrag uiterlijk { $due } overmaken, met { $number } als kenmerk?
document-credit = Wat u al had betaald, maken wij binnen 14 dagen over op uw rekening.
document-credit-reason = Reden: { $reason }
document-reverse-charged = verlegd
document-vat-owed = Btw in { $currency }
document-exchange = Btw omgerekend naar de koers van { $source } van { $day }: 1 EUR = { $rate } PLN.
document-customer-number = Klantnummer
document-kind-lease = Lease
document-kind-service = Onderhoud en service
document-kind-lease-and-service = Lease met onderhoud en service
document-fee = { $fee } per maand, exclusief btw
document-no-renewal = Geen; het contract eindigt vanzelf
document-worked = Gewerkt
document-travelled = Gereisd
document-solved = Opgelost
document-not-solved = Nog niet opgelost; wij maken een nieuwe afspraak
document-clause-service-title = Onderhoud en storingen
document-clause-service-text = Opdrachtnemer houdt de genoemde machines in goede staat en verhelpt storingen na een melding zo spoedig mogelijk. Schade door onjuist gebruik valt buiten dit contract.
document-clause-lease-title = Eigendom
document-clause-lease-text = De geleasede machines blijven eigendom van opdrachtnemer. De klant verplaatst of vervreemdt ze niet zonder toestemming.
document-clause-payment-title = Betaling
document-clause-payment-text = De vergoeding wordt op de eerste van elke maand in rekening gebracht.
document-clause-end-title = Duur en einde
document-clause-end-text = Looptijd, verlenging en opzegging zijn zoals hierboven vermeld. Opzeggen gebeurt schriftelijk of per e-mail.
document-clause-remarks-title = Verdere afspraken
document-first-term =
    { $months ->
        [one] { $months } maand, tot en met { $end }
       *[other] { $months } maanden, tot en met { $end }
    }
document-renewal =
    { $months ->
        [one] Telkens met { $months } maand
       *[other] Telkens met { $months } maanden
    }
document-notice =
    { $months ->
        [one] { $months } maand voor het einde, de eerste keer uiterlijk { $day }
       *[other] { $months } maanden voor het einde, de eerste keer uiterlijk { $day }
    }
document-erased = Gewist (AVG, artikel 17)
document-level-title = Servicenorm { $level }
document-level-none = Wat deze servicenorm toezegt, is niet meer vastgelegd.
document-level-urgent = Stilstand of schade die groeit
document-level-high = Veel haast
document-level-normal = Gewone storing
document-level-low = Kan wachten
document-level-respond = { $what }: reactie binnen { $respond } uur.
document-level-solve = { $what }: reactie binnen { $respond } uur, opgelost binnen { $solve } uur.
document-level-counts-always = De tijd telt dag en nacht, ook op feestdagen.
document-level-counts-company = De tijd telt op werkdagen van { $hours }.
document-level-counts-own = De tijd telt op { $week }; niet op feestdagen.
