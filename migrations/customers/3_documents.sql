-- The papers of a customer, and the visits whose work sheet will be one.
CREATE TABLE documents (
    about TEXT NOT NULL,            -- the contract, invoice or visit
    kind TEXT NOT NULL,             -- contract, scan, invoice, credit-note, worksheet
    customer TEXT NOT NULL,
    on_day TEXT NOT NULL,
    number TEXT NOT NULL,
    scan TEXT,                      -- a scan's hash
    PRIMARY KEY (about, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_customer ON documents (customer, on_day, about, kind);

CREATE TABLE sheets (
    visit TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    on_day TEXT                     -- planned day
) STRICT, WITHOUT ROWID;
