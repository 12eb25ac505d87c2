# Whom to contact, the search, and the home of sales.

opportunities = Te benaderen
opportunities-views = Weergaven
opportunities-all = Alle
opportunities-mine = Van mij
opportunities-won = Gewonnen
opportunities-lost = Verloren
opportunities-view-only = Sales beheert, alleen bekijken
opportunities-new = Nieuwe verkoopkans
opportunities-none = Niemand te benaderen
opportunities-none-why = Schrijf een verkoopkans op en wanneer u belt; op die dag staat hij hier bovenaan.
opportunities-about = Waarover
opportunities-about-hint = In een paar woorden: drie machines voor de nieuwe vleugel.
opportunities-about-whom = Wie en wanneer
opportunities-next = Contact op
opportunities-value = Kan opleveren
opportunities-salesperson = Verkoper
opportunities-last = Laatst besproken
opportunities-title = { $about }, { $name }
opportunities-spoke = Gesproken
opportunities-said = Wat er is besproken
opportunities-again = Weer contact op
opportunities-win = Gewonnen
opportunities-lose = Verloren
opportunities-agreed = Wat is afgesproken
opportunities-why-not = Waarom niet
opportunities-state-won = Gewonnen
opportunities-state-lost = Verloren
opportunities-done-new = Verkoopkans ingevoerd
opportunities-overdue = Had { $day } gemoeten
search-title = Zoeken
search-for = Gezocht op “{ $text }”
search-none = Niets gevonden
search-none-why = Zoek op het begin van een naam, plaats, telefoonnummer, klantnummer, serienummer, of op het nummer van een storing, contract of factuur.
search-faults = Storing { $number }
search-contracts = Contract { $number }
search-invoices = Factuur { $number }
sales-today-late = Betaling te laat
opportunities-due = { $count ->
    [one] { $count } klant om vandaag te benaderen
   *[other] { $count } klanten om vandaag te benaderen
}
search-found = { $count ->
    [one] { $count } gevonden
   *[other] { $count } gevonden
}
sales-today-ending = Opzegdatum binnen 90 dagen
sales-today-worth = waarde { $amount } per maand
sales-today-of = van { $count } klanten
sales-today-tell = Bel { $customer }: de beloofde tijd is voorbij
sales-today-speak = Benader { $customer }
search-visits = Bezoek { $number }
search-purchase-orders = Bestelling { $number }
