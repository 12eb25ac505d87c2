# The planning board: views, filters, what is said while something is moved, who is away.

maintenance-view-day = Day
maintenance-view-weeks = 4 weeks
maintenance-day-before = Previous working day
maintenance-day-after = Next working day
maintenance-weeks-before = Four weeks earlier
maintenance-weeks-after = Four weeks later
maintenance-filter-count = Filter ({ $count })
maintenance-filter-none = Clear filters
maintenance-every-region = Every region
maintenance-every-kind = Every kind of visit
maintenance-together = All technicians
maintenance-load-travel = { $planned } of { $room } planned, of which { $travel } on the way
maintenance-driving-back = back
maintenance-driving = driving
maintenance-away-until = { $why } until { $day }
maintenance-not-working = does not work
maintenance-keys-space = Space
maintenance-keys-grab = pick up
maintenance-keys-undo = undo
maintenance-board-grabbed = { $customer } picked up. Arrows move, Shift with up or down shifts a quarter, Shift with left or right makes it shorter or longer. Enter puts down, Escape lets go.
maintenance-board-at = { $technician }, { $day }, { $from } to { $until }
maintenance-board-moved = { $customer }: { $technician }, { $day }, { $from } to { $until }
maintenance-board-dropped = Let go. Nothing has changed.
maintenance-board-overlap = overlaps { $others }
maintenance-board-outside = outside working hours { $from }–{ $until }
maintenance-board-work = does no visits of this kind
maintenance-board-model = does not know { $model }
maintenance-board-area = does not come to { $postcode }
maintenance-board-late = later than promised
maintenance-board-past = that time has passed
maintenance-board-undo = Undo
maintenance-board-undone = Put back as it was.
away-holiday = Holiday
away-ill = Ill
away-training = Training
away-otherwise = Away

## The roster

maintenance-roster = Roster
maintenance-roster-lead = When each technician works, what they can do and where, and when they are away. The planning board warns by it.
maintenance-roster-where = Area
maintenance-roster-can = Can do
maintenance-roster-away = Away
maintenance-roster-away-none = No absence has been entered.
maintenance-roster-everything = everything
maintenance-roster-company-hours = as the company
maintenance-roster-hours-hint = A day without times is free. Without any day the company’s hours hold.
maintenance-roster-kinds-hint = Nothing ticked: every kind.
maintenance-roster-models-hint = How make and type begin, with commas in between. Empty: every machine.
maintenance-roster-areas-hint = How the postcodes begin, with commas in between. Empty: everywhere.
maintenance-roster-home = Sets off from (postcode)
maintenance-roster-home-hint = Where the day begins and ends. Empty: at the company. Only who keeps the roster sees this.
maintenance-roster-withdraw = Withdraw: { $absence }
maintenance-roster-withdrawn = Absence withdrawn.
maintenance-roster-planned = Absence entered.
maintenance-roster-add = Enter an absence
maintenance-roster-last-day = Up to and with

## Proposals

maintenance-proposal = Proposal
maintenance-proposal-lead = The queue, filled in: who was promised first gets the best time that is left. Take what is right; nothing changes until you do.
maintenance-proposal-take = Take
maintenance-proposal-take-this = Take: { $customer }
maintenance-proposal-when = Who and when
maintenance-proposal-why = Why
maintenance-proposal-none = In this week and the next there is no gap for anyone who can do this.
maintenance-proposal-go = Plan what is ticked
maintenance-proposal-done = { $count } planned.
maintenance-back-to-board = Back to the board
maintenance-outcome-caption = What became of each visit
maintenance-why-same-place = is at this customer that day anyway
maintenance-why-way = { $way } driving from { $from }
maintenance-why-first = beginning of the day
maintenance-why-first-way = beginning of the day, { $way } driving
maintenance-why-in-time = in time
maintenance-why-theirs = fits the roster

## On paper

maintenance-print = Print
maintenance-print-lead = One sheet a technician. Print with Ctrl P.
maintenance-print-none = Nothing planned.
maintenance-print-sheet = { $technician }, { $span }

## Several technicians

maintenance-along = goes along
maintenance-who-along = Who goes along?
maintenance-print-leads = In charge: { $name }
maintenance-print-along = Goes along: { $names }
maintenance-minutes = { $minutes } min
maintenance-way-tight = does not fit

## Order by route

maintenance-route = Order by route
maintenance-route-of = Route of { $technician }
maintenance-route-order = In the order of the shortest way
maintenance-route-saves = { $then } on the way instead of { $now }.
maintenance-route-was = Planned now
maintenance-route-reason = Shorter route
maintenance-route-go = Set it so
maintenance-route-short = Another order saves no travel.
maintenance-route-begun = On this day something has begun or is done, or the technician goes along with somebody. Move visits on the board.
maintenance-route-late = The shortest way would break a promise or end too late. The day stays as it is.
maintenance-print-none-why = Choose another day or week on the board.
