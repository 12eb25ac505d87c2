# Dlaczego coś dzieje się samo: zasada i ustawienie z tamtej chwili.

rule-anchors = Dziennik jest codziennie pieczętowany.
rule-backup = Kopie zapasowe powstają same.
rule-backup-alerts = Administratorzy dowiadują się o nieudanej lub spóźnionej kopii.
rule-clock = Zegar rozpoczyna stałe zadania.
rule-contract-alerts = Przed końcem umowy lub terminem wypowiedzenia jest ostrzeżenie.
rule-contract-fees = Umowy są fakturowane co miesiąc.
rule-contract-terms = Umowy przedłużają się lub kończą w swoim dniu.
rule-eraser = Dane osoby do zapomnienia są wszędzie usuwane.
rule-fault-closes-visits = Rozwiązana lub odwołana awaria nie wymaga już wizyty.
rule-fault-follows-visit = Zakończona wizyta rozwiązuje awarię albo wymaga kolejnej.
rule-fault-mails = Klient dowiaduje się o przyjęciu, zaplanowaniu i rozwiązaniu awarii.
rule-fault-opens-visit = Każda awaria otrzymuje wizytę w planie.
rule-forgotten-ends = Na zapomnianą osobę nic już nie czeka.
rule-goods-enter-stock = Dostarczony towar trafia do magazynu.
rule-invoice-mails = Wystawiona faktura jest wysyłana pocztą.
rule-numbers = Numery pozostawione bez dokumentu są domykane.
rule-order-mails = Złożone zamówienie idzie pocztą do dostawcy.
rule-parts-leave-stock = Części zużyte podczas wizyty schodzą z magazynu.
rule-payment-reminders = Kto płaci z opóźnieniem, dostaje kolejne przypomnienia.
rule-review-questions = Pytanie o własne działanie trafia do zadań tej osoby.
rule-review-raised = To, co wskazują reguły kontroli, sprawdza kierownictwo.
rule-sender = Oczekujące wiadomości są wysyłane.
rule-stock-alerts = Stan poniżej minimum jest zgłaszany lub zamawiany.
rule-task-taken-over = Kto traci zadanie na rzecz kolegi, dowiaduje się o tym.
rule-technician-leaves = Wizyty odchodzącej osoby trzeba zaplanować ponownie.
rule-terms-end = Czego nie trzeba już przechowywać, jest usuwane.
rule-visit-is-billed = Płatna wizyta staje się szkicem faktury.
rule-visits-clash = Nakładające się wizyty są zgłaszane.

setting-reminder-days = Wtedy po { $days } dniach zwłoki.
setting-alert-days = Wtedy { $days } dni wcześniej.
setting-payment-days = Wtedy { $days } dni na zapłatę.
setting-opening = Godziny pracy wtedy: od { $from } do { $until }.
rule-report-mails = Raport jest wysyłany temu, kto tego chciał, w wybrany poranek.
