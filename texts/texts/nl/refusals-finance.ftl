# Why an invoice or a contract is refused.

refusal-invoice-unknown = Deze factuur bestaat niet.
refusal-invoice-already-drafted = Deze factuur is al gemaakt.
refusal-invoice-unknown-customer = Kies een klant die bestaat.
refusal-invoice-no-items = Een factuur heeft ten minste één regel.
refusal-invoice-wrong-item = Elke regel heeft een aantal, en alle bedragen zijn in dezelfde valuta.
refusal-invoice-issued = De factuur is verstuurd en kan niet meer worden gewijzigd. Maak een creditfactuur.
refusal-invoice-not-issued = De factuur is nog een concept. Verstuur haar eerst.
refusal-invoice-closed = De factuur is vervallen of gecrediteerd.
refusal-invoice-no-vat-rate = Voor vandaag is geen btw-tarief ingesteld. Vraag de beheerder om het in te stellen.
refusal-invoice-no-vat-number = Btw verleggen kan alleen met het btw-nummer van de klant. Vul het in op de klantkaart.
refusal-invoice-nothing = Vul een bedrag in dat niet nul is. Een terugbetaling is altijd meer dan nul.
refusal-invoice-too-much = Er staat nog { $open } open. Boek niet meer dan dat.
refusal-invoice-more-than-paid = Er is { $paid } betaald. Boek niet meer terug dan dat.
refusal-invoice-other-currency = De factuur is in een andere valuta. Boek het bedrag in de valuta van de factuur.
refusal-invoice-nothing-owed = Er hoeft niets te worden terugbetaald.
refusal-invoice-more-than-owed = Er moet nog { $owed } worden terugbetaald. Boek niet meer dan dat.
refusal-invoice-in-the-future = Kies vandaag of een eerdere dag: een betaling in de toekomst kan nog niet worden geboekt.
refusal-invoice-nothing-open = Er staat niets meer open.
refusal-invoice-disputed = De klant betwist deze factuur. Handel dat eerst af.
refusal-invoice-not-disputed = Deze factuur wordt niet betwist.
refusal-invoice-not-late = De betaaltermijn is nog niet voorbij.

refusal-contract-unknown = Dit contract bestaat niet.
refusal-contract-already-drafted = Dit contract is al opgesteld.
refusal-contract-unknown-customer = Kies een klant die bestaat en niet is gearchiveerd.
refusal-contract-terms = Een contract loopt eerst 1 tot 240 maanden, wordt met ten hoogste 60 maanden verlengd, heeft ten hoogste 24 maanden opzegtermijn en kost per maand niet minder dan nul.
refusal-contract-unknown-machine = Kies machines die bij deze klant staan.
refusal-contract-signed = Het contract is getekend; de afspraken staan vast.
refusal-contract-not-signed = Het contract is nog niet getekend.
refusal-contract-closed = Het contract is voorbij of niet doorgegaan.
refusal-contract-notice-was-given = Het contract is opgezegd en wordt niet verlengd.
refusal-contract-not-renewable = Dit contract eindigt vanzelf en wordt niet verlengd.
refusal-contract-not-over = De huidige looptijd is nog niet voorbij. Een contract wordt pas daarna verlengd.
refusal-contract-wrong-day = Kies een dag die niet vóór het begin en niet in de toekomst ligt.
refusal-contract-no-document = Het getoonde document is niet bekend. Open het contract opnieuw.
refusal-invoice-wrong-period = De laatste dag van de levering kan niet vóór de eerste liggen. Vul beide dagen in.
