-- Faults and visits, as planning and the technicians see them, and what they name: customers, machines, colleagues, articles.
CREATE TABLE faults (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,           -- 2026-0412
    customer TEXT NOT NULL,
    machine TEXT,
    problem TEXT NOT NULL,
    urgency TEXT NOT NULL,          -- low, normal, high, urgent
    caller TEXT,
    caller_phone TEXT,
    despite TEXT,
    state TEXT NOT NULL,            -- open, solved, cancelled
    outcome TEXT,                   -- how it was solved, or why it was called off
    reported_at INTEGER NOT NULL,
    promised_at INTEGER NOT NULL,
    closed_at INTEGER,
    revision INTEGER NOT NULL,
    level TEXT,                     -- the service level that was promised
    contract TEXT,                  -- by which contract
    respond_warn_at INTEGER,        -- from when on the answer presses; none of what was promised before there were levels
    solve_by INTEGER,
    solve_warn_at INTEGER,
    answered_at INTEGER,            -- somebody began, or called back
    waits_for TEXT,                 -- customer, part: time does not count
    waits_since INTEGER,
    waits_reason TEXT,
    said INTEGER NOT NULL,          -- bits of what was warned of: 1, 2 answer near, over; 4, 8 solution
    due_at INTEGER NOT NULL,        -- the answer's moment, then the solution's
    press_at INTEGER,               -- from when on something presses; none while nothing can
    look_at INTEGER                 -- when the next warning is due; none when there is none
) STRICT, WITHOUT ROWID;
CREATE INDEX faults_machine ON faults (machine, state);
CREATE INDEX faults_customer ON faults (customer, reported_at);
CREATE INDEX faults_number ON faults (number);
CREATE INDEX faults_due ON faults (state, due_at, id);
CREATE INDEX faults_urgency ON faults (state, urgency, due_at, id);
CREATE INDEX faults_pressing ON faults (press_at, id) WHERE press_at IS NOT NULL;
CREATE INDEX faults_look ON faults (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX faults_state ON faults (state, reported_at, id);
CREATE INDEX faults_new ON faults (reported_at, id);
CREATE INDEX faults_solved ON faults (closed_at, reported_at) WHERE state = 'solved';

-- What faults waited for while that did not count for what was promised.
CREATE TABLE fault_pauses (
    fault TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    waits_for TEXT NOT NULL,        -- customer, part
    PRIMARY KEY (fault, since)
) STRICT, WITHOUT ROWID;

-- How many faults are open with each haste, kept up as they change.
CREATE TABLE open_faults (
    urgency TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER faults_opened AFTER INSERT ON faults WHEN new.state = 'open' BEGIN
    INSERT INTO open_faults VALUES (new.urgency, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER faults_reopened AFTER UPDATE OF state, urgency ON faults WHEN new.state = 'open' BEGIN
    INSERT INTO open_faults VALUES (new.urgency, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER faults_closed AFTER UPDATE OF state, urgency ON faults WHEN old.state = 'open' BEGIN
    UPDATE open_faults SET n = n - 1 WHERE urgency = old.urgency;
END;

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL,             -- fault, maintenance, installation, intake
    fault TEXT,
    machine TEXT,
    task TEXT NOT NULL,
    expected INTEGER NOT NULL,      -- minutes
    before TEXT,                    -- day
    due INTEGER NOT NULL,           -- the fault's promise, or the end of the day `before`; the queue's order
    follows TEXT,
    follow_up TEXT,
    state TEXT NOT NULL,            -- queued, scheduled, started, finished, cancelled
    technician TEXT,
    day TEXT,                       -- 2026-11-17
    from_time TEXT,                 -- 08:30
    until_time TEXT,
    rest TEXT NOT NULL DEFAULT '',  -- its other stretches: 2026-11-18 08:00 16:00, 2026-11-19 08:00 10:00
    last_day TEXT,                  -- of the last stretch
    overrule TEXT,                  -- why it may overlap another visit
    requested_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    solved INTEGER,
    findings TEXT,
    work TEXT,
    worked INTEGER,                 -- minutes
    travelled INTEGER,              -- minutes
    billable INTEGER,
    charge TEXT,                    -- who pays: warranty, warranty-parts, warranty-labour, contract, paid
    charge_despite TEXT,            -- why another one than was expected
    reason TEXT,                    -- why it was called off or taken out of the planning
    plan TEXT,                      -- the maintenance plan that it is an occurrence of
    occurrence INTEGER,             -- which one
    proposed TEXT,                  -- the day that is proposed
    offered TEXT,                   -- days that were proposed to the customer: 2026-12-01 2026-12-03
    arrives INTEGER,                -- when the technician, who is on the way, will be there
    told_technician TEXT,           -- the appointment that customer and technician know of
    told_day TEXT,
    told_from TEXT,
    told_until TEXT,
    told_rest TEXT NOT NULL DEFAULT '',
    untold INTEGER NOT NULL DEFAULT 0, -- whether it is another one by now
    published INTEGER,              -- the revision as which it was published last
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The stretches of visits that take more than a day, but for the first.
CREATE TABLE visit_rest (
    visit TEXT NOT NULL,
    stretch INTEGER NOT NULL,          -- from 2
    day TEXT NOT NULL,
    from_time TEXT NOT NULL,
    until_time TEXT NOT NULL,
    PRIMARY KEY (visit, stretch)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_rest_day ON visit_rest (day, visit, stretch, from_time, until_time);

-- How many of each kind wait to be planned, kept up as they change.
CREATE TABLE queued_visits (
    kind TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER visits_requested AFTER INSERT ON visits WHEN new.state = 'queued' BEGIN
    INSERT INTO queued_visits VALUES (new.kind, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER visits_queued AFTER UPDATE OF state ON visits WHEN new.state = 'queued' BEGIN
    INSERT INTO queued_visits VALUES (new.kind, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER visits_left_queue AFTER UPDATE OF state ON visits WHEN old.state = 'queued' BEGIN
    UPDATE queued_visits SET n = n - 1 WHERE kind = old.kind;
END;

CREATE INDEX visits_agenda ON visits (technician, day, from_time) WHERE technician IS NOT NULL;
CREATE INDEX visits_day ON visits (day, from_time, id, state, technician) WHERE day IS NOT NULL;
CREATE INDEX visits_to_do ON visits (day, from_time, id) WHERE state IN ('scheduled', 'started');
CREATE INDEX visits_of ON visits (technician, day) WHERE state IN ('scheduled', 'started');
CREATE INDEX visits_queue ON visits (kind, due, id) WHERE state = 'queued';
CREATE INDEX visits_due ON visits (due, id, fault) WHERE state = 'queued';
CREATE INDEX visits_untold ON visits (id) WHERE untold = 1;
CREATE INDEX visits_fault ON visits (fault, number) WHERE fault IS NOT NULL;
CREATE INDEX visits_machine ON visits (machine, number) WHERE machine IS NOT NULL;
CREATE INDEX visits_proposed ON visits (proposed, id) WHERE state = 'queued' AND proposed IS NOT NULL;
CREATE INDEX visits_plan ON visits (plan, occurrence, number) WHERE plan IS NOT NULL;
CREATE INDEX visits_number ON visits (number);
CREATE INDEX visits_customer ON visits (customer, number);

-- Who goes along with the technician of a visit.
CREATE TABLE helpers (
    visit TEXT NOT NULL,
    technician TEXT NOT NULL,
    PRIMARY KEY (visit, technician)
) STRICT, WITHOUT ROWID;
CREATE INDEX helpers_technician ON helpers (technician);

-- What a visit brings along and what it used, thousandths.
CREATE TABLE visit_parts (
    visit TEXT NOT NULL,
    article TEXT NOT NULL,
    needed INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (visit, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_parts_article ON visit_parts (article);

-- What happened with a fault and its visits, one line a happening.
CREATE TABLE story (
    position INTEGER PRIMARY KEY,
    fault TEXT,
    visit TEXT,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,             -- the event's type
    user TEXT,                      -- the colleague who did it; none when Werkbank did
    note TEXT,
    technician TEXT,
    day TEXT,
    from_time TEXT,
    until_time TEXT,
    article TEXT,                   -- that was needed, used or not used
    quantity INTEGER,
    next TEXT,                      -- the visit that follows on this one
    step TEXT,                      -- of the technician's clock
    step_at INTEGER,
    said_by TEXT,                   -- who answered, where it was no colleague
    reply TEXT,                     -- to an invitation: accepted, tentative, declined, countered
    rest TEXT NOT NULL DEFAULT ''   -- its other stretches, where it takes more than a day
) STRICT;
CREATE INDEX story_fault ON story (fault) WHERE fault IS NOT NULL;
CREATE INDEX story_visit ON story (visit) WHERE visit IS NOT NULL;
