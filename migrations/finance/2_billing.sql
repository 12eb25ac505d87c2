-- What is to be billed: running contracts, and visits that the customer pays for.
CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL,             -- lease, service, lease-and-service
    fee INTEGER NOT NULL,           -- a month, without VAT
    currency TEXT NOT NULL,
    starts TEXT NOT NULL,
    bills_from TEXT,                -- first day that is billed; none before it is signed
    ends TEXT,                      -- last day that is billed; none while it goes on
    renews INTEGER NOT NULL,        -- whether it goes on by itself after a term
    due_month TEXT                  -- first day of the month up to which every month was billed
) STRICT, WITHOUT ROWID;
CREATE INDEX contracts_due ON contracts (due_month, ends, bills_from, fee, number) WHERE due_month IS NOT NULL AND (ends IS NULL OR due_month <= ends);

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    customer TEXT NOT NULL,
    day TEXT,                       -- planned for, or finished on
    worked INTEGER NOT NULL,        -- minutes
    billable INTEGER NOT NULL,
    invoice TEXT                    -- the one that charges it
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_to_bill ON visits (day, id) WHERE billable = 1 AND invoice IS NULL;

CREATE TABLE visit_parts (
    visit TEXT NOT NULL,
    article TEXT NOT NULL,
    quantity INTEGER NOT NULL,      -- thousandths
    PRIMARY KEY (visit, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    vat TEXT NOT NULL
) STRICT, WITHOUT ROWID;
