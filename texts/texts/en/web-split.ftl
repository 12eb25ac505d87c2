# Visits that take more than a day.

split-title = Over several days: { $customer }
split-open = Over several days
split-hint = Each part is a card of its own on the board and can be moved by itself. Work sheet and invoice stay one.
split-part = Part { $part }
split-part-of = part { $part } of { $parts }
split-long = This visit takes longer than a working day.
split-key = in parts
command-visit-move-stretch = Move a part of a visit
field-stretch = Part
field-rest = Further parts
refusal-visit-stretches-overlap = Parts of this visit take the same hours.
refusal-visit-too-many-stretches = A visit has ten parts at most.
refusal-visit-no-such-stretch = This visit has no such part.
