# The page on which the API can be tried.

api-title = API proberen
api-lead = Vragen en opdrachten voor programma's, met uw eigen rechten. Een opdracht die u hier geeft, gebeurt echt. Het document:
api-noscript = Dit werkt alleen met JavaScript. Het document openapi.json is zonder te lezen.
api-choose = Kiezen
api-search = Zoeken
api-operation = Vraag of opdracht
api-fill = Invullen
api-send = Versturen
api-request = Verzoek als curl
api-copy = Kopiëren
api-answer = Antwoord
api-body = Inhoud van het antwoord
api-text-required = verplicht
api-text-none = niets
api-text-yes = ja
api-text-no = nee
api-text-sending = Bezig…
api-text-failed = Geen verbinding. Probeer het opnieuw.
api-text-copied = Gekopieerd
api-text-found = { "{n}" } gevonden
api-text-empty = Nog niets verstuurd.
nav-api = API
