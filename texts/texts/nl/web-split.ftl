# Visits that take more than a day.

split-title = Over meer dagen: { $customer }
split-open = Over meer dagen
split-hint = Elk deel is een eigen kaart op het bord en kan apart worden verzet. De bon en de factuur blijven één.
split-part = Deel { $part }
split-part-of = deel { $part } van { $parts }
split-long = Dit bezoek duurt langer dan een werkdag.
split-key = in delen
command-visit-move-stretch = Deel van een bezoek verzetten
field-stretch = Deel
field-rest = Verdere delen
refusal-visit-stretches-overlap = Delen van dit bezoek vallen in dezelfde uren.
refusal-visit-too-many-stretches = Een bezoek heeft hooguit tien delen.
refusal-visit-no-such-stretch = Dit bezoek heeft dat deel niet.
