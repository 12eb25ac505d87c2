# What went wrong for who asked something: in words, and what to do about it.

problem-invalid = Nie wszystko jest jeszcze dobrze wypełnione.
problem-unauthorized = Nie jesteś zalogowany. Zaloguj się i spróbuj ponownie.
problem-forbidden = Twoja rola na to nie pozwala.
problem-only-now = To przeszłość: zmieniać można tylko teraźniejszość.
problem-not-found = To nie istnieje albo już nie istnieje.
problem-erased = Prawo nie wymaga już przechowywania tego dokumentu: termin minął i dokument usunięto.
problem-in-doubt = Zapis został zakłócony. Sprawdź, czy dane są widoczne, a jeśli nie, spróbuj za chwilę jeszcze raz.
problem-unavailable = Teraz się nie udało. Nic nie zapisano; spróbuj za chwilę jeszcze raz.
problem-conflict = Ktoś inny w międzyczasie to zmienił. Sprawdź obecny stan i zrób to ponownie.
problem-wrong-id = Te dane należą do innego numeru niż ten, pod który je wysłano.
problem-too-large = To jest za duże, żeby zapisać. Skróć tekst albo użyj mniej pozycji.
problem-sign-in = Ta nazwa i to hasło do siebie nie pasują.
problem-too-many-tries = Za dużo prób. Odczekaj kilka minut i spróbuj ponownie.
problem-json-wanted = Dane trzeba przysłać jako JSON (application/json).
problem-not-json = To nie jest czytelny obiekt JSON.
problem-if-match = If-Match musi być rewizją, którą widziałeś, liczbą całkowitą.
problem-no-company = Brakuje jeszcze danych własnej firmy. Poproś administratora o uzupełnienie ich w Ustawieniach.
problem-form-wanted = Wyślij to jako formularz z plikiem (multipart/form-data).
problem-form-broken = Formularz nie dotarł w całości. Spróbuj jeszcze raz.
problem-customer-double = Ten klient może już być na liście.
problem-other-origin = To żądanie przyszło z innej strony internetowej i nie zostało wykonane.
problem-wrong-password = To nie jest obecne hasło.
problem-ordered-already = Część z tego już w międzyczasie zamówiono. Sprawdź propozycję i zamów resztę ponownie.
problem-method = Tego adresu nie otwiera się w ten sposób. Wróć na stronę i spróbuj tam.
