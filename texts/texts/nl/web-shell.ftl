# The frame of every page, signing in, forms.

form-error = Fout:
form-error-title = Fout
form-wrong = Er klopt iets niet. Kijk dit even na.
form-stored-now = Opgeslagen is nu: { $stored }. Neem dat over, of bewaar wat hier staat.
form-overrule = Het kan toch, als u schrijft waarom.
form-overrule-reason = Reden om het toch te doen
shell-skip = Naar de inhoud
shell-menu = Hoofdmenu
shell-keys = Sneltoetsen
shell-keys-hint = Druk op ? voor sneltoetsen
shell-search = Zoeken in alles
shell-search-example = Zoek klant, machine, storing of factuur
shell-looking-back = U bekijkt de stand van { $moment }.
shell-only-now = Wijzigen kan alleen in het nu.
shell-to-now = Naar nu
shell-moment = Moment in de tijd
shell-look-back-go = Tonen
shell-look-back = Zoals het was op …
shell-look-back-how = Deze pagina, en elke pagina die u daarna opent, zoals ze toen was.
shell-as-it-was = De klant zoals die toen was
shell-connected = Verbonden
shell-live = Live bijgewerkt
shell-offline = Geen verbinding
shell-theme = Donker of licht thema
shell-account = Account van {$name}
shell-waiting =
    { $count ->
        [one] taak wacht
       *[other] taken wachten
    }
shell-new = Nieuw
shell-new-fault = Nieuwe storing
shell-new-customer = Nieuwe klant
shell-new-contract = Nieuw contract
shell-new-invoice = Nieuwe factuur
shell-new-article = Nieuw artikel
shell-new-user = Nieuwe medewerker
shell-failed = Bewaren is niet gelukt. De gegevens staan nog in het formulier.
keys-pick = Rij kiezen of niet
keys-rows = Volgende en vorige regel
keys-submit = Bewaren
nav-opportunities = Te benaderen
done-saved = Bewaard
done-catching-up = Bewaard. De lijst wordt nog bijgewerkt.
sign-in-title = Inloggen
sign-in-only = Alleen voor medewerkers.
sign-in-login = Inlognaam
sign-in-show = Tonen
sign-in-unsafe = Deze verbinding is niet beveiligd (http). De browser onthoudt uw aanmelding dan niet. Gebruik https, of laat de beheerder url instellen in werkbank.toml.
sign-in-line = Alles van klant, machine en afspraak op één plek.
set-up-title = Werkbank in gebruik nemen
set-up-why = U bent de eerste hier. U wordt de beheerder en maakt daarna uw collega's.
set-up-password = Wachtwoord, ten minste 10 tekens
set-up-make = Beginnen
today-morning = Goedemorgen, {$name}
today-afternoon = Goedemiddag, {$name}
today-evening = Goedenavond, {$name}
mail-signature = Met vriendelijke groet,
  {$company}
shell-crumbs = U bent hier
form-error-of = { $field }: { $message }
form-choose-from-list = Kies de klant uit de lijst die tijdens het typen verschijnt.
today-ready = { $count ->
    [one] Er staat één ding voor u klaar.
   *[other] Er staan { $count } dingen voor u klaar.
}
today-ready-late = { $count ->
    [one] Er staat één ding voor u klaar, en het is te laat.
   *[other] Er staan { $count } dingen voor u klaar, waarvan { $late } te laat.
}
today-figures = Cijfers van vandaag
today-work = Te doen
today-nothing = Niets te doen
today-nothing-why = Wat op u wacht, komt hier vanzelf te staan.
today-group-late = Te laat
today-group-today = Vandaag
today-group-week = Deze week
today-group-later = Later
today-more = En nog { $count }.
today-done = Afgerond vandaag: { $count }.
today-all-tasks = Alle taken bekijken
today-new = { $count } nieuw
today-all-seen = Alles gezien
today-no-notices = Geen nieuwe meldingen.
today-seen = De meldingen zijn gezien.
task-do-article-out = Bestellen
task-do-article-low = Bestellen
task-do-stock-below-zero = Artikel openen
task-do-appointment-at-risk = Afspraak verzetten
task-do-call-visit-scheduled = Bezoek openen
task-do-call-visit-moved = Bezoek openen
task-do-call-visit-unscheduled = Bezoek openen
task-do-call-visit-cancelled = Bezoek openen
task-do-fault-without-visit = Storing openen
task-do-contract-last-notice = Contract openen
task-do-contract-ends = Contract openen
task-do-invoice-by-post = Factuur openen
task-do-reminder-by-post = Factuur openen
task-do-credit-note-by-post = Factuur openen
task-do-credit-note-unfinished = Factuur openen
task-do-visit-without-rate = Factuur maken
task-do-visit-charged-otherwise = Factuur crediteren
task-do-invoice-without-exchange-rate = Koers noteren
nav-also-own = Uw andere afdelingen
shell-log-standing-still = Er kan nu niets worden bewaard. Wat u bekijkt klopt; wat u invoert wordt geweigerd tot dit verholpen is.
shell-standing-still-do = Bouw deze lijsten opnieuw op zodra de oorzaak weg is:
shell-standing-still = Lijsten staan stil: { $departments }. Wat nu gebeurt, wordt bewaard, maar is daar nog niet te zien. Mails en wat verder vanzelf volgt, wachten ook.
shell-waiting-elsewhere =
    { $count ->
        [one] taak wacht bij uw andere afdelingen
       *[other] taken wachten bij uw andere afdelingen
    }
task-do-article-short = Bestellen
shell-draft-restored = Concept van { $time } hersteld.
shell-draft-discard = Weggooien
