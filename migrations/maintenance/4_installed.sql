-- Every machine by what the list of them is searched, sorted and filtered by; what it shows stands with the machine.
CREATE TABLE installed (
    row INTEGER PRIMARY KEY,        -- the search table's rowid
    id TEXT NOT NULL UNIQUE,
    customer TEXT NOT NULL,
    removed INTEGER NOT NULL,
    name_key TEXT NOT NULL,         -- the customer's name, folded
    model_key TEXT NOT NULL,        -- folded
    city_key TEXT NOT NULL,         -- folded
    serial_order TEXT NOT NULL,     -- letters and digits, numbers of equal width; empty where there is none
    warranty_until TEXT NOT NULL,   -- last day of the warranty that begins last; empty where there is none
    contract INTEGER NOT NULL,      -- 0 none runs, 1 a lease alone, 2 one with service
    words TEXT NOT NULL,            -- of the machine
    whose TEXT NOT NULL             -- of the customer's name and town
) STRICT;
-- Each order with what filters read, so that a walk along it looks no row up.
CREATE INDEX installed_name ON installed (removed, name_key, row, model_key, city_key, warranty_until, contract);
CREATE INDEX installed_model ON installed (removed, model_key, row, city_key, warranty_until, contract);
CREATE INDEX installed_city ON installed (removed, city_key, row, model_key, warranty_until, contract);
CREATE INDEX installed_serial ON installed (removed, serial_order, row, model_key, city_key, warranty_until, contract);
CREATE INDEX installed_warranty ON installed (removed, warranty_until, row, model_key, city_key, contract);
CREATE INDEX installed_contract ON installed (removed, contract, row);
CREATE INDEX installed_customer ON installed (customer);
CREATE VIRTUAL TABLE installed_fts USING fts5 (words, prefix = '1 2 3 4');

CREATE TRIGGER machines_kept AFTER UPDATE OF removed, contract ON machines BEGIN
    UPDATE installed SET removed = new.removed, contract = new.contract WHERE id = new.id;
END;
CREATE TRIGGER warranties_set AFTER INSERT ON warranties BEGIN
    UPDATE installed SET warranty_until = (SELECT last FROM warranties WHERE machine = new.machine ORDER BY first DESC LIMIT 1)
    WHERE id = new.machine;
END;
CREATE TRIGGER warranties_changed AFTER UPDATE ON warranties BEGIN
    UPDATE installed SET warranty_until = (SELECT last FROM warranties WHERE machine = new.machine ORDER BY first DESC LIMIT 1)
    WHERE id = new.machine;
END;
CREATE TRIGGER warranties_dropped AFTER DELETE ON warranties BEGIN
    UPDATE installed SET warranty_until = coalesce((SELECT last FROM warranties WHERE machine = old.machine ORDER BY first DESC LIMIT 1), '')
    WHERE id = old.machine;
END;

-- What the counters of a machine showed, by the day.
CREATE TABLE readings (
    machine TEXT NOT NULL,
    counter TEXT NOT NULL,          -- empty of the one without a name
    on_day TEXT NOT NULL,
    reading INTEGER NOT NULL,
    read INTEGER NOT NULL,          -- 0: that is what a new counter began with
    old INTEGER,                    -- what the counter that was replaced that day showed last
    begins INTEGER,                 -- what the new one began with; none where none was replaced
    note TEXT,                      -- why it shows less than before, was put right or replaced
    noted_on TEXT NOT NULL,
    PRIMARY KEY (machine, counter, on_day)
) STRICT, WITHOUT ROWID;

-- The counters that machines of a type have.
CREATE TABLE counters (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,        -- folded
    unit TEXT,
    models TEXT,                    -- K-400, K-200; all machines have it when there is none
    archived INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counters_name ON counters (archived, sort_name, id);

CREATE TABLE counter_models (
    beginning TEXT NOT NULL,        -- as it is compared: K400; empty of all
    counter TEXT NOT NULL,
    PRIMARY KEY (beginning, counter)
) STRICT, WITHOUT ROWID;
CREATE INDEX counter_models_counter ON counter_models (counter);
