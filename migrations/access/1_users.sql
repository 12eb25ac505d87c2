-- Colleagues, as signing in, menus and lists of names read them.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    roles TEXT NOT NULL,            -- names with spaces between, ' planner technician '
    hash TEXT,
    active INTEGER NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    region TEXT,
    week_minutes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
