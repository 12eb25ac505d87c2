# Dates and times: the order of their parts, and the words for days and months.

date-short = { $weekday } { $day } { $month }
date-digits = { $day }.{ $month }.{ $year }
date-long = { $day } { $month } { $year }
date-full = { $weekday }, { $date }
date-month-year = { $month } { $year }
date-time = { $clock }
date-duration = { $hours } godz.
date-week = tydzień { $week }
date-today = dzisiaj
date-yesterday = wczoraj
date-tomorrow = jutro

## Days, from Monday

date-weekday-1 = poniedziałek
date-weekday-2 = wtorek
date-weekday-3 = środa
date-weekday-4 = czwartek
date-weekday-5 = piątek
date-weekday-6 = sobota
date-weekday-7 = niedziela

## The day on which something is

date-on-weekday-1 = w poniedziałek
date-on-weekday-2 = we wtorek
date-on-weekday-3 = w środę
date-on-weekday-4 = w czwartek
date-on-weekday-5 = w piątek
date-on-weekday-6 = w sobotę
date-on-weekday-7 = w niedzielę

## Days in narrow places

date-weekday-short-1 = pon.
date-weekday-short-2 = wt.
date-weekday-short-3 = śr.
date-weekday-short-4 = czw.
date-weekday-short-5 = pt.
date-weekday-short-6 = sob.
date-weekday-short-7 = niedz.

## Months by themselves

date-month-1 = styczeń
date-month-2 = luty
date-month-3 = marzec
date-month-4 = kwiecień
date-month-5 = maj
date-month-6 = czerwiec
date-month-7 = lipiec
date-month-8 = sierpień
date-month-9 = wrzesień
date-month-10 = październik
date-month-11 = listopad
date-month-12 = grudzień

## Months after a day: Polish has the genitive

date-month-of-1 = stycznia
date-month-of-2 = lutego
date-month-of-3 = marca
date-month-of-4 = kwietnia
date-month-of-5 = maja
date-month-of-6 = czerwca
date-month-of-7 = lipca
date-month-of-8 = sierpnia
date-month-of-9 = września
date-month-of-10 = października
date-month-of-11 = listopada
date-month-of-12 = grudnia

## Months in narrow places

date-month-short-1 = sty
date-month-short-2 = lut
date-month-short-3 = mar
date-month-short-4 = kwi
date-month-short-5 = maj
date-month-short-6 = cze
date-month-short-7 = lip
date-month-short-8 = sie
date-month-short-9 = wrz
date-month-short-10 = paź
date-month-short-11 = lis
date-month-short-12 = gru
date-weekend = weekend
holiday-new-year = Nowy Rok
holiday-epiphany = Trzech Króli
holiday-easter = Wielkanoc
holiday-easter-monday = Poniedziałek Wielkanocny
holiday-kings-day = Dzień Króla
holiday-labour-day = Święto Pracy
holiday-constitution-day = Święto Konstytucji 3 Maja
holiday-liberation-day = Dzień Wyzwolenia (Holandia)
holiday-ascension = Wniebowstąpienie
holiday-whitsun = Zielone Świątki
holiday-whit-monday = Poniedziałek Zielonych Świątek
holiday-corpus-christi = Boże Ciało
holiday-national-day = Święto narodowe
holiday-assumption = Wniebowzięcie NMP
holiday-all-saints = Wszystkich Świętych
holiday-november11 = 11 listopada
holiday-christmas-eve = Wigilia
holiday-christmas = Boże Narodzenie
holiday-boxing-day = Drugi dzień Bożego Narodzenia
