-- Key figures by moment, and what each invoice came to, so that a credit note takes it back.
CREATE TABLE figures (
    name TEXT NOT NULL,
    currency TEXT NOT NULL,         -- of an amount; empty for a count
    at TEXT NOT NULL,               -- a quarter of an hour in UTC, or the invoice's or payment's own day
    value INTEGER NOT NULL,         -- how many, or cents
    PRIMARY KEY (at, name, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoiced (
    invoice TEXT PRIMARY KEY,
    currency TEXT NOT NULL,
    cents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
