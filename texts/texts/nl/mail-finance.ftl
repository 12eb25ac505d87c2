# Mails about invoices, payments and contracts, the lines that Werkbank writes on invoices, and the tasks that follow.

mail-invoice-subject = Factuur { $number }
mail-invoice-body =
    Goedendag,

    Bij deze mail vindt u factuur { $number } van { $total }. Wilt u het bedrag uiterlijk { $due } overmaken?

    Rekening: { $iban } ten name van { $company }
    Kenmerk: { $number }

mail-credit-note-subject = Creditfactuur { $credit } bij factuur { $number }
mail-credit-note-body =
    Goedendag,

    Bij deze mail vindt u creditfactuur { $credit }. Factuur { $number } vervalt daarmee. Wat u al had betaald, maken wij binnen 14 dagen over.

mail-reminder-1-subject = Herinnering: factuur { $number }
mail-reminder-1-body =
    Goedendag,

    Factuur { $number } moest uiterlijk { $due } zijn betaald. Er staat nog { $open } open. Misschien is het u ontgaan; wilt u het bedrag alsnog overmaken?

    Rekening: { $iban } ten name van { $company }
    Kenmerk: { $number }

    Heeft u intussen betaald? Dan kunt u deze mail als niet verzonden beschouwen.

mail-reminder-2-subject = Tweede herinnering: factuur { $number }
mail-reminder-2-body =
    Goedendag,

    Factuur { $number } is { $days ->
        [one] { $days } dag
       *[other] { $days } dagen
    } over de vervaldatum van { $due }. Er staat nog { $open } open. Wij verzoeken u het bedrag binnen zeven dagen over te maken.

    Rekening: { $iban } ten name van { $company }
    Kenmerk: { $number }

    Bent u het niet eens met de factuur? Laat het ons dan weten.

mail-reminder-3-subject = Laatste herinnering: factuur { $number }
mail-reminder-3-body =
    Goedendag,

    Ondanks eerdere herinneringen staat van factuur { $number } (vervallen op { $due }) nog { $open } open. Dit is onze laatste herinnering. Ontvangen wij het bedrag niet binnen veertien dagen, dan geven wij de vordering uit handen.

    Rekening: { $iban } ten name van { $company }
    Kenmerk: { $number }

mail-contract-signed-subject = Uw getekende contract { $contract }
mail-contract-signed-body =
    Goedendag,

    Dank voor het tekenen van contract { $contract }. U vindt het bij deze mail. Het gaat in op { $starts }; de vergoeding is { $fee } per maand, exclusief btw.

mail-contract-confirmed-subject = Contract { $contract } is getekend
mail-contract-confirmed-body =
    Goedendag,

    Contract { $contract } met { $customer } is getekend en gaat in op { $starts }.

invoice-line-fee = { $kind }, contract { $contract }, { $month }
invoice-line-fee-part = { $kind }, contract { $contract }, { $from } t/m { $until }
invoice-line-hours = Werkzaamheden { $day }, werkbon { $visit }
contract-term-over = Looptijd verstreken

task-contract-last-notice = Contract { $contract } kan tot en met { $day } worden opgezegd. Bespreek het met de klant.
task-contract-ends = Contract { $contract } eindigt op { $day }. Bespreek een vervolg met de klant.
task-contract-signed = Contract { $contract } is getekend
task-invoice-by-post = Verstuur factuur { $invoice } per post: de klant heeft geen e-mailadres.
task-reminder-by-post = Verstuur de herinnering voor factuur { $invoice } per post: de klant heeft geen e-mailadres.
task-credit-note-by-post = Verstuur de creditfactuur van factuur { $invoice } per post: de klant heeft geen e-mailadres.
task-credit-note-unfinished = Crediteer factuur { $invoice } nogmaals: creditfactuur { $credit } werd begonnen en is niet afgemaakt.
task-visit-without-rate = Maak de factuur van bezoek { $visit } zelf: er is geen uurtarief ingesteld.
task-invoice-without-exchange-rate = Koers nodig voor factuur: { $what }
file-invoice = factuur
file-credit-note = creditfactuur
credit-reason-lost = Gecrediteerd; de reden is niet bewaard gebleven.
