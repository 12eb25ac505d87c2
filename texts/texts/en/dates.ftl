# Dates and times: the order of their parts, and the words for days and months.

date-short = { $weekday } { $day } { $month }
date-digits = { $day }/{ $month }/{ $year }
date-long = { $day } { $month } { $year }
date-full = { $weekday } { $date }
date-month-year = { $month } { $year }
date-time = { $clock }
date-duration = { $hours } h
date-week = week { $week }
date-today = today
date-yesterday = yesterday
date-tomorrow = tomorrow

## Days, from Monday

date-weekday-1 = Monday
date-weekday-2 = Tuesday
date-weekday-3 = Wednesday
date-weekday-4 = Thursday
date-weekday-5 = Friday
date-weekday-6 = Saturday
date-weekday-7 = Sunday

## The day on which something is

date-on-weekday-1 = Monday
date-on-weekday-2 = Tuesday
date-on-weekday-3 = Wednesday
date-on-weekday-4 = Thursday
date-on-weekday-5 = Friday
date-on-weekday-6 = Saturday
date-on-weekday-7 = Sunday

## Days in narrow places

date-weekday-short-1 = Mon
date-weekday-short-2 = Tue
date-weekday-short-3 = Wed
date-weekday-short-4 = Thu
date-weekday-short-5 = Fri
date-weekday-short-6 = Sat
date-weekday-short-7 = Sun

## Months by themselves

date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December

## Months after a day: Polish has the genitive

date-month-of-1 = January
date-month-of-2 = February
date-month-of-3 = March
date-month-of-4 = April
date-month-of-5 = May
date-month-of-6 = June
date-month-of-7 = July
date-month-of-8 = August
date-month-of-9 = September
date-month-of-10 = October
date-month-of-11 = November
date-month-of-12 = December

## Months in narrow places

date-month-short-1 = Jan
date-month-short-2 = Feb
date-month-short-3 = Mar
date-month-short-4 = Apr
date-month-short-5 = May
date-month-short-6 = Jun
date-month-short-7 = Jul
date-month-short-8 = Aug
date-month-short-9 = Sep
date-month-short-10 = Oct
date-month-short-11 = Nov
date-month-short-12 = Dec
date-weekend = weekend
holiday-new-year = New Year’s Day
holiday-epiphany = Epiphany
holiday-easter = Easter
holiday-easter-monday = Easter Monday
holiday-kings-day = King’s Day
holiday-labour-day = Labour Day
holiday-constitution-day = Constitution Day
holiday-liberation-day = Liberation Day
holiday-ascension = Ascension Day
holiday-whitsun = Whit Sunday
holiday-whit-monday = Whit Monday
holiday-corpus-christi = Corpus Christi
holiday-national-day = National Day
holiday-assumption = Assumption
holiday-all-saints = All Saints’ Day
holiday-november11 = 11 November
holiday-christmas-eve = Christmas Eve
holiday-christmas = Christmas Day
holiday-boxing-day = Boxing Day
