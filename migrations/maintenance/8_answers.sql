-- What customers answered to the invitation to a visit, by the appointment that they answered: one that was planned before is not the one
-- that is planned now.
CREATE TABLE answers (
    visit TEXT NOT NULL,
    day TEXT NOT NULL,
    from_time TEXT NOT NULL,
    until_time TEXT NOT NULL,
    reply TEXT NOT NULL,            -- accepted, tentative, declined, countered
    said_by TEXT NOT NULL,
    comment TEXT,
    said_at INTEGER NOT NULL,
    rather_day TEXT,                -- when they would rather
    rather_from TEXT,
    rather_until TEXT,
    PRIMARY KEY (visit, day, from_time, until_time)
) STRICT, WITHOUT ROWID;
