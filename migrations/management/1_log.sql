-- The log as it is read: one row an event, with who, why and about whom; and the names that it mentions.
CREATE TABLE entries (
    position INTEGER PRIMARY KEY,
    event TEXT NOT NULL UNIQUE,     -- the event's id
    at INTEGER NOT NULL,            -- microseconds UTC
    person TEXT,                    -- none: Werkbank itself
    role TEXT,
    system TEXT,                    -- which part of Werkbank
    category TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    customer TEXT,
    command TEXT NOT NULL,
    cause TEXT                      -- the event that it follows from
) STRICT;

CREATE INDEX entries_at ON entries (at, position);
CREATE INDEX entries_person ON entries (person, position DESC);
CREATE INDEX entries_role ON entries (role, position DESC);
CREATE INDEX entries_category ON entries (category, position DESC);
CREATE INDEX entries_customer ON entries (customer, position DESC) WHERE customer IS NOT NULL;
CREATE INDEX entries_stream ON entries (stream, revision);
CREATE INDEX entries_cause ON entries (cause, position) WHERE cause IS NOT NULL;

-- What an event says, for searching: its own words, folded.
CREATE VIRTUAL TABLE entry_words USING fts5 (words, content = '', prefix = '2 3');

-- What the things are called that events are about.
CREATE TABLE things (
    stream TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
