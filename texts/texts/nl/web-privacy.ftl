# Forgetting a person and telling one.

privacy-title = Privacy
privacy-held = Wat is vastgelegd
privacy-held-lead = Alles wat in het logboek over deze persoon staat, per soort.
privacy-held-user = Wat over deze medewerker is vastgelegd, en waar die iets deed, per soort.
privacy-named = Hier wordt de naam nog genoemd
privacy-named-lead = Notities en mails kunnen apart gewist worden. Wat bij de klant hoort, blijft zolang de klant er is.
privacy-named-more =
    { $count ->
        [one] En nog één.
       *[other] En nog { $count }.
    }
privacy-stays = blijft bij de klant
privacy-dossier = Inzage
privacy-dossier-lead = Alles wat van deze persoon bekend is, om aan de persoon zelf te geven. Dat het is verstrekt, komt in het logboek.
privacy-dossier-json = Als bestand (JSON)
privacy-forget = Vergeten
privacy-forget-customer = De klant, de contactpersonen, storingen, bezoeken, contracten, notities, mails en scans worden onleesbaar, ook in back-ups. Facturen blijven zolang de wet dat vraagt, onder een eigen sleutel, en zijn dan alleen nog als PDF te zien.
privacy-forget-contact = De contactpersoon wordt onleesbaar, met de mails aan dat adres en waar die een storing belde. De klant blijft.
privacy-forget-user = Naam, inlognaam, adres en wachtwoord worden onleesbaar, met de mails aan deze medewerker. Wat de medewerker deed, blijft staan zonder naam.
privacy-forget-for-ever = Dit kan niet ongedaan worden gemaakt, door niemand.
privacy-forget-button = Voorgoed vergeten
privacy-reason-request = De persoon vraagt erom
privacy-reason-not-needed = De gegevens zijn niet meer nodig
privacy-also =
    { $count ->
        [one] Ook de ene notitie of mail wissen waarin de naam staat
       *[other] Ook de { $count } notities en mails wissen waarin de naam staat
    }
privacy-name-hint = Typ de naam over: { $name }
privacy-name-wrong = Dit is niet de naam. Typ hem precies over.
privacy-done = De persoon is vergeten; het wissen is begonnen
privacy-kept = Wat de wet laat bewaren
privacy-invoices-until = Facturen: tot en met { $day }, onder een eigen sleutel; daarna gaan ze vanzelf weg.
privacy-invoices-always = Facturen: er is geen bewaartermijn ingesteld, dus ze blijven.
privacy-is-forgotten = Deze persoon is vergeten. De sleutels zijn vernietigd; er is niets meer te lezen.
privacy-being-forgotten = Deze persoon wordt nu vergeten: de lijsten worden opnieuw opgebouwd.
customers-is-forgotten = Deze klant is op verzoek vergeten. Alleen nummers, data en bedragen zijn er nog.
management-retention = Bewaartermijn van facturen
dossier-kept = Zolang u klant bij ons bent, of tot u vraagt om het te wissen.
dossier-kept-invoices = Facturen, omdat de wet dat voorschrijft: tot en met { $day }.
