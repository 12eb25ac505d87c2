-- Who and what the work is about, as maintenance needs to name it.
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    street TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    phone TEXT,
    phone_digits TEXT,              -- as a search compares them: without country code and leading zero
    email TEXT,
    language TEXT NOT NULL,
    archived INTEGER NOT NULL,
    name_key TEXT NOT NULL,         -- folded, as lists sort it
    name_words TEXT NOT NULL,       -- as a search compares it
    city_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Customers by the words of their name, town and number; the row's id is the customer's number.
CREATE VIRTUAL TABLE customer_fts USING fts5 (name, city, number, prefix = '1 2 3 4');

CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    phone TEXT,
    phone_digits TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_customer ON contacts (customer);
CREATE INDEX contacts_phone ON contacts (phone_digits) WHERE phone_digits IS NOT NULL;
CREATE INDEX customers_number ON customers (number);
CREATE INDEX customers_phone ON customers (phone_digits) WHERE phone_digits IS NOT NULL;

CREATE TABLE machines (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    model TEXT NOT NULL,
    serial TEXT,
    place TEXT,
    installed_on TEXT,
    removed INTEGER NOT NULL,
    reading INTEGER,                -- what its meter showed when it was last read
    read_on TEXT,
    contract INTEGER NOT NULL       -- 0 none runs, 1 a lease alone, 2 one with service
) STRICT, WITHOUT ROWID;
CREATE INDEX machines_customer ON machines (customer);

-- Contracts, as far as they cover machines.
CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,             -- lease, service, lease-and-service
    running INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE contract_machines (
    machine TEXT NOT NULL,
    contract TEXT NOT NULL,
    PRIMARY KEY (machine, contract)
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_machines_contract ON contract_machines (contract);

-- What of a machine is under warranty from a day on; from the first day of the next one on that holds alone.
CREATE TABLE warranties (
    machine TEXT NOT NULL,
    first TEXT NOT NULL,            -- 2026-11-17
    last TEXT NOT NULL,
    covers TEXT NOT NULL,           -- both, parts, labour
    PRIMARY KEY (machine, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX warranties_last ON warranties (last, machine);

CREATE TABLE colleagues (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    technician INTEGER NOT NULL,
    active INTEGER NOT NULL,
    region TEXT,
    week_minutes INTEGER NOT NULL,
    hours TEXT NOT NULL,            -- of each weekday, as JSON
    skills TEXT NOT NULL,           -- kinds, models and areas, as JSON
    home TEXT                       -- postcode, where it is not the company's that they set off from
) STRICT, WITHOUT ROWID;

-- Where the company is, and technicians set off from.
CREATE TABLE depot (
    one INTEGER PRIMARY KEY,        -- 1
    postcode TEXT NOT NULL
) STRICT;

-- Days on which a colleague is not there.
CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    colleague TEXT NOT NULL,
    why TEXT,                       -- holiday, ill, training, otherwise; empty of who was forgotten
    first TEXT NOT NULL,            -- 2026-12-21
    last TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX absences_last ON absences (last, first);

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,           -- the name as a search compares it
    unit TEXT NOT NULL,
    place TEXT,
    stock INTEGER NOT NULL,         -- thousandths
    archived INTEGER NOT NULL,
    barcode TEXT,                   -- what a scanner reads on it
    fits TEXT NOT NULL              -- beginnings of makes and types, folded, as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_barcode ON articles (barcode) WHERE barcode IS NOT NULL;
