-- Whom sales speaks of: customers, their contact persons, and colleagues, by name.
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,         -- folded, to sort by and to search
    city TEXT NOT NULL,
    phone TEXT,
    archived INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE colleagues (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
