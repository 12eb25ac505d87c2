-- Reports that colleagues keep: few, and few of a colleague.
CREATE TABLE saved_reports (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,        -- folded
    definition TEXT NOT NULL,       -- JSON
    shared INTEGER NOT NULL,
    every TEXT NOT NULL,            -- workday, week, month
    mailed_to TEXT NOT NULL,        -- ids of colleagues, as JSON
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_reports_name ON saved_reports (sort_name, id);
CREATE INDEX saved_reports_mailed ON saved_reports (every) WHERE mailed_to <> '[]';
