-- Key figures by week, and what each invoice came to, so that a credit note takes it back.
CREATE TABLE figures (
    name TEXT NOT NULL,
    week TEXT NOT NULL,             -- its Monday
    value INTEGER NOT NULL,         -- how many, or cents
    PRIMARY KEY (name, week)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoiced (
    invoice TEXT PRIMARY KEY,
    cents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
