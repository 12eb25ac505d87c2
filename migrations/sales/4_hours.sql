-- What visits took of the hours that a contract holds, and what is needed to know whose they are.
CREATE TABLE hour_plans (
    plan TEXT PRIMARY KEY,
    contract TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hour_visits (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    machine TEXT,
    plan TEXT,
    day TEXT                        -- for which it is planned
) STRICT, WITHOUT ROWID;

CREATE TABLE contract_hours (
    contract TEXT NOT NULL,
    day TEXT NOT NULL,
    visit TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (contract, day, visit)
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_hours_visit ON contract_hours (visit);
CREATE INDEX contract_machines_of ON contract_machines (machine);
