-- What reports count: one row a fact, with the moment at which it was true (`at`, microseconds UTC; a day is its noon, which
-- lies on that day wherever the company is) and what it is told apart by. Who persons are is not here, only their ids.
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    region TEXT,
    week INTEGER NOT NULL,          -- minutes
    technician INTEGER NOT NULL,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE machines (
    id TEXT PRIMARY KEY,
    model TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX machines_model ON machines (model);

CREATE TABLE faults (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,            -- heard of
    number TEXT NOT NULL,
    customer TEXT NOT NULL,
    machine TEXT,
    urgency TEXT NOT NULL,
    promised INTEGER,
    solved INTEGER,
    state TEXT NOT NULL,            -- open, phone, visit, cancelled
    technician TEXT,                -- who came last
    cause TEXT,                     -- the article that solved it
    visits INTEGER NOT NULL,        -- that are done
    first_fix INTEGER,              -- whether the first visit solved it, and it did not come back
    reopened INTEGER NOT NULL,
    level TEXT,                     -- the service level that was promised
    answered INTEGER,               -- somebody began, or called back
    solve_by INTEGER,
    waits TEXT                      -- customer, part: time does not count
) STRICT;
CREATE INDEX faults_at ON faults (at);
CREATE INDEX faults_level ON faults (level) WHERE level IS NOT NULL;

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,            -- the day of the slot; before it has one, when it was asked for
    number INTEGER NOT NULL,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL,
    fault TEXT,
    machine TEXT,
    technician TEXT,
    state TEXT NOT NULL,            -- waiting, planned, done, cancelled
    planned INTEGER NOT NULL,       -- minutes of the slot; as expected before it has one
    worked INTEGER,                 -- minutes
    travelled INTEGER,              -- minutes
    moves INTEGER NOT NULL,         -- to another slot, or back to the queue
    asked INTEGER NOT NULL,         -- when it was asked for
    expected INTEGER NOT NULL,      -- minutes
    charge TEXT                     -- who pays, once it is done
) STRICT;
CREATE INDEX visits_at ON visits (at);

-- What a visit needs and used of an article, in thousandths; the first that it used comes first.
CREATE TABLE visit_parts (
    visit TEXT NOT NULL,
    article TEXT NOT NULL,
    needed INTEGER NOT NULL,
    used INTEGER NOT NULL,
    n INTEGER NOT NULL,             -- position of the event that named it first
    PRIMARY KEY (visit, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoices (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    origin TEXT NOT NULL,           -- hand, contract, visit
    number TEXT,
    due TEXT,
    total INTEGER NOT NULL,
    currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invoiced (
    invoice TEXT NOT NULL,
    kind TEXT NOT NULL,             -- invoice, credit
    n INTEGER NOT NULL,             -- the first line is 0
    at INTEGER NOT NULL,            -- day of issue
    number TEXT NOT NULL,
    customer TEXT NOT NULL,
    origin TEXT NOT NULL,
    article TEXT,
    net INTEGER NOT NULL,           -- of a credit note below nothing
    cost INTEGER,                   -- at purchase prices of then; none when it is in other money
    currency TEXT NOT NULL,
    PRIMARY KEY (invoice, kind, n)
) STRICT;
CREATE INDEX invoiced_at ON invoiced (at);

CREATE TABLE receivables (
    position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,            -- day of issue, or on which the money moved
    invoice TEXT NOT NULL,
    number TEXT NOT NULL,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL,             -- invoiced, paid, credited, refunded
    amount INTEGER NOT NULL,        -- what it adds to the debt
    currency TEXT NOT NULL,
    due TEXT NOT NULL
) STRICT;
CREATE INDEX receivables_at ON receivables (at);

-- Articles as their stock stands by the books.
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    supplier TEXT,
    price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    quantity INTEGER NOT NULL,      -- thousandths
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock (
    position INTEGER NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,            -- goods by the day on which they came, all else when it was written down
    article TEXT NOT NULL,
    kind TEXT NOT NULL,             -- registered, received, taken, put-back, counted, revalued
    quantity INTEGER NOT NULL,      -- thousandths that came
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    visit TEXT,                     -- that used it, or brought it back
    PRIMARY KEY (position, n)
) STRICT;
CREATE INDEX stock_at ON stock (at);

CREATE TABLE stock_outs (
    position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    until INTEGER,
    article TEXT NOT NULL,
    moves INTEGER NOT NULL,         -- appointments for which it was needed that were moved or went back to the queue meanwhile
    moved INTEGER NOT NULL          -- their minutes in the planning
) STRICT;
CREATE INDEX stock_outs_at ON stock_outs (at);
CREATE INDEX stock_outs_now ON stock_outs (article) WHERE until IS NULL;

CREATE TABLE purchases (
    purchase_order TEXT NOT NULL,
    article TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER,                     -- placed; none of a draft
    supplier TEXT NOT NULL,
    quantity INTEGER NOT NULL,      -- thousandths
    received INTEGER NOT NULL,
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,            -- draft, placed, complete, cancelled
    complete INTEGER,               -- when the last of it came
    PRIMARY KEY (purchase_order, article)
) STRICT;
CREATE INDEX purchases_at ON purchases (at);

CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    at INTEGER,                     -- last day of its term; none before it was signed
    number TEXT NOT NULL,
    customer TEXT NOT NULL,
    salesperson TEXT,
    kind TEXT NOT NULL,
    fee INTEGER NOT NULL,           -- a month, without VAT
    currency TEXT NOT NULL,
    begins INTEGER NOT NULL,
    first_end INTEGER NOT NULL,
    renewal INTEGER NOT NULL,       -- months; 0 when it ends by itself
    state TEXT NOT NULL             -- draft, renews, expires, notice, ended
) STRICT;
CREATE INDEX contracts_at ON contracts (at);

CREATE TABLE contract_moves (
    contract TEXT NOT NULL,
    kind INTEGER NOT NULL,          -- 1 it begins, -1 it ends
    at INTEGER NOT NULL,
    PRIMARY KEY (contract, kind)
) STRICT;
CREATE INDEX contract_moves_at ON contract_moves (at);

CREATE TABLE opportunities (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,            -- opened
    customer TEXT NOT NULL,
    salesperson TEXT,
    value INTEGER,
    currency TEXT,
    state TEXT NOT NULL,            -- open, won, lost
    closed INTEGER
) STRICT;
CREATE INDEX opportunities_at ON opportunities (at);

-- What colleagues did, counted by the hour in UTC; and of that, what somebody was to look at.
CREATE TABLE acts (
    at INTEGER NOT NULL,            -- beginning of the hour
    person TEXT NOT NULL,
    role TEXT NOT NULL,             -- empty where only looks are counted
    type TEXT NOT NULL,
    n INTEGER NOT NULL,
    raised INTEGER NOT NULL,
    approved INTEGER NOT NULL,
    PRIMARY KEY (at, person, role, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,            -- beginning of the hour
    author TEXT NOT NULL,
    approved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
