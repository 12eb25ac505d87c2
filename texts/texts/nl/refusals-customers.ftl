# Why a command about a customer, machine or opportunity is refused.

## Customers

refusal-customer-unknown = Deze klant bestaat niet.
refusal-customer-already-registered = Deze klant is al ingevoerd.
refusal-customer-archived = Deze klant is gearchiveerd. Haal de klant eerst terug.
refusal-customer-forgotten = Deze klant is op verzoek vergeten. Er kan niets meer mee gedaan worden.
refusal-customer-company-number-looks-wrong = Dit nummer ziet er niet goed uit: een KvK-nummer heeft acht cijfers, een KBO- of REGON-nummer kloppende controlecijfers. Kijk het na, of schrijf op waarom het toch goed is.
refusal-customer-vat-number-looks-wrong = Dit btw-nummer ziet er niet goed uit: een Nederlands nummer is zoals NL004495445B01, met kloppende controlecijfers. Kijk het na, of schrijf op waarom het toch goed is.
refusal-customer-unknown-contact = Deze contactpersoon staat niet bij deze klant.
refusal-customer-payment-term-too-long = De betaaltermijn is hooguit 120 dagen.
refusal-customer-still-open =
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
    }

## Machines

refusal-machine-unknown = Deze machine bestaat niet.
refusal-machine-already-installed = Deze machine is al ingevoerd.
refusal-machine-unknown-customer = Deze klant bestaat niet of is gearchiveerd. Kies een andere klant.
refusal-machine-removed = Deze machine staat er niet meer en kan niet meer worden gewijzigd.
refusal-machine-serial-elsewhere = Dit serienummer heeft al een machine bij { $customer }. Kijk het na, of schrijf op waarom het toch goed is.
refusal-machine-too-far-ahead = Deze dag ligt meer dan een jaar vooruit. Kijk het jaartal na.
refusal-machine-still-in-use = Er is nog iets open op deze machine: open storingen: { $faults }, lopende contracten: { $contracts }.

## Opportunities

refusal-opportunity-unknown = Deze verkoopkans bestaat niet.
refusal-opportunity-already-opened = Deze verkoopkans is al ingevoerd.
refusal-opportunity-unknown-customer = Deze klant bestaat niet of is gearchiveerd.
refusal-opportunity-closed = Deze verkoopkans is al gewonnen of verloren.
refusal-opportunity-in-the-past = Kies vandaag of een latere dag.
