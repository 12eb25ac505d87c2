# How far tables are that are worked out anew.

problem-filling = These lists are being built. That goes on by itself.
filling-done = { $percent } % of { $of } events
filling-rate = { $rate } a second
filling-left-seconds = less than a minute left
filling-left-minutes = { $minutes ->
    [one] about 1 minute left
   *[other] about { $minutes } minutes left
}
filling-by-itself = This page opens as soon as it is done. You can use the rest of Werkbank meanwhile.
filling-anew = Being built again
filling-hidden = Being built
filling-again-one = Build { $department } again
filling-again-all = Build all again
filling-again-how = The lists are built again from the log, while everybody goes on working.
filling-ordered = The lists are being built again
filling-stalled-at = stands still after event { $position }
