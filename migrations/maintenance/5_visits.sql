-- Checklists as they are now, on which kinds of visits, and every version of each.
CREATE TABLE checklists (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    models TEXT,                    -- K-400, K-200; of all machines when there is none
    version INTEGER NOT NULL,
    lines TEXT NOT NULL,            -- as in the event
    archived INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX checklists_name ON checklists (sort_name, id);

CREATE TABLE checklist_kinds (
    kind TEXT NOT NULL,             -- fault, maintenance, installation, intake
    checklist TEXT NOT NULL,
    PRIMARY KEY (kind, checklist)
) STRICT, WITHOUT ROWID;
CREATE INDEX checklist_kinds_checklist ON checklist_kinds (checklist);

CREATE TABLE checklist_versions (
    checklist TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    lines TEXT NOT NULL,
    at INTEGER NOT NULL,
    user TEXT,
    PRIMARY KEY (checklist, version)
) STRICT, WITHOUT ROWID;

-- The lines of the checklists that a visit took along, and their answers.
CREATE TABLE visit_checks (
    visit TEXT NOT NULL,
    checklist TEXT NOT NULL,
    line INTEGER NOT NULL,          -- from 0
    list TEXT NOT NULL,             -- what the checklist was called
    version INTEGER NOT NULL,
    item TEXT NOT NULL,             -- the line as in the event
    answer TEXT,                    -- as it is typed in
    remark TEXT,
    PRIMARY KEY (visit, checklist, line)
) STRICT, WITHOUT ROWID;

-- The technician's clock.
CREATE TABLE visit_times (
    visit TEXT NOT NULL,
    position INTEGER NOT NULL,
    step TEXT NOT NULL,             -- depart, arrive, pause, resume, leave; began, left-off
    at INTEGER NOT NULL,
    PRIMARY KEY (visit, position)
) STRICT, WITHOUT ROWID;

-- How a visit was closed.
CREATE TABLE visit_endings (
    visit TEXT PRIMARY KEY,
    advice TEXT,
    pass_on TEXT,                   -- task, opportunity
    signer TEXT,
    drawing TEXT,
    unsigned TEXT,                  -- why nobody signed
    overrule TEXT                   -- why it was ready with lines of checklists open
) STRICT, WITHOUT ROWID;

-- Photos and papers of visits and machines.
CREATE TABLE files (
    thing TEXT NOT NULL,            -- the id of the visit or machine
    file TEXT NOT NULL,             -- hash of what is in it
    customer TEXT NOT NULL,
    visit TEXT,
    machine TEXT,
    thumbnail TEXT,                 -- hash of a photo's small picture
    phase TEXT,                     -- before, after
    remark TEXT,
    at INTEGER NOT NULL,
    user TEXT,
    PRIMARY KEY (thing, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_file ON files (file);
CREATE INDEX files_thumbnail ON files (thumbnail) WHERE thumbnail IS NOT NULL;
