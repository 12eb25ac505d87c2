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
    cause TEXT,                     -- the event that it follows from
    whom TEXT                       -- the stream of the person, of an order to forget or tell one
) STRICT;

CREATE INDEX entries_at ON entries (at, position);
CREATE INDEX entries_person ON entries (person, position DESC);
CREATE INDEX entries_role ON entries (role, position DESC);
CREATE INDEX entries_category ON entries (category, position DESC);
CREATE INDEX entries_customer ON entries (customer, position DESC) WHERE customer IS NOT NULL;
CREATE INDEX entries_stream ON entries (stream, revision);
CREATE INDEX entries_cause ON entries (cause, position) WHERE cause IS NOT NULL;

-- What is searched: an event's own words with the names that its customer and its person had then, folded; and beside
-- them its filters in a word each (kind, role, two digits of customer and person), so that a common word with a rare
-- filter is as quick as a rare word.
CREATE VIRTUAL TABLE entry_words USING fts5 (words, filters, content = '', prefix = '2 3');
-- Old and new name of whoever was renamed, by the event that did it: they are found by either, everywhere.
CREATE VIRTUAL TABLE renamed_words USING fts5 (words, content = '');

-- Whom an order to forget is about: that it was carried out does not say so again.
CREATE TABLE erasures (
    id TEXT PRIMARY KEY,
    whom TEXT NOT NULL,
    customer TEXT                   -- of a contact: at which customer
) STRICT, WITHOUT ROWID;

-- What the things are called that events are about.
CREATE TABLE things (
    stream TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    search TEXT NOT NULL            -- folded name
) STRICT, WITHOUT ROWID;

CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    search TEXT NOT NULL            -- folded name
) STRICT, WITHOUT ROWID;
