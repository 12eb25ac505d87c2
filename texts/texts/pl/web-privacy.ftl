# Forgetting a person and telling one.

privacy-title = Prywatność
privacy-held = Co jest zapisane
privacy-held-lead = Oto, co dziennik zawiera o tej osobie.
privacy-held-user = Oto, co dziennik zawiera o tym pracowniku.
privacy-named = Tu nadal występuje nazwisko
privacy-named-lead = Najpierw to, co można usunąć razem z danymi. Wpisy u innego klienta mogą dotyczyć osoby o tym samym nazwisku: pozostają i nie trafiają do wykazu danych.
privacy-named-user = To głównie notatki i wiadomości u klientów. Zostaną usunięte tylko po zaznaczeniu i nie trafiają do wykazu danych.
privacy-named-more =
    { $count ->
        [one] Nazwisko występuje jeszcze w jednym innym tekście.
       *[other] Nazwisko występuje jeszcze w { $shown } innych tekstach.
    }
privacy-stays = pozostaje u klienta
privacy-dossier = Dostęp do danych
privacy-dossier-lead = Wszystko, co wiadomo o tej osobie, do przekazania tej osobie. Wydanie zostaje zapisane w dzienniku.
privacy-dossier-json = Jako plik (JSON)
privacy-forget = Usuń dane
privacy-forget-customer = Dane klienta i osób kontaktowych, opisy awarii, wizyt i umów, notatki, wiadomości i skany staną się nieczytelne, także w kopiach zapasowych. Faktury pozostają tak długo, jak wymaga prawo, pod własnym kluczem, i będą widoczne tylko jako PDF. Szkice faktur i umów zostaną odrzucone, a szanse sprzedaży zamknięte jako przegrane.
privacy-forget-contact = Dane osoby kontaktowej staną się nieczytelne, razem z wiadomościami na ten adres i informacją, kto zgłosił awarię. Opis awarii należy do klienta i pozostaje, także tam, gdzie pada to nazwisko: pokazuje to lista obok. Klient pozostaje.
privacy-forget-user = Imię i nazwisko, login, adres i hasło staną się nieczytelne, razem z wiadomościami do tego pracownika. To, co pracownik zrobił, pozostaje bez nazwiska.
privacy-forget-for-ever = Nikt nie może tego cofnąć.
privacy-forget-slow = Może to potrwać pół minuty: wszystkie listy są tworzone na nowo bez tej osoby.
privacy-forget-button = Usuń na zawsze
privacy-reason-request = Osoba o to prosi
privacy-reason-not-needed = Dane nie są już potrzebne
privacy-also =
    { $count ->
        [one] Usuń także jedną notatkę, wiadomość lub zadanie, w którym jest nazwisko
        [few] Usuń także { $count } notatki, wiadomości i zadania, w których jest nazwisko
        [many] Usuń także { $count } notatek, wiadomości i zadań, w których jest nazwisko
       *[other] Usuń także { $count } notatki, wiadomości i zadania, w których jest nazwisko
    }
privacy-name-hint = Przepisz: { $name }
privacy-name-wrong = To nie jest to samo. Przepisz dokładnie.
privacy-done = Dane osoby są usuwane
privacy-kept = Co każe przechowywać prawo
privacy-invoices-until = Faktury: do { $day } r., pod własnym kluczem; potem znikną same.
privacy-invoices-always = Faktury: nie ustalono okresu przechowywania, więc pozostają.
privacy-invoices-owed = Faktury jeszcze nierozliczone pozostają do czasu rozliczenia, także gdy ten dzień minie: trzeba wiedzieć, co jest do zapłaty.
privacy-being-forgotten = Dane tej osoby są właśnie usuwane: listy są tworzone od nowa.
privacy-erased-request = Usunięto { $day } r. na żądanie: prawo do usunięcia danych (RODO, art. 17).
privacy-erased-not-needed = Usunięto { $day } r., ponieważ dane nie były już potrzebne (RODO, art. 17).
privacy-what-customer = Nazwiska, adresy, osoby kontaktowe, notatki, wiadomości i opisy awarii, wizyt i umów zostały usunięte. Pozostają numery, daty i kwoty.
privacy-what-contact = Imię i nazwisko, telefon, adres e-mail, wiadomości na ten adres i informacja, kto zgłosił awarię, zostały usunięte. Klient pozostaje, razem z opisami awarii.
privacy-what-user = Imię i nazwisko, login, adres e-mail, hasło i wiadomości do tego pracownika zostały usunięte. To, co pracownik zrobił, pozostaje bez nazwiska.
privacy-what-work = Dane zgłaszającego, opis problemu i notatki zostały usunięte. Pozostają numery, daty, godziny i części.
privacy-what-contract = Dane podpisującego, podpis i uwagi o kliencie zostały usunięte. Pozostają warunki, daty i kwoty.
privacy-kept-none = Nic.
privacy-invoices-between = Faktury: najstarsze do { $first } r., najnowsze do { $last } r., pod własnym kluczem; potem znikną same.
privacy-known = Nazwiska i adresy
privacy-notes = Notatki i rozmowy
privacy-mails = Wiadomości
privacy-tasks = Zadania
privacy-drafts = Szkice faktur
privacy-acts = Co zrobił pracownik
management-retention = Okres przechowywania faktur
dossier-kept-invoices = Faktury, bo wymaga tego prawo: do { $day } r.
dossier-lead-customer = To wszystko, co mamy zapisane o Pani/Panu: co wiadomo teraz, jak długo jest to przechowywane i co się działo, od najstarszych. Używamy tego do umawiania wizyt, serwisowania naszych urządzeń i fakturowania. Wiadomości wysyłano na podany przy nich adres; niczego więcej nie przekazano innym.
dossier-kept-customer = Dopóki jest Pani/Pan naszym klientem albo do żądania usunięcia.
dossier-lead-contact = To wszystko, co mamy zapisane o Pani/Panu jako osobie kontaktowej klienta: co wiadomo teraz, jak długo jest to przechowywane i co się działo, od najstarszych. Używamy tego do umawiania wizyt. Wiadomości wysyłano na podany przy nich adres; niczego więcej nie przekazano innym.
dossier-kept-contact = Dopóki jest Pani/Pan osobą kontaktową albo do żądania usunięcia.
dossier-lead-colleague = To wszystko, co mamy zapisane o Pani/Panu jako pracowniku: co wiadomo teraz, jak długo jest to przechowywane, jakie czynności wykonano i co działo się z danymi. Używamy tego do podziału pracy i po to, by wiedzieć, kto co zrobił. Czynności są tu policzone; każda z osobna znajduje się w pliku, o który można poprosić.
dossier-kept-colleague = Dopóki Pani/Pan u nas pracuje, a potem do żądania usunięcia.
dossier-kept-owed = Faktury jeszcze nierozliczone: do czasu rozliczenia, także gdy ten termin minie.
