-- What was taken back, and by what; positions of the log.
CREATE TABLE undone (
    position INTEGER NOT NULL,      -- of what was taken back
    by_position INTEGER NOT NULL,   -- of what took it back
    holds INTEGER NOT NULL,         -- 0: that was taken back itself
    PRIMARY KEY (position, by_position)
) STRICT, WITHOUT ROWID;

CREATE INDEX undone_by ON undone (by_position);
