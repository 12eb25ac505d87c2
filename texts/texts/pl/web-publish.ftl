# Changes of the planning that are collected and sent in one go.

publish-title = Wyślij plan
publish-lead = Co zmieniło się od ostatniej wiadomości. Każdy klient dostaje jedną wiadomość o tym, jak jest teraz, każdy technik jedno powiadomienie.
publish-open = Wyślij
publish-go = Wyślij zaznaczone
publish-done = Zmiany zostały wysłane.
publish-hint = To, czego nie zaznaczysz, nadal czeka.
publish-none = Wszystko wysłane
publish-none-why = Klienci i technicy wiedzą, jak wygląda plan.
publish-waiting = { $count ->
    [one] 1 zmiana jeszcze niewysłana
    [few] { $count } zmiany jeszcze niewysłane
   *[other] { $count } zmian jeszcze niewysłanych
}
publish-near = { $count ->
    [one] 1 z nich dotyczy wizyty, która jest niedługo.
   *[other] { $count } z nich dotyczą wizyt, które są niedługo.
}
publish-untold = jeszcze niewysłane
publish-was = Wiedzą teraz
publish-now = Będzie
publish-customer = Klient dowie się
publish-technicians = Powiadomienie dla
publish-pick = Wyślij
publish-pick-this = Wyślij: { $customer }
publish-knew-nothing = jeszcze nic nie wiedzą
publish-hears-mail = mail na { $to }
publish-hears-sms = SMS na { $to }
publish-hears-call = telefon, powstanie zadanie
publish-hears-nothing = nie dostaje wiadomości
publish-hears-past = nie dostaje wiadomości, ten czas minął
publish-hears-later = Klient dowie się, gdy wyślesz plan, a od razu, gdy wizyta jest w ciągu { $hours } godz.
telling-title = Ogłaszanie planu
telling-collect = Zbieraj zmiany, aż planista je wyśle
telling-collect-hint = Wyłączone: klient i technik od razu dowiadują się o każdej zmianie.
telling-hours = Najpóźniej tyle godzin wcześniej
telling-hours-hint = Co do tej pory nie zostało wysłane, wychodzi samo, żeby nikt nie stał przed zamkniętymi drzwiami. Planiści są ostrzegani osiem godzin wcześniej.
thing-planning = plan
event-telling-set = Wybrano, kiedy mówi się o zmianach planu
event-planning-published = Plan wysłany
command-planning-set-telling = Wybrać, kiedy mówi się o zmianach planu
command-planning-publish = Wysłać plan
field-collect = Zbieranie
field-cancelled = Odwołana
field-was = Było
field-now = Będzie
field-changes = Zmiany
field-visits = Wizyty
field-held = Jeszcze nie powiedziane
refusal-planning-hours = Wybierz od 1 do 72 godzin.
refusal-planning-too-many = Wyślij naraz najwyżej 1000 zmian.
refusal-planning-nothing-chosen = Zaznacz, co wysłać. Nic nie wysłano.
task-planning-changed = { $count ->
    [one] W Twoim planie zmieniła się 1 wizyta.
    [few] W Twoim planie zmieniły się { $count } wizyty.
   *[other] W Twoim planie zmieniło się { $count } wizyt.
}
task-planning-untold = { $count ->
    [one] 1 zmiana planu jest niedługo i jeszcze niewysłana. Wyślij plan.
    [few] { $count } zmiany planu są niedługo i jeszcze niewysłane. Wyślij plan.
   *[other] { $count } zmian planu jest niedługo i jeszcze niewysłanych. Wyślij plan.
}
task-do-planning-changed = Otwórz wizytę
task-do-planning-untold = Otwórz wizytę
message-visits-changed = Zmieniło się kilka wizyt
message-word-appointments = Wizyty, po jednej w wierszu
visits-changed-line = – { $day }, między { $from } a { $until }: { $task } ({ $technician })
visits-changed-off = – nie odbędzie się: { $day }, { $from }: { $task }
mail-visits-changed-subject = Wizyty naszych techników
mail-visits-changed-body =
    Dzień dobry,

    W wizytach naszych techników coś się zmieniło. Teraz jest tak:

    { $appointments }

    Nie pasuje? Proszę zadzwonić lub napisać, znajdziemy inny czas.
sms-visits-changed-body =
    Zmieniły się wizyty. Teraz jest tak:
    { $appointments }
