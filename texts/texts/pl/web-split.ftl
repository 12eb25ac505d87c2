# Visits that take more than a day.

split-title = Na kilka dni: { $customer }
split-open = Na kilka dni
split-hint = Każda część jest osobną kartą na tablicy i można ją przełożyć osobno. Karta pracy i faktura pozostają jedne.
split-part = Część { $part }
split-part-of = część { $part } z { $parts }
split-long = Ta wizyta trwa dłużej niż dzień pracy.
split-key = w częściach
command-visit-move-stretch = Przełożyć część wizyty
field-stretch = Część
field-rest = Dalsze części
refusal-visit-stretches-overlap = Części tej wizyty zajmują te same godziny.
refusal-visit-too-many-stretches = Wizyta ma najwyżej dziesięć części.
refusal-visit-no-such-stretch = Ta wizyta nie ma takiej części.
