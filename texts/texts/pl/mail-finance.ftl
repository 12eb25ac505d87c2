# Mails about invoices, payments and contracts, the lines that Werkbank writes on invoices, and the tasks that follow.

mail-invoice-subject = Faktura { $number }
mail-invoice-body =
    Dzień dobry,

    w załączeniu przesyłamy fakturę { $number } na kwotę { $total }. Prosimy o zapłatę do { $due }.

    Rachunek: { $iban }, odbiorca { $company }
    Tytuł przelewu: { $number }

mail-credit-note-subject = Faktura korygująca { $credit } do faktury { $number }
mail-credit-note-body =
    Dzień dobry,

    w załączeniu przesyłamy fakturę korygującą { $credit }. Anuluje ona fakturę { $number }. Kwotę już zapłaconą zwrócimy w ciągu 14 dni.

mail-reminder-1-subject = Przypomnienie: faktura { $number }
mail-reminder-1-body =
    Dzień dobry,

    termin płatności faktury { $number } minął { $due }. Do zapłaty pozostało { $open }. Być może uszło to Państwa uwadze; prosimy o przelew.

    Rachunek: { $iban }, odbiorca { $company }
    Tytuł przelewu: { $number }

    Jeśli płatność została już wysłana, prosimy zignorować tę wiadomość.

mail-reminder-2-subject = Drugie przypomnienie: faktura { $number }
mail-reminder-2-body =
    Dzień dobry,

    faktura { $number } jest przeterminowana o { $days ->
        [one] { $days } dzień
       *[other] { $days } dni
    }, termin płatności minął { $due }. Do zapłaty pozostało { $open }. Prosimy o przelew w ciągu siedmiu dni.

    Rachunek: { $iban }, odbiorca { $company }
    Tytuł przelewu: { $number }

    Jeśli nie zgadzają się Państwo z fakturą, prosimy o wiadomość.

mail-reminder-3-subject = Ostatnie przypomnienie: faktura { $number }
mail-reminder-3-body =
    Dzień dobry,

    mimo wcześniejszych przypomnień z faktury { $number } (termin { $due }) pozostaje do zapłaty { $open }. To nasze ostatnie przypomnienie. Jeśli nie otrzymamy płatności w ciągu czternastu dni, przekażemy sprawę do windykacji.

    Rachunek: { $iban }, odbiorca { $company }
    Tytuł przelewu: { $number }

mail-contract-signed-subject = Podpisana umowa { $contract }
mail-contract-signed-body =
    Dzień dobry,

    dziękujemy za podpisanie umowy { $contract }. Znajdą ją Państwo w załączniku. Obowiązuje od { $starts }; opłata wynosi { $fee } miesięcznie netto.

mail-contract-confirmed-subject = Umowa { $contract } została podpisana
mail-contract-confirmed-body =
    Dzień dobry,

    umowa { $contract } z klientem { $customer } została podpisana i obowiązuje od { $starts }.

invoice-line-fee = { $kind }, umowa { $contract }, { $month }
invoice-line-fee-part = { $kind }, umowa { $contract }, od { $from } do { $until }
invoice-line-hours = Prace { $day }, karta pracy { $visit }
contract-term-over = Okres umowy minął

task-contract-last-notice = Umowę { $contract } można wypowiedzieć do { $day }. Porozmawiaj z klientem.
task-contract-ends = Umowa { $contract } kończy się { $day }. Porozmawiaj z klientem o dalszej współpracy.
task-contract-signed = Umowa { $contract } została podpisana
task-invoice-by-post = Wyślij fakturę { $invoice } pocztą: klient nie ma adresu e-mail.
task-reminder-by-post = Wyślij przypomnienie do faktury { $invoice } pocztą: klient nie ma adresu e-mail.
task-credit-note-by-post = Wyślij fakturę korygującą do faktury { $invoice } pocztą: klient nie ma adresu e-mail.
task-credit-note-unfinished = Skoryguj fakturę { $invoice } ponownie: korektę { $credit } rozpoczęto i nie dokończono.
task-visit-without-rate = Wystaw fakturę za wizytę { $visit } ręcznie: nie ustawiono stawki godzinowej.
task-invoice-without-exchange-rate = Potrzebny kurs do faktury: { $what }
file-invoice = faktura
file-credit-note = faktura-korygujaca
credit-reason-lost = Skorygowano; powód się nie zachował.
