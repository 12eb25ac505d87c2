# Forgetting a person and telling one.

privacy-title = Prywatność
privacy-held = Co jest zapisane
privacy-held-lead = Wszystko, co o tej osobie jest w dzienniku, według rodzaju.
privacy-held-user = Co zapisano o tym pracowniku i gdzie coś zrobił, według rodzaju.
privacy-named = Tu nadal występuje nazwisko
privacy-named-lead = Notatki i wiadomości można usunąć osobno. To, co należy do klienta, pozostaje, dopóki jest klient.
privacy-named-more =
    { $count ->
        [one] I jeszcze jedna.
        [few] I jeszcze { $count }.
        [many] I jeszcze { $count }.
       *[other] I jeszcze { $count }.
    }
privacy-stays = pozostaje u klienta
privacy-dossier = Dostęp do danych
privacy-dossier-lead = Wszystko, co wiadomo o tej osobie, do przekazania tej osobie. Wydanie zostaje zapisane w dzienniku.
privacy-dossier-json = Jako plik (JSON)
privacy-forget = Usuń dane
privacy-forget-customer = Klient, osoby kontaktowe, awarie, wizyty, umowy, notatki, wiadomości i skany staną się nieczytelne, także w kopiach zapasowych. Faktury pozostają tak długo, jak wymaga prawo, pod własnym kluczem, i będą widoczne tylko jako PDF.
privacy-forget-contact = Osoba kontaktowa stanie się nieczytelna, razem z wiadomościami na ten adres i zgłoszeniami awarii. Klient pozostaje.
privacy-forget-user = Imię i nazwisko, login, adres i hasło staną się nieczytelne, razem z wiadomościami do tego pracownika. To, co pracownik zrobił, pozostaje bez nazwiska.
privacy-forget-for-ever = Nikt nie może tego cofnąć.
privacy-forget-button = Usuń na zawsze
privacy-reason-request = Osoba o to prosi
privacy-reason-not-needed = Dane nie są już potrzebne
privacy-also =
    { $count ->
        [one] Usuń także jedną notatkę lub wiadomość, w której jest nazwisko
        [few] Usuń także { $count } notatki i wiadomości, w których jest nazwisko
        [many] Usuń także { $count } notatek i wiadomości, w których jest nazwisko
       *[other] Usuń także { $count } notatki i wiadomości, w których jest nazwisko
    }
privacy-name-hint = Wpisz nazwę: { $name }
privacy-name-wrong = To nie jest ta nazwa. Wpisz ją dokładnie.
privacy-done = Dane osoby są usuwane
privacy-kept = Co każe przechowywać prawo
privacy-invoices-until = Faktury: do { $day }, pod własnym kluczem; potem znikną same.
privacy-invoices-always = Faktury: nie ustalono okresu przechowywania, więc pozostają.
privacy-is-forgotten = Dane tej osoby usunięto. Klucze są zniszczone; niczego nie można już odczytać.
privacy-being-forgotten = Dane tej osoby są właśnie usuwane: listy są tworzone od nowa.
customers-is-forgotten = Dane tego klienta usunięto na żądanie. Zostały tylko numery, daty i kwoty.
management-retention = Okres przechowywania faktur
dossier-kept = Dopóki jest Pani/Pan naszym klientem albo do żądania usunięcia.
dossier-kept-invoices = Faktury, bo wymaga tego prawo: do { $day }.
