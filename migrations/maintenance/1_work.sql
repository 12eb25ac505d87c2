-- Faults and visits, as planning and the technicians see them.
CREATE TABLE faults (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,           -- 2026-0412
    customer TEXT NOT NULL,
    machine TEXT,
    state TEXT NOT NULL,            -- open, solved, cancelled
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX faults_machine ON faults (machine, state);

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    customer TEXT NOT NULL,
    state TEXT NOT NULL,            -- queued, scheduled, started, finished, cancelled
    technician TEXT,
    day TEXT,                       -- 2026-11-17
    from_time TEXT,                 -- 08:30
    until_time TEXT,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_agenda ON visits (technician, day, from_time) WHERE technician IS NOT NULL;
