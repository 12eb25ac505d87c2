# Why a command about a task, mail, colleague or setting is refused.

## Tasks

refusal-task-unknown = Deze taak bestaat niet.
refusal-task-done = Deze taak is al klaar.
refusal-task-not-a-person = Alleen een medewerker kan een taak oppakken.
refusal-task-not-yours = Deze taak is van een andere afdeling of collega.
refusal-task-nothing-written = Schrijf op wat er moet gebeuren.

## Mails

refusal-mail-unknown = Deze mail bestaat niet.
refusal-mail-sent = Deze mail is al verstuurd.
refusal-mail-given-up = Deze mail is opgegeven. Verstuur hem opnieuw als hij toch weg moet.
refusal-mail-in-hand = Deze mail wordt op dit moment verstuurd.

## Colleagues

refusal-user-unknown = Deze medewerker bestaat niet.
refusal-user-login-taken = Deze inlognaam is al in gebruik. Kies een andere.
refusal-user-no-role = Kies ten minste één rol.
refusal-user-not-yours = Dit kan iedereen alleen voor zichzelf.
refusal-user-yourself = U kunt uw eigen beheerdersrol of account niet weghalen. Vraag het een andere beheerder.
refusal-user-password-in-clear = Het wachtwoord is niet goed verwerkt. Probeer het opnieuw.
refusal-user-inactive = Deze medewerker werkt hier niet meer. Zet het account eerst weer aan.
refusal-user-forgotten = Deze medewerker is vergeten. Er kan niets meer mee gedaan worden.

## Settings

refusal-settings-days = Geef één tot vijf aantallen dagen, hooguit 365: oplopend voor herinneringen, aflopend voor waarschuwingen.
refusal-settings-payment-days = De betaaltermijn is hooguit 120 dagen.
refusal-settings-negative = Het uurtarief kan niet onder nul zijn.
refusal-settings-hours = De werkdag eindigt nadat hij begint.
refusal-settings-years = De bewaartermijn is één tot dertig jaar.
refusal-privacy-unknown = Deze persoon is niet bekend.
refusal-privacy-still-open =
    Er loopt nog iets bij deze klant.{ $contracts ->
        [0] {""}
       *[other] {" "}Lopende contracten: { $contracts }.
    }{ $faults ->
        [0] {""}
       *[other] {" "}Open storingen: { $faults }.
    }{ $visits ->
        [0] {""}
       *[other] {" "}Bezoeken: { $visits }.
    }{ $invoices ->
        [0] {""}
       *[other] {" "}Openstaande facturen: { $invoices }.
    } Rond dat eerst af.
refusal-privacy-still-works-here = Deze medewerker werkt hier nog. Zet eerst het account uit.
refusal-privacy-has-visits = Met deze medewerker zijn nog bezoeken gepland: { $visits }. Plan die eerst met iemand anders, of rond ze af.
refusal-privacy-not-named-there = Een van die teksten noemt deze persoon niet, of kan niet apart gewist worden.
refusal-privacy-forgotten = Deze persoon is vergeten: er is niets meer van bekend.
refusal-settings-company-number-looks-wrong = Dit nummer ziet er niet goed uit: een KvK-nummer heeft acht cijfers, een KBO- of REGON-nummer kloppende controlecijfers. Kijk het na, of schrijf op waarom het toch goed is.
refusal-settings-vat-number-looks-wrong = Dit btw-nummer ziet er niet goed uit: een Nederlands nummer is zoals NL004495445B01, met kloppende controlecijfers. Kijk het na, of schrijf op waarom het toch goed is.
refusal-settings-in-the-past = Deze dag is al voorbij: verstuurde facturen houden hun tarief, nieuwe krijgen dit. Kies een latere dag, of schrijf op waarom het toch moet.
refusal-settings-only-one = Dit is het enige dat is vastgesteld: zonder geldt er niets. Stel eerst iets anders vast.
refusal-settings-other-currency = Het uurtarief staat in de valuta van ons eigen land. Vul het bedrag daarin in.
refusal-settings-closing = Een sluiting eindigt op of na de dag waarop ze begint en duurt hoogstens een half jaar.
refusal-user-hours = Een dag eindigt niet voordat hij begint. Kijk de tijden na.
refusal-user-ends-before-start = Afwezigheid eindigt niet voordat zij begint. Kijk de dagen na.
refusal-user-too-long = Langer dan een jaar wordt niet ineens ingevoerd. Kies een kortere periode.
refusal-user-away-already = Deze medewerker is al afwezig van { $from } tot en met { $until }. Trek dat eerst in, of kies andere dagen.
refusal-user-unknown-absence = Deze afwezigheid is er niet, of is al ingetrokken.
