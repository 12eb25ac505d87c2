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
    revision INTEGER NOT NULL,
    opened_by TEXT,                 -- who opened it first, or did something with it without
    opened_at INTEGER,
    acted_by TEXT,                  -- who took it, handed it on or did it first; none: nobody did
    acted_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX tasks_open ON tasks (whose, seq DESC) WHERE done_at IS NULL;
CREATE INDEX tasks_in_hand ON tasks (taken_by, seq DESC) WHERE done_at IS NULL AND taken_by IS NOT NULL;
CREATE INDEX tasks_done ON tasks (whose, done_at DESC, id DESC) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_done_by ON tasks (done_by, done_at DESC, id DESC) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_about ON tasks (about, seq DESC);
CREATE INDEX tasks_raised ON tasks (raised_at DESC, id);
CREATE INDEX tasks_customer ON tasks (customer) WHERE done_at IS NULL AND customer IS NOT NULL;

-- How many are open, by whose they are, who took them and what they are about: every page of everyone tells it.
CREATE TABLE task_counts (
    whose TEXT NOT NULL,
    taken_by TEXT NOT NULL,         -- empty: nobody
    thing TEXT NOT NULL,            -- a stream's category
    n INTEGER NOT NULL,
    PRIMARY KEY (whose, taken_by, thing)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_counts_taken ON task_counts (taken_by, whose, thing, n);
CREATE TRIGGER tasks_raised AFTER INSERT ON tasks BEGIN
    INSERT INTO task_counts VALUES (new.whose, coalesce(new.taken_by, ''), substr(new.about, 1, instr(new.about, '-') - 1), 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tasks_changed AFTER UPDATE OF whose, taken_by, done_at ON tasks BEGIN
    UPDATE task_counts SET n = n - (old.done_at IS NULL)
        WHERE whose = old.whose AND taken_by = coalesce(old.taken_by, '') AND thing = substr(old.about, 1, instr(old.about, '-') - 1);
    DELETE FROM task_counts WHERE whose = old.whose AND n = 0;
    INSERT INTO task_counts
        SELECT new.whose, coalesce(new.taken_by, ''), substr(new.about, 1, instr(new.about, '-') - 1), 1 WHERE new.done_at IS NULL
        ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Who opened it, and when first.
CREATE TABLE task_openings (
    task TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (task, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_colleagues (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE task_customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
