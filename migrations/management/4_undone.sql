-- What was taken back, and by what; positions of the log.
CREATE TABLE undone (
    position INTEGER NOT NULL,      -- of what was taken back
    by_position INTEGER NOT NULL,   -- of what took it back
    holds INTEGER NOT NULL,         -- 0: that was taken back itself
    PRIMARY KEY (position, by_position)
) STRICT, WITHOUT ROWID;

CREATE INDEX undone_by ON undone (by_position);

-- What somebody did in one go with several things (an import, a choice from a list), by what it has in common.
CREATE TABLE together (
    batch TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX together_position ON together (position);
