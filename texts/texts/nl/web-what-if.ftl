# What if
what-if-title = Wat als
what-if-lead = Dezelfde geschiedenis met een andere instelling, naast hoe het ging. Er verandert niets.
what-if-setting = Andere instelling
what-if-ask = Doorrekenen
what-if-stock = Minimumvoorraad
what-if-reminders = Herinneringen
what-if-hours = Werktijden
what-if-article = Artikelnummer
what-if-minimum = Minimum voor elk
what-if-percent = Of zoveel procent van het minimum van nu
what-if-minimum-wrong = Vul een aantal in van 0 of meer, bijvoorbeeld 5.
what-if-percent-wrong = Vul een heel percentage in van 0 tot 1000, bijvoorbeeld 150.
what-if-days = Dagen te laat
what-if-days-wrong = Vul een tot vijf oplopende getallen in, elk hoogstens 365, bijvoorbeeld 7, 14, 30.
what-if-hours-wrong = Vul twee tijden in, de eerste eerder dan de tweede, bijvoorbeeld 08:00 en 17:00.
what-if-stock-how = Verbruik en tellingen blijven zoals ze waren. Wat op een alarm volgde, komt even lang na het alarm dat dan was gegeven.
what-if-reminders-how = Over facturen die in deze dagen vervielen. Betalingen en geschillen blijven zoals ze waren.
what-if-hours-how = Over storingen die in deze dagen zijn gemeld, zonder de ingetrokken. Wanneer ze waren opgelost, blijft zoals het was. Op tijd is: beantwoord en, waar dat is beloofd, opgelost voor het beloofde moment.
what-if-answer = Wat het had uitgemaakt
what-if-same = Met deze instelling was het precies zo gegaan.
what-if-was = Zoals het ging
what-if-would = Met deze instelling
what-if-differs = Verschil
what-if-nothing = Hierover is niets bekend
what-if-nothing-why = Er is geen artikel met dit nummer, of het kwam nooit aan zijn minimum.
what-if-alerts = Keren aan het minimum
what-if-stock-outs = Keren dat het op was
what-if-time-out = Hoe lang het op was
what-if-days-count = { $days } dagen
what-if-minimum-was = Minimum nu
what-if-minimum-would = Minimum dan
what-if-articles = Artikelen waarbij het anders was gegaan
what-if-reminded = Herinneringen
what-if-first = Eerste herinneringen
what-if-later = Latere herinneringen
what-if-never = Betaald zonder herinnering
what-if-due = Vervaldag
what-if-closed = Voldaan
what-if-changed = { $count ->
    [one] Eén factuur met andere herinneringen
   *[other] { $count } facturen met andere herinneringen
}
what-if-changed-caption = Facturen met andere herinneringen, eerst vervallen eerst; hoogstens honderd
what-if-faults = Storingen
what-if-in-time = Op tijd opgelost
what-if-late = Te laat
what-if-promise = Beloofd binnen, gemiddeld
