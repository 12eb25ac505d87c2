-- The log: streams, their events, and what the log knows of itself. Rows are only ever added to `events`.
CREATE TABLE meta(
  key   TEXT PRIMARY KEY,                              -- store_id; settled: how often the file was forced to disk on opening
  value TEXT NOT NULL
) STRICT;

CREATE TABLE streams(
  id       INTEGER PRIMARY KEY,                        -- given out by the writer, so that events carry 1-4 bytes, not a name
  name     TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL
) STRICT;

CREATE TABLE events(
  position       INTEGER PRIMARY KEY,                  -- 1, 2, 3, … given out by the writer, no gaps
  event_id       BLOB NOT NULL UNIQUE CHECK(length(event_id) = 16),
  stream_id      INTEGER NOT NULL REFERENCES streams(id),
  revision       INTEGER NOT NULL CHECK(revision >= 0),
  event_type     TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  recorded_at    INTEGER NOT NULL,                     -- UTC microseconds since 1970, never decreasing
  data           TEXT NOT NULL,                        -- JSON, personal parts sealed
  metadata       TEXT NOT NULL,                        -- JSON
  hash           BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(stream_id, revision)
) STRICT;

CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
