-- What is to do, for whom, and who did it; with the names that the list mentions.
CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,           -- position of its raising: newest first
    kind TEXT NOT NULL,
    whose TEXT NOT NULL,            -- a role's name or a colleague's id
    weight TEXT NOT NULL,           -- task, alert, notice
    about TEXT NOT NULL,            -- stream
    customer TEXT,
    words TEXT NOT NULL,            -- JSON
    note TEXT,
    due TEXT,
    raised_at INTEGER NOT NULL,
    raised_by TEXT,                 -- none: Werkbank itself
    taken_by TEXT,
    taken_at INTEGER,
    handed_by TEXT,
    handed_at INTEGER,
    handed_note TEXT,
    done_by TEXT,
    done_at INTEGER,
    done_note TEXT,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tasks_open ON tasks (whose, seq DESC) WHERE done_at IS NULL;
CREATE INDEX tasks_in_hand ON tasks (taken_by, seq DESC) WHERE done_at IS NULL AND taken_by IS NOT NULL;
CREATE INDEX tasks_whose ON tasks (whose, about) WHERE done_at IS NULL;
CREATE INDEX tasks_taken ON tasks (taken_by, whose, about) WHERE done_at IS NULL AND taken_by IS NOT NULL;
CREATE INDEX tasks_done ON tasks (whose, done_at DESC, id DESC) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_done_by ON tasks (done_by, done_at DESC, id DESC) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_about ON tasks (about, seq DESC);

CREATE TABLE task_colleagues (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE task_customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
