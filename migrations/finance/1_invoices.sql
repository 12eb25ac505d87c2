-- Invoices with their lines and everything that happened to them; amounts in cents of one currency an invoice.
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,           -- folded name
    city TEXT NOT NULL,
    language TEXT NOT NULL,
    mailable INTEGER NOT NULL       -- whether there is an address for invoices
) STRICT, WITHOUT ROWID;
CREATE INDEX customers_number ON customers (number);
-- The words of their names, folded; the row's id is the customer's number.
CREATE VIRTUAL TABLE customer_words USING fts5 (words, content = '', contentless_delete = 1, prefix = '1 2 3 4');

CREATE TABLE invoices (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    stage TEXT NOT NULL,            -- draft, issued, credited, discarded
    number TEXT,                    -- 2026-0412
    rank TEXT NOT NULL,             -- day and number, by which lists are ordered
    origin TEXT NOT NULL,           -- hand, contract, visit
    origin_id TEXT,
    month TEXT,                     -- first day of the month of the contract's fee
    reference TEXT,
    delivered_from TEXT,            -- first day of a delivery over several days
    delivered_on TEXT,
    issued_on TEXT,
    due TEXT NOT NULL,              -- last day to pay; empty before issue
    buyer TEXT,                     -- the customer as they stood at issue, as JSON; none once erased
    currency TEXT NOT NULL,
    net INTEGER NOT NULL,
    total INTEGER NOT NULL,         -- of a draft the same as net: rates are fixed at issue
    open INTEGER NOT NULL,          -- below nothing is to be paid back
    disputed INTEGER NOT NULL,
    reminded INTEGER NOT NULL,      -- newest level
    reminded_at INTEGER,
    paid_on TEXT,                   -- since when nothing is open
    credit_number TEXT,
    credited_on TEXT,
    revision INTEGER NOT NULL,
    exchange TEXT                   -- at which rate VAT is told in the money in which it is owed, as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_rank ON invoices (rank, id);
CREATE INDEX invoices_stage ON invoices (stage, rank, id);
CREATE INDEX invoices_customer ON invoices (customer, rank, id);
CREATE INDEX invoices_number ON invoices (number) WHERE number IS NOT NULL;
CREATE INDEX invoices_due ON invoices (due, id);
CREATE INDEX invoices_total ON invoices (total, id);
-- What is open, by the day that it falls due: lists of late ones, ageing and reminders read nothing else.
CREATE INDEX invoices_open ON invoices (due, id, disputed, reminded, reminded_at, customer, open) WHERE stage = 'issued' AND open > 0;
CREATE INDEX invoices_paid ON invoices (rank, id) WHERE stage = 'issued' AND open <= 0;
CREATE INDEX invoices_disputed ON invoices (rank, id) WHERE stage = 'issued' AND open > 0 AND disputed = 1;
CREATE INDEX invoices_owed ON invoices (rank, id) WHERE open < 0;
CREATE INDEX invoices_origin ON invoices (origin_id, month, stage) WHERE origin_id IS NOT NULL;

-- How many there are of what is not a matter of the day, kept up as they change.
CREATE TABLE invoice_counts (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    disputed INTEGER NOT NULL,
    draft INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    credited INTEGER NOT NULL,
    owed INTEGER NOT NULL,
    "all" INTEGER NOT NULL
) STRICT;
INSERT INTO invoice_counts VALUES (1, 0, 0, 0, 0, 0, 0);
-- What is open, added up by the day that it falls due: hundreds of days, however many invoices.
CREATE TABLE open_days (
    due TEXT NOT NULL,
    currency TEXT NOT NULL,
    disputed INTEGER NOT NULL,
    n INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    PRIMARY KEY (due, currency, disputed)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER invoices_added AFTER INSERT ON invoices BEGIN
    UPDATE invoice_counts SET
        disputed = disputed + (new.stage = 'issued' AND new.open > 0 AND new.disputed = 1),
        draft = draft + (new.stage = 'draft'),
        paid = paid + (new.stage = 'issued' AND new.open <= 0),
        credited = credited + (new.stage = 'credited'),
        owed = owed + (new.open < 0),
        "all" = "all" + (new.stage <> 'discarded');
END;
CREATE TRIGGER invoices_opened AFTER UPDATE OF stage, open, disputed, due ON invoices WHEN new.stage = 'issued' AND new.open > 0 BEGIN
    INSERT INTO open_days VALUES (new.due, new.currency, new.disputed, 1, new.open)
        ON CONFLICT DO UPDATE SET n = n + 1, cents = cents + new.open;
END;
CREATE TRIGGER invoices_closed AFTER UPDATE OF stage, open, disputed, due ON invoices WHEN old.stage = 'issued' AND old.open > 0 BEGIN
    UPDATE open_days SET n = n - 1, cents = cents - old.open
        WHERE due = old.due AND currency = old.currency AND disputed = old.disputed;
    DELETE FROM open_days WHERE due = old.due AND currency = old.currency AND disputed = old.disputed AND n = 0;
END;
CREATE TRIGGER invoices_changed AFTER UPDATE OF stage, open, disputed ON invoices BEGIN
    UPDATE invoice_counts SET
        disputed = disputed + (new.stage = 'issued' AND new.open > 0 AND new.disputed = 1)
            - (old.stage = 'issued' AND old.open > 0 AND old.disputed = 1),
        draft = draft + (new.stage = 'draft') - (old.stage = 'draft'),
        paid = paid + (new.stage = 'issued' AND new.open <= 0) - (old.stage = 'issued' AND old.open <= 0),
        credited = credited + (new.stage = 'credited') - (old.stage = 'credited'),
        owed = owed + (new.open < 0) - (old.open < 0),
        "all" = "all" + (new.stage <> 'discarded') - (old.stage <> 'discarded');
END;

CREATE TABLE invoice_items (
    invoice TEXT NOT NULL,
    n INTEGER NOT NULL,
    description TEXT NOT NULL,
    quantity INTEGER NOT NULL,      -- thousandths
    price INTEGER NOT NULL,
    vat TEXT NOT NULL,              -- standard, reduced, zero, reverse-charge
    rate INTEGER,                   -- hundredths of a percent; none before issue
    article TEXT,
    PRIMARY KEY (invoice, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice_history (
    invoice TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    by TEXT,                        -- the colleague; none when Werkbank acted
    day TEXT,
    amount INTEGER,
    level INTEGER,
    text TEXT,
    PRIMARY KEY (invoice, revision)
) STRICT, WITHOUT ROWID;
