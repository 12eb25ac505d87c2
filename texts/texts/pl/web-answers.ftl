# Co odpowiadają klienci: na zaproszenia i na wiadomości.
thing-mailbox = Skrzynka pocztowa
event-invitation-answered = Klient odpowiedział na zaproszenie
event-mail-answered = Odpowiedź klienta
event-mail-returned = Wiadomość wróciła niedoręczona
event-mailbox-read = Odczytano skrzynkę pocztową
command-visit-answer-invitation = Zanotuj odpowiedź klienta
command-mail-note-answer = Zanotuj odpowiedź na wiadomość
command-mail-mark-returned = Oznacz wiadomość jako niedoręczoną
command-mailbox-note-read = Zanotuj, dokąd odczytano skrzynkę
field-reply = Odpowiedź
field-comment = Komentarz
field-sequence = Zaproszenie
field-writer = Napisał(a)
field-validity = Licznik serwera
field-uid = Ostatnio odczytana
refusal-visit-not-invited = Klient nie został tak zaproszony. Sprawdź, o który termin chodzi.
rule-customer-answers = Kto ma coś zrobić, dowiaduje się, co odpowiada klient.
rule-mailbox = Odpowiedzi klientów przychodzą ze skrzynki pocztowej.
answer-title = Odpowiedź klienta
answer-none = Klient jeszcze nie odpowiedział.
answer-accepted = Klientowi pasuje
answer-tentative = Klient jeszcze nie wie
answer-declined = Klient nie może
answer-countered = Klient prosi o inny termin
answer-proposes = Pasowałoby: { $when }
answer-plan-so = Zaplanuj tak
answer-note = Zanotuj odpowiedź
answer-stretch = Której wizyty dotyczy
answer-by = Kto odpowiedział
answer-comment = Komentarz
customers-story-invitation-accepted = Wizyta { $label } ({ $when }) pasuje klientowi
customers-story-invitation-tentative = Klient jeszcze nie wie, czy pasuje wizyta { $label } ({ $when })
customers-story-invitation-declined = Wizyta { $label } ({ $when }) nie pasuje klientowi
customers-story-invitation-countered = Klient chce dla wizyty { $label } innego terminu niż { $when }
customers-story-mail-answered = Odpowiedź na wiadomość: { $label }
customers-story-mail-answered-who = { $who } odpowiada na: { $label }
customers-story-mail-returned = Wiadomość niedoręczona: { $label }
task-customer-wrote = Klient odpowiedział na wiadomość. Przeczytaj i odpowiedz.
task-visit-declined = Klient nie może: { $number }, { $day } o { $from }. Uzgodnij inny termin.
task-visit-countered = Klient proponuje inny termin niż { $day } o { $from } dla { $number }. Zaplanuj tak albo uzgodnij inaczej.
task-mailbox-unread = Nie można odczytać skrzynki pocztowej. Serwer zgłosił: „{ $reason }”. Odpowiedzi klientów czekają.
mail-mailbox-unread-subject = Werkbank nie może odczytać skrzynki pocztowej
mail-mailbox-unread-body =
    Dzień dobry,

    Werkbank od pół godziny nie może odczytać skrzynki pocztowej. Serwer zgłosił:

    { $reason }

    Werkbank próbuje dalej. Do tego czasu odpowiedzi klientów czekają w skrzynce. Sprawdź serwer poczty i hasło w [imap].
