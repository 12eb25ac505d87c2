-- Key figures by day, and what each invoice came to, so that a credit note takes it back.
CREATE TABLE figures (
    name TEXT NOT NULL,
    currency TEXT NOT NULL,         -- of an amount; empty for a count
    day TEXT NOT NULL,              -- of a count in UTC; else the invoice's or payment's own
    value INTEGER NOT NULL,         -- how many, or cents
    quarters TEXT NOT NULL,         -- of a count, how many in which quarter of an hour of the day: {"33":2}
    PRIMARY KEY (name, day, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoiced (
    invoice TEXT PRIMARY KEY,
    currency TEXT NOT NULL,
    cents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
