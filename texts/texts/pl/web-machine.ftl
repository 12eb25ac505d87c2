machine-label = Etykieta
machine-label-code = Kod maszyny { $model }, prowadzi do niej
machine-label-lead = Wydrukuj i naklej na maszynie. Kto zeskanuje kod, trafi do maszyny i zgłosi awarię.
machine-about = Dane
machine-visits = Wizyty
machine-no-visits = Tej maszyny jeszcze nie odwiedzono.
machine-no-faults = Na tej maszynie nie było jeszcze awarii.
machine-what = Zlecenie
machine-when = Kiedy
machine-open-faults = { $count ->
    [one] 1 otwarta awaria
    [few] { $count } otwarte awarie
   *[many] { $count } otwartych awarii
}
machine-visits-all = Wizyty przy tej maszynie
machine-faults-all = Awarie tej maszyny
