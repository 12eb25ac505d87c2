-- Whom to contact about a sale, when, and what came of it.
CREATE TABLE opportunities (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    contact TEXT,
    about TEXT NOT NULL,
    cents INTEGER,                  -- what it may bring, without VAT
    currency TEXT,                  -- in what: EUR, PLN
    next TEXT NOT NULL,             -- day of the next contact
    salesperson TEXT,
    state TEXT NOT NULL,            -- open, won, lost
    last_text TEXT,                 -- what was said last
    opened_at INTEGER NOT NULL,
    spoken_at INTEGER,
    closed_at INTEGER,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunities_next ON opportunities (state, next, id);
CREATE INDEX opportunities_salesperson ON opportunities (salesperson, state, next, id);
CREATE INDEX opportunities_customer ON opportunities (customer, opened_at);
