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
    due_month TEXT,                 -- first day of the first month that was not billed
    ahead INTEGER NOT NULL,         -- whether a month behind that was billed already
    -- 0 nothing is to be billed, 1 whole months on end, 2 begins within the month, or with months left out
    billing INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE WHEN due_month IS NULL OR fee <= 0 OR due_month > ends THEN 0 WHEN bills_from > due_month OR ahead THEN 2 ELSE 1 END
    ) STORED
) STRICT, WITHOUT ROWID;
CREATE INDEX contracts_due ON contracts (due_month, number, ends, bills_from, ahead) WHERE billing > 0;
CREATE INDEX contracts_apart ON contracts (due_month) WHERE billing = 2;
CREATE INDEX contracts_ending ON contracts (ends, due_month) WHERE billing = 1;

-- Contracts of which whole months are billed, added up by the first that was not.
CREATE TABLE due_months (
    due_month TEXT NOT NULL,
    currency TEXT NOT NULL,
    n INTEGER NOT NULL,
    cents INTEGER NOT NULL,         -- of one month
    PRIMARY KEY (due_month, currency)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contracts_billed AFTER UPDATE ON contracts WHEN old.billing = 1 BEGIN
    UPDATE due_months SET n = n - 1, cents = cents - old.fee WHERE due_month = old.due_month AND currency = old.currency;
    DELETE FROM due_months WHERE due_month = old.due_month AND currency = old.currency AND n = 0;
END;
CREATE TRIGGER contracts_to_bill AFTER UPDATE ON contracts WHEN new.billing = 1 BEGIN
    INSERT INTO due_months VALUES (new.due_month, new.currency, 1, new.fee)
        ON CONFLICT DO UPDATE SET n = n + 1, cents = cents + new.fee;
END;

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    customer TEXT NOT NULL,
    day TEXT,                       -- planned for, or finished on
    worked INTEGER NOT NULL,        -- minutes
    billable INTEGER NOT NULL,
    charge TEXT,                    -- who pays; of visits before that was asked not known
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
