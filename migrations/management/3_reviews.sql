-- What management looks at: one row an event that wants a look.
CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,      -- of the event
    month TEXT NOT NULL,            -- where it counts, see review_months
    rule TEXT NOT NULL,
    author TEXT NOT NULL,           -- who did it
    state TEXT NOT NULL,            -- open, asked, answered, approved, undone
    closed INTEGER NOT NULL,        -- 1: approved or undone
    question TEXT,
    asked_by TEXT,
    asked_at INTEGER,
    answer TEXT,
    answered_at INTEGER,
    approved_by TEXT,
    approved_at INTEGER,
    undone_by TEXT,                 -- who took the act back
    undone_at INTEGER,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX reviews_closed ON reviews (closed, position DESC);
CREATE INDEX reviews_state ON reviews (state, position DESC);
CREATE INDEX reviews_rule ON reviews (closed, rule, position DESC);
CREATE INDEX reviews_author ON reviews (closed, author, position DESC);

-- How much of what people did was looked at, by the month in which they did it. In which month the first and last day of one in UTC lie
-- by the company's wall clock is for who asks to know: of those the hours stand here.
CREATE TABLE review_months (
    month TEXT PRIMARY KEY,         -- in UTC: 2026-11, of its first and last day 2026-11-30T23
    acts INTEGER NOT NULL,          -- what people did
    raised INTEGER NOT NULL,        -- of that, what wants a look
    approved INTEGER NOT NULL,      -- of that, what was approved
    questions INTEGER NOT NULL,     -- of that, about what a question waits
    undone INTEGER NOT NULL         -- of that, what was taken back before anyone approved it
) STRICT, WITHOUT ROWID;
