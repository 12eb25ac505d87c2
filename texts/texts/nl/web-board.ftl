# The planning board: views, filters, what is said while something is moved, who is away.

maintenance-view-day = Dag
maintenance-view-weeks = 4 weken
maintenance-day-before = Vorige werkdag
maintenance-day-after = Volgende werkdag
maintenance-weeks-before = Vier weken eerder
maintenance-weeks-after = Vier weken later
maintenance-filter-count = Filter ({ $count })
maintenance-filter-none = Filters wissen
maintenance-every-region = Elk gebied
maintenance-every-kind = Elk soort bezoek
maintenance-together = Alle monteurs
maintenance-load-travel = { $planned } van { $room } gepland, waarvan { $travel } onderweg
maintenance-driving-back = terug
maintenance-driving = rijden
maintenance-away-until = { $why } t/m { $day }
maintenance-not-working = werkt niet
maintenance-keys-space = Spatie
maintenance-keys-grab = oppakken
maintenance-keys-undo = terug
maintenance-board-grabbed = { $customer } opgepakt. Pijlen verplaatsen, Shift met omhoog of omlaag schuift een kwartier, Shift met links of rechts maakt korter of langer. Enter zet neer, Escape laat los.
maintenance-board-at = { $technician }, { $day }, { $from } tot { $until }
maintenance-board-moved = { $customer }: { $technician }, { $day }, { $from } tot { $until }
maintenance-board-dropped = Losgelaten. Er is niets veranderd.
maintenance-board-overlap = overlapt { $others }
maintenance-board-outside = buiten de werktijd { $from }–{ $until }
maintenance-board-work = doet dit soort bezoeken niet
maintenance-board-model = kent { $model } niet
maintenance-board-area = komt niet in { $postcode }
maintenance-board-late = later dan beloofd
maintenance-board-past = dat tijdstip is voorbij
maintenance-board-undo = Ongedaan maken
maintenance-board-undone = Teruggezet zoals het was.
away-holiday = Vakantie
away-ill = Ziek
away-training = Cursus
away-otherwise = Afwezig

## The roster

maintenance-roster = Rooster
maintenance-roster-lead = Wanneer elke monteur werkt, wat die kan en waar, en wanneer die er niet is. Het planbord waarschuwt ernaar.
maintenance-roster-where = Gebied
maintenance-roster-can = Kan
maintenance-roster-away = Afwezig
maintenance-roster-away-none = Er is geen afwezigheid ingevoerd.
maintenance-roster-everything = alles
maintenance-roster-company-hours = als het bedrijf
maintenance-roster-hours-hint = Een dag zonder tijden is vrij. Zonder enige dag gelden de werktijden van het bedrijf.
maintenance-roster-kinds-hint = Niets aangevinkt: alle soorten.
maintenance-roster-models-hint = Hoe merk en type beginnen, met komma’s ertussen. Leeg: elke machine.
maintenance-roster-areas-hint = Hoe de postcodes beginnen, met komma’s ertussen. Leeg: overal.
maintenance-roster-home = Vertrekt van (postcode)
maintenance-roster-home-hint = Waar de dag begint en eindigt. Leeg: bij het bedrijf. Alleen wie het rooster bijhoudt ziet dit.
maintenance-roster-withdraw = Intrekken: { $absence }
maintenance-roster-withdrawn = Afwezigheid ingetrokken.
maintenance-roster-planned = Afwezigheid ingevoerd.
maintenance-roster-add = Afwezigheid invoeren
maintenance-roster-last-day = Tot en met

## Proposals

maintenance-proposal = Voorstel
maintenance-proposal-lead = De rij, ingevuld: wie het eerst beloofd is krijgt de beste tijd die er nog is. Neem over wat goed is; er verandert niets totdat u dat doet.
maintenance-proposal-take = Neem over
maintenance-proposal-take-this = Neem over: { $customer }
maintenance-proposal-when = Wie en wanneer
maintenance-proposal-why = Waarom
maintenance-proposal-none = In deze en de volgende week is er voor niemand die dit kan een gat.
maintenance-proposal-go = Inplannen wat is aangevinkt
maintenance-proposal-done = { $count } ingepland.
maintenance-back-to-board = Terug naar het planbord
maintenance-outcome-caption = Wat er van elk bezoek werd
maintenance-why-same-place = is die dag al bij deze klant
maintenance-why-way = { $way } rijden vanaf { $from }
maintenance-why-first = begin van de dag
maintenance-why-first-way = begin van de dag, { $way } rijden
maintenance-why-in-time = op tijd
maintenance-why-theirs = past bij het rooster

## On paper

maintenance-print = Afdrukken
maintenance-print-lead = Eén blad per monteur. Druk af met Ctrl P.
maintenance-print-none = Niets gepland.
maintenance-print-sheet = { $technician }, { $span }

## Several technicians

maintenance-along = gaat mee
maintenance-who-along = Wie gaat er mee?
maintenance-print-leads = Leiding: { $name }
maintenance-print-along = Gaat mee: { $names }
maintenance-minutes = { $minutes } min
maintenance-way-tight = past niet

## Order by route

maintenance-route = Op route zetten
maintenance-route-of = Route van { $technician }
maintenance-route-order = In volgorde van de kortste weg
maintenance-route-saves = Onderweg { $then } in plaats van { $now }.
maintenance-route-was = Nu gepland
maintenance-route-reason = Kortere route
maintenance-route-go = Zo zetten
maintenance-route-short = Een andere volgorde scheelt geen reistijd.
maintenance-route-begun = Op deze dag is iets al begonnen of klaar, of gaat de monteur met iemand mee. Verzet bezoeken op het bord.
maintenance-route-late = De kortste weg zou een belofte breken of te laat eindigen. De dag blijft zoals hij is.
maintenance-print-none-why = Kies op het planbord een andere dag of week.
