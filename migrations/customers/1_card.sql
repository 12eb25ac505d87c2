-- Customers as their card and their list read them: who they are, and sums of what the other departments did.
CREATE TABLE customers (
    number INTEGER PRIMARY KEY,     -- also the row of customers_words
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,             -- company, person
    name TEXT NOT NULL,             -- empty when erased, as every personal column
    name_key TEXT NOT NULL,         -- folded, to sort by
    name_words TEXT NOT NULL DEFAULT '',    -- as the search compares them
    street TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    city_key TEXT NOT NULL,
    city_words TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL,
    invoicing TEXT,                 -- address as JSON, when elsewhere
    phone TEXT,
    email TEXT,
    invoice_email TEXT,
    company_number TEXT,
    vat_number TEXT,
    despite TEXT,                   -- why a number that looks wrong is right
    payment_days INTEGER,
    language TEXT NOT NULL,
    archived INTEGER NOT NULL,
    forgotten INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL,         -- microseconds, as every moment
    last_contact INTEGER,
    reach_words TEXT NOT NULL,      -- phone digits and mail address, likewise
    words TEXT NOT NULL DEFAULT '', -- all that it is found by, a blank before each word
    machines INTEGER NOT NULL DEFAULT 0,
    open_faults INTEGER NOT NULL DEFAULT 0,
    running_contracts INTEGER NOT NULL DEFAULT 0,
    open_cents INTEGER NOT NULL DEFAULT 0,      -- of invoices in euros; currencies are never added
    open_pln_cents INTEGER NOT NULL DEFAULT 0,  -- of invoices in złoty
    payment TEXT NOT NULL DEFAULT 'none',   -- none (never invoiced), paid, open; late is open past its day
    late_from TEXT,                 -- first day to pay of what is open and not disputed: late when it is past
    channel TEXT,                   -- mail, sms, nothing: how they want to hear, once said
    mobile TEXT,                    -- for text messages, where it is another telephone
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX customers_number ON customers (archived, number);
CREATE INDEX customers_name ON customers (archived, name_key, number);
CREATE INDEX customers_kind ON customers (archived, kind, name_key, number);
CREATE INDEX customers_city ON customers (archived, city_key, number, open_faults, running_contracts);
CREATE INDEX customers_open ON customers (archived, open_cents, number);
CREATE INDEX customers_faults ON customers (archived, name_key, number) WHERE open_faults > 0;
CREATE INDEX customers_contracts ON customers (archived, name_key, number) WHERE running_contracts > 0;
CREATE INDEX customers_payment ON customers (archived, payment, name_key, number, late_from);
CREATE INDEX customers_phone ON customers (phone) WHERE phone IS NOT NULL;
CREATE INDEX customers_email ON customers (email COLLATE NOCASE) WHERE email IS NOT NULL;
CREATE INDEX customers_company_number ON customers (company_number) WHERE company_number IS NOT NULL;
CREATE INDEX customers_postcode ON customers (postcode);

-- How many there are of the kinds that the list offers at a click, kept up as they change: nobody counts 100,000 rows.
CREATE TABLE customer_counts (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    active INTEGER NOT NULL,
    open_faults INTEGER NOT NULL,
    contract INTEGER NOT NULL,
    archived INTEGER NOT NULL
) STRICT;
INSERT INTO customer_counts VALUES (1, 0, 0, 0, 0);
CREATE TRIGGER customers_added AFTER INSERT ON customers BEGIN
    UPDATE customer_counts SET
        active = active + (new.archived = 0),
        open_faults = open_faults + (new.archived = 0 AND new.open_faults > 0),
        contract = contract + (new.archived = 0 AND new.running_contracts > 0),
        archived = archived + (new.archived = 1);
END;
CREATE TRIGGER customers_changed AFTER UPDATE OF archived, open_faults, running_contracts ON customers BEGIN
    UPDATE customer_counts SET
        active = active + (new.archived = 0) - (old.archived = 0),
        open_faults = open_faults + (new.archived = 0 AND new.open_faults > 0) - (old.archived = 0 AND old.open_faults > 0),
        contract = contract + (new.archived = 0 AND new.running_contracts > 0) - (old.archived = 0 AND old.running_contracts > 0),
        archived = archived + (new.archived = 1) - (old.archived = 1);
END;

-- How many, not put away, are late from which day on, kept up as they change.
CREATE TABLE late_days (
    late_from TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER customers_late AFTER UPDATE OF archived, late_from ON customers WHEN new.archived = 0 AND new.late_from IS NOT NULL BEGIN
    INSERT INTO late_days VALUES (new.late_from, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER customers_not_late AFTER UPDATE OF archived, late_from ON customers WHEN old.archived = 0 AND old.late_from IS NOT NULL BEGIN
    UPDATE late_days SET n = n - 1 WHERE late_from = old.late_from;
    DELETE FROM late_days WHERE late_from = old.late_from AND n = 0;
END;

-- What a search looks through: the customer's words and those of its contact persons.
CREATE VIRTUAL TABLE customers_words USING fts5 (words, content = '', contentless_delete = 1, prefix = '1 2 3 4');

CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    place INTEGER NOT NULL,         -- log position: in the order in which they came
    name TEXT NOT NULL,
    role TEXT,
    phone TEXT,
    email TEXT,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_customer ON contacts (customer, place);
CREATE INDEX contacts_email ON contacts (email COLLATE NOCASE) WHERE email IS NOT NULL;

CREATE TABLE machines (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    model TEXT NOT NULL,
    serial TEXT,
    serial_key TEXT,                -- folded, letters and digits only
    place TEXT,
    words TEXT NOT NULL,            -- folded model, serial number and place
    installed_on TEXT,
    removed INTEGER NOT NULL,
    reason TEXT,
    open_faults INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX machines_customer ON machines (customer, removed, model, id);
CREATE INDEX machines_serial ON machines (serial_key) WHERE serial_key IS NOT NULL;

CREATE TABLE colleagues (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
