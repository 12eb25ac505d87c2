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
keys-rows = Volgende en vorige regel
keys-submit = Bewaren
nav-opportunities = Te benaderen
done-saved = Bewaard
done-catching-up = Bewaard. De lijst wordt nog bijgewerkt.
sign-in-title = Inloggen
sign-in-only = Alleen voor medewerkers.
sign-in-login = Inlognaam
sign-in-show = Tonen
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
today-waiting =
    { $count ->
        [one] Er wacht 1 taak op u.
       *[other] Er wachten { $count } taken op u.
    }
form-error-of = { $field }: { $message }
form-choose-from-list = Kies de klant uit de lijst die tijdens het typen verschijnt.
