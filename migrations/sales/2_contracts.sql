-- Contracts with their terms, signature and history; the customers and machines that they name.
CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,           -- 2026-0113
    customer TEXT NOT NULL,
    salesperson TEXT,
    kind TEXT NOT NULL,             -- lease, service, lease-and-service
    fee INTEGER NOT NULL,           -- a month, without VAT
    currency TEXT NOT NULL,
    starts TEXT NOT NULL,
    first_term INTEGER NOT NULL,    -- months
    renewal INTEGER NOT NULL,       -- months; 0: ends by itself
    notice INTEGER NOT NULL,        -- months
    remarks TEXT,
    ends TEXT NOT NULL,             -- last day of the present term, or the end for good
    last_notice TEXT NOT NULL,      -- last day on which notice can be given for that end
    state TEXT NOT NULL,            -- draft, running, notice, ended, discarded
    signed_on TEXT,
    signed_at INTEGER,
    signed_how TEXT,                -- screen, paper
    signer TEXT,
    drawing TEXT,
    document TEXT,                  -- hash of the PDF that was signed
    scan TEXT,                      -- hash of the scan of the paper
    kept_at TEXT,
    drafted_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    hours INTEGER,                  -- of work a year; none where they are not counted
    hours_alert INTEGER,            -- percent at which sales is warned
    level TEXT                      -- the service level that it promises
) STRICT, WITHOUT ROWID;
CREATE INDEX contracts_number ON contracts (number, id);
CREATE INDEX contracts_state ON contracts (state, ends, id);
CREATE INDEX contracts_ends ON contracts (ends, id);
CREATE INDEX contracts_customer ON contracts (customer, ends, id);
CREATE INDEX contracts_notice ON contracts (last_notice, id, currency, fee) WHERE state = 'running';
CREATE INDEX contracts_running ON contracts (ends, id) WHERE state IN ('running', 'notice');
CREATE INDEX contracts_coming ON contracts (starts, ends, id, currency, fee) WHERE state IN ('running', 'notice');

-- How many there are in each state and what they bring in a month, kept up as they change.
CREATE TABLE contract_counts (
    state TEXT NOT NULL,
    currency TEXT NOT NULL,
    n INTEGER NOT NULL,
    fees INTEGER NOT NULL,
    PRIMARY KEY (state, currency)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contracts_added AFTER INSERT ON contracts BEGIN
    INSERT INTO contract_counts VALUES (new.state, new.currency, 1, new.fee)
        ON CONFLICT (state, currency) DO UPDATE SET n = n + 1, fees = fees + excluded.fees;
END;
CREATE TRIGGER contracts_changed AFTER UPDATE OF state, fee, currency ON contracts BEGIN
    UPDATE contract_counts SET n = n - 1, fees = fees - old.fee WHERE state = old.state AND currency = old.currency;
    INSERT INTO contract_counts VALUES (new.state, new.currency, 1, new.fee)
        ON CONFLICT (state, currency) DO UPDATE SET n = n + 1, fees = fees + excluded.fees;
END;

CREATE TABLE contract_machines (
    contract TEXT NOT NULL,
    machine TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (contract, machine)
) STRICT, WITHOUT ROWID;

CREATE TABLE contract_history (
    contract TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    by TEXT,                        -- the colleague; none when Werkbank acted
    day TEXT,
    text TEXT,
    PRIMARY KEY (contract, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE contract_parties (
    id TEXT PRIMARY KEY,            -- the customer
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    city TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_parties_number ON contract_parties (number);
-- The words of their names, folded; the row's id is the customer's number.
CREATE VIRTUAL TABLE party_words USING fts5 (words, content = '', contentless_delete = 1, prefix = '1 2 3 4');

CREATE TABLE contract_objects (
    id TEXT PRIMARY KEY,            -- the machine
    customer TEXT NOT NULL,
    model TEXT NOT NULL,
    serial TEXT,
    place TEXT,
    installed_on TEXT,
    here INTEGER NOT NULL           -- whether it still stands there
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_objects_customer ON contract_objects (customer, model);
