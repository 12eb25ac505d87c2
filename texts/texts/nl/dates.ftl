# Dates and times: the order of their parts, and the words for days and months.

date-short = { $weekday } { $day } { $month }
date-digits = { $day }-{ $month }-{ $year }
date-long = { $day } { $month } { $year }
date-full = { $weekday } { $date }
date-month-year = { $month } { $year }
date-time = { $clock } uur
date-duration = { $hours } u
date-week = week { $week }
date-today = vandaag
date-yesterday = gisteren
date-tomorrow = morgen

## Days, from Monday

date-weekday-1 = maandag
date-weekday-2 = dinsdag
date-weekday-3 = woensdag
date-weekday-4 = donderdag
date-weekday-5 = vrijdag
date-weekday-6 = zaterdag
date-weekday-7 = zondag

## The day on which something is

date-on-weekday-1 = maandag
date-on-weekday-2 = dinsdag
date-on-weekday-3 = woensdag
date-on-weekday-4 = donderdag
date-on-weekday-5 = vrijdag
date-on-weekday-6 = zaterdag
date-on-weekday-7 = zondag

## Days in narrow places

date-weekday-short-1 = ma
date-weekday-short-2 = di
date-weekday-short-3 = wo
date-weekday-short-4 = do
date-weekday-short-5 = vr
date-weekday-short-6 = za
date-weekday-short-7 = zo

## Months by themselves

date-month-1 = januari
date-month-2 = februari
date-month-3 = maart
date-month-4 = april
date-month-5 = mei
date-month-6 = juni
date-month-7 = juli
date-month-8 = augustus
date-month-9 = september
date-month-10 = oktober
date-month-11 = november
date-month-12 = december

## Months after a day: Polish has the genitive

date-month-of-1 = januari
date-month-of-2 = februari
date-month-of-3 = maart
date-month-of-4 = april
date-month-of-5 = mei
date-month-of-6 = juni
date-month-of-7 = juli
date-month-of-8 = augustus
date-month-of-9 = september
date-month-of-10 = oktober
date-month-of-11 = november
date-month-of-12 = december

## Months in narrow places

date-month-short-1 = jan
date-month-short-2 = feb
date-month-short-3 = mrt
date-month-short-4 = apr
date-month-short-5 = mei
date-month-short-6 = jun
date-month-short-7 = jul
date-month-short-8 = aug
date-month-short-9 = sep
date-month-short-10 = okt
date-month-short-11 = nov
date-month-short-12 = dec
date-weekend = weekend
holiday-new-year = Nieuwjaarsdag
holiday-epiphany = Driekoningen
holiday-easter = Eerste paasdag
holiday-easter-monday = Tweede paasdag
holiday-kings-day = Koningsdag
holiday-labour-day = Dag van de Arbeid
holiday-constitution-day = Dag van de Grondwet
holiday-liberation-day = Bevrijdingsdag
holiday-ascension = Hemelvaartsdag
holiday-whitsun = Eerste pinksterdag
holiday-whit-monday = Tweede pinksterdag
holiday-corpus-christi = Sacramentsdag
holiday-national-day = Nationale feestdag
holiday-assumption = Maria-Tenhemelopneming
holiday-all-saints = Allerheiligen
holiday-november11 = 11 november
holiday-christmas-eve = Kerstavond
holiday-christmas = Eerste kerstdag
holiday-boxing-day = Tweede kerstdag
