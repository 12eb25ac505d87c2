# Forgetting a person and telling one.

privacy-title = Privacy
privacy-held = Wat is vastgelegd
privacy-held-lead = Dit staat in het logboek over deze persoon.
privacy-held-user = Dit staat in het logboek over deze medewerker.
privacy-named = Hier wordt de naam nog genoemd
privacy-named-lead = Wat mee gewist kan worden, staat bovenaan. Wat bij een andere klant hoort, kan over een naamgenoot gaan: dat blijft staan en komt niet in het dossier.
privacy-named-user = Dit zijn vooral notities en mails bij klanten. Ze worden alleen mee gewist als u dat aanvinkt, en komen niet in het dossier.
privacy-named-more =
    { $count ->
        [one] De naam staat ook nog in één andere tekst.
       *[other] De naam staat ook nog in { $shown } andere teksten.
    }
privacy-stays = blijft bij de klant
privacy-dossier = Inzage
privacy-dossier-lead = Alles wat van deze persoon bekend is, om aan de persoon zelf te geven. Dat het is verstrekt, komt in het logboek.
privacy-dossier-json = Als bestand (JSON)
privacy-forget = Vergeten
privacy-forget-customer = De klant, de contactpersonen, storingen, bezoeken, contracten, notities, mails en scans worden onleesbaar, ook in back-ups. Facturen blijven zolang de wet dat vraagt, onder een eigen sleutel, en zijn dan alleen nog als PDF te zien. Concepten van facturen en contracten worden weggegooid, verkoopkansen als verloren afgesloten.
privacy-forget-contact = De contactpersoon wordt onleesbaar, met de mails aan dat adres en wie er bij een storing belde. Wat er aan de hand was, hoort bij de klant en blijft staan, ook waar de naam erin voorkomt: dat staat in de lijst hiernaast. De klant blijft.
privacy-forget-user = Naam, inlognaam, adres en wachtwoord worden onleesbaar, met de mails aan deze medewerker. Wat de medewerker deed, blijft staan zonder naam.
privacy-forget-for-ever = Dit kan niet ongedaan worden gemaakt, door niemand.
privacy-forget-slow = Dit kan een halve minuut duren: alle lijsten worden opnieuw opgebouwd zonder deze persoon.
privacy-forget-button = Voorgoed vergeten
privacy-reason-request = De persoon vraagt erom
privacy-reason-not-needed = De gegevens zijn niet meer nodig
privacy-also =
    { $count ->
        [one] Ook de ene notitie, mail of taak wissen waarin de naam staat
       *[other] Ook de { $count } notities, mails en taken wissen waarin de naam staat
    }
privacy-name-hint = Typ de naam over: { $name }
privacy-name-wrong = Dit is niet de naam. Typ hem precies over.
privacy-done = De persoon is vergeten
privacy-kept = Wat de wet laat bewaren
privacy-invoices-until = Facturen: tot en met { $day }, onder een eigen sleutel; daarna gaan ze vanzelf weg.
privacy-invoices-always = Facturen: er is geen bewaartermijn ingesteld, dus ze blijven.
privacy-invoices-owed = Facturen die nog niet vereffend zijn blijven tot dat gebeurd is, ook als die dag voorbij is: wat er openstaat moet bekend blijven.
privacy-being-forgotten = Deze persoon wordt nu vergeten: de lijsten worden opnieuw opgebouwd.
privacy-erased-request = Op { $day } gewist op verzoek: recht op gegevenswissing (AVG, artikel 17).
privacy-erased-not-needed = Op { $day } gewist omdat de gegevens niet meer nodig waren (AVG, artikel 17).
privacy-what-customer = Namen, adressen, contactpersonen, notities, mails en wat bij storingen, bezoeken en contracten is geschreven, zijn weg. Nummers, data en bedragen blijven.
privacy-what-contact = Naam, telefoon, e-mailadres, de mails aan dat adres en wie er bij een storing belde, zijn weg. De klant blijft, met wat er bij storingen aan de hand was.
privacy-what-user = Naam, inlognaam, e-mailadres, wachtwoord en de mails aan deze medewerker zijn weg. Wat de medewerker deed, blijft staan zonder naam.
privacy-what-work = Wie belde, wat er aan de hand was en wat daarover is geschreven, is weg. Nummers, data, uren en onderdelen blijven.
privacy-what-contract = Wie tekende, de handtekening en wat over de klant is geschreven, zijn weg. De afspraken, data en bedragen blijven.
privacy-kept-none = Niets.
privacy-invoices-between = Facturen: de oudste tot en met { $first }, de nieuwste tot en met { $last }, onder een eigen sleutel; daarna gaan ze vanzelf weg.
privacy-known = Namen en adressen
privacy-notes = Notities en gesprekken
privacy-mails = Mails
privacy-tasks = Taken
privacy-drafts = Concepten van facturen
privacy-acts = Wat de medewerker deed
management-retention = Bewaartermijn van facturen
dossier-kept-invoices = Facturen, omdat de wet dat voorschrijft: tot en met { $day }.
dossier-lead-customer = Dit is alles wat wij over u hebben vastgelegd: wat er nu bekend is, hoe lang het bewaard blijft, en wat er is gebeurd, van oud naar nieuw. Wij gebruiken het om met u af te spreken, onze machines te onderhouden en te factureren. Mails gingen naar het adres dat erbij staat; verder is niets aan anderen gegeven.
dossier-kept-customer = Zolang u klant bij ons bent, of tot u vraagt om het te wissen.
dossier-lead-contact = Dit is alles wat wij over u hebben vastgelegd als contactpersoon van een klant: wat er nu bekend is, hoe lang het bewaard blijft, en wat er is gebeurd, van oud naar nieuw. Wij gebruiken het om met u af te spreken. Mails gingen naar het adres dat erbij staat; verder is niets aan anderen gegeven.
dossier-kept-contact = Zolang u contactpersoon bent, of tot u vraagt om het te wissen.
dossier-lead-colleague = Dit is alles wat wij over u als medewerker hebben vastgelegd: wat er nu bekend is, hoe lang het bewaard blijft, wat u deed en wat er met uw gegevens is gebeurd. Wij gebruiken het om het werk te verdelen en om te weten wie wat deed. Wat u deed, staat hier geteld; elke keer apart staat in het bestand dat u erbij kunt vragen.
dossier-kept-colleague = Zolang u bij ons werkt, en daarna tot u vraagt om het te wissen.
dossier-kept-owed = Facturen die nog niet vereffend zijn: tot dat gebeurd is, ook als die tijd voorbij is.
