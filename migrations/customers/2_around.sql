-- What the other departments did for a customer, as the card sums it up, and everything that happened in one row after another.
CREATE TABLE faults (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    number TEXT NOT NULL,           -- 2026-0412
    machine TEXT,
    problem TEXT NOT NULL,
    urgency TEXT NOT NULL,
    state TEXT NOT NULL,            -- open, solved, cancelled
    reported_at INTEGER NOT NULL,
    planned TEXT,                   -- start of the visit, 2026-11-17T08:30:00
    technician TEXT                 -- its technician's id
) STRICT, WITHOUT ROWID;
CREATE INDEX faults_customer ON faults (customer, state, reported_at);
CREATE INDEX faults_number ON faults (number);
CREATE INDEX faults_machine ON faults (machine, state);

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    fault TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,            -- draft, running, noticed, ended, discarded
    fee_cents INTEGER NOT NULL,
    currency TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,                      -- last day of the term that runs
    notice_months INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contracts_number ON contracts (number);
CREATE INDEX contracts_customer ON contracts (customer, state, ends);

CREATE TABLE invoices (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due TEXT NOT NULL,
    total_cents INTEGER NOT NULL,
    open_cents INTEGER NOT NULL,
    currency TEXT NOT NULL,
    disputed INTEGER NOT NULL,
    credited INTEGER NOT NULL,
    paid_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_number ON invoices (number);
CREATE INDEX invoices_customer ON invoices (customer, issued_on, id);
CREATE INDEX invoices_open_customer ON invoices (customer, due) WHERE open_cents > 0 AND disputed = 0;

CREATE TABLE purchases (
    invoice TEXT NOT NULL,
    line INTEGER NOT NULL,
    customer TEXT NOT NULL,
    bought_on TEXT NOT NULL,
    invoice_number TEXT NOT NULL,
    article TEXT,
    description TEXT NOT NULL,
    quantity INTEGER NOT NULL,      -- thousandths
    amount_cents INTEGER NOT NULL,  -- without VAT
    currency TEXT NOT NULL,
    credited INTEGER NOT NULL,
    PRIMARY KEY (invoice, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchases_customer ON purchases (customer, bought_on, invoice, line);

-- What a stream is called in a sentence: a fault's number, a machine's model.
CREATE TABLE labels (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    who TEXT                        -- a mail's receiver
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (
    position INTEGER PRIMARY KEY,
    customer TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- the event's type
    topic TEXT NOT NULL,            -- contact, faults, money, changes
    about TEXT NOT NULL,            -- the stream, fault-0198…
    label TEXT,                     -- what that is called
    actor TEXT,                     -- the colleague's id
    system TEXT,                    -- or the part of Werkbank
    who TEXT,                       -- a technician's or contact person's name
    words TEXT,                     -- a few words: a reason, an urgency, a subject
    text TEXT,                      -- what was written or said
    day TEXT,                       -- a day or the start of a slot
    cents INTEGER,
    currency TEXT,                  -- of the cents
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX timeline_customer ON timeline (customer, position);
CREATE INDEX timeline_topic ON timeline (customer, topic, position);
