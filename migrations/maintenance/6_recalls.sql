-- Recalls, and how far each of their machines is.
CREATE TABLE recalls (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,        -- shown as R-12
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    task TEXT NOT NULL,
    action TEXT NOT NULL,           -- visit, call
    expected INTEGER NOT NULL,      -- minutes
    before TEXT,                    -- day
    opened_at INTEGER NOT NULL,
    withdrawn TEXT,                 -- why
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recalls_number ON recalls (number);

CREATE TABLE recall_machines (
    recall TEXT NOT NULL,
    machine TEXT NOT NULL,
    customer TEXT NOT NULL,
    action TEXT NOT NULL,           -- the visit or task that was made last
    said TEXT,                      -- done, unreachable: what a person said of it
    note TEXT,
    called INTEGER NOT NULL,        -- whether its task is done
    state TEXT NOT NULL,            -- open, planned, done, unreachable
    PRIMARY KEY (recall, machine)
) STRICT, WITHOUT ROWID;
CREATE INDEX recall_machines_state ON recall_machines (recall, state);
CREATE INDEX recall_machines_machine ON recall_machines (machine);
CREATE INDEX recall_machines_action ON recall_machines (action);
