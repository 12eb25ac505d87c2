-- Manuals of types of machines, for which types each is, and every version of each.
CREATE TABLE manuals (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,       -- folded
    language TEXT NOT NULL,         -- nl, en, pl, de, fr, several
    models TEXT NOT NULL,           -- K-400, K-200
    article TEXT,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,             -- hash of what is in the newest version
    thumbnail TEXT,                 -- hash of its small picture, where it is a picture
    at INTEGER NOT NULL,            -- when that was put in
    withdrawn INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX manuals_title ON manuals (withdrawn, sort_title, id);
CREATE INDEX manuals_article ON manuals (article) WHERE article IS NOT NULL;

CREATE TABLE manual_models (
    beginning TEXT NOT NULL,        -- as it is compared: K400
    manual TEXT NOT NULL,
    PRIMARY KEY (beginning, manual)
) STRICT, WITHOUT ROWID;
CREATE INDEX manual_models_manual ON manual_models (manual);

CREATE TABLE manual_versions (
    manual TEXT NOT NULL,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    thumbnail TEXT,
    at INTEGER NOT NULL,
    user TEXT,
    PRIMARY KEY (manual, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX manual_versions_file ON manual_versions (file);
CREATE INDEX manual_versions_thumbnail ON manual_versions (thumbnail) WHERE thumbnail IS NOT NULL;
