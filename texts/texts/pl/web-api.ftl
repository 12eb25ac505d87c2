# The page on which the API can be tried.

api-title = Wypróbuj API
api-lead = Zapytania i polecenia dla programów, z Twoimi uprawnieniami. Polecenie wydane tutaj zostanie naprawdę wykonane. Dokument:
api-noscript = To działa tylko z JavaScriptem. Dokument openapi.json można przeczytać bez niego.
api-choose = Wybór
api-search = Szukaj
api-operation = Zapytanie lub polecenie
api-fill = Wypełnij
api-send = Wyślij
api-request = Żądanie jako curl
api-copy = Kopiuj
api-answer = Odpowiedź
api-body = Treść odpowiedzi
api-text-required = wymagane
api-text-none = nic
api-text-yes = tak
api-text-no = nie
api-text-sending = Wysyłanie…
api-text-failed = Brak połączenia. Spróbuj jeszcze raz.
api-text-copied = Skopiowano
api-text-found = Znaleziono: { "{n}" }
api-text-empty = Jeszcze nic nie wysłano.
nav-api = API
