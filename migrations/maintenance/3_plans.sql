-- Maintenance plans, and their occurrences: each is one visit at a time.
CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,        -- shown as P-12
    customer TEXT NOT NULL,
    contract TEXT,
    invoice TEXT,
    delivery TEXT,                  -- the visit on which it was delivered
    article TEXT,
    kind TEXT NOT NULL,
    task TEXT NOT NULL,
    expected INTEGER NOT NULL,      -- minutes
    schedule TEXT NOT NULL,         -- as in the event
    warn INTEGER NOT NULL,          -- days
    metered INTEGER NOT NULL,
    state TEXT NOT NULL,            -- running, paused, ended
    ending TEXT,                    -- done, not-needed, contract, said
    reason TEXT,                    -- why it rests or ended
    occurrence INTEGER,             -- the next one, or that of the open visit
    due TEXT NOT NULL DEFAULT '',   -- when that falls due; empty when none is next
    ask_from TEXT,                  -- from when on its visit is asked for
    visit TEXT,                     -- the visit that was asked for
    last_on TEXT,                   -- when it was last done
    made_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX plans_ask ON plans (ask_from, id) WHERE state = 'running' AND visit IS NULL;
CREATE INDEX plans_asked ON plans (visit) WHERE visit IS NOT NULL;
CREATE INDEX plans_due ON plans (state, due, id);
CREATE INDEX plans_customer ON plans (customer, number);
CREATE INDEX plans_contract ON plans (contract, number) WHERE contract IS NOT NULL;
CREATE INDEX plans_number ON plans (number);

CREATE TABLE plan_machines (
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    PRIMARY KEY (machine, plan)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_machines_plan ON plan_machines (plan);

CREATE TABLE plan_occurrences (
    plan TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    due TEXT NOT NULL,
    passed INTEGER NOT NULL,        -- days of the schedule that went by before it
    proposed TEXT,                  -- the working day that was proposed
    visit TEXT,                     -- its first visit
    outcome TEXT,                   -- done, skipped
    done_on TEXT,
    PRIMARY KEY (plan, occurrence)
) STRICT, WITHOUT ROWID;
