-- What a node worked out of a log on KurrentDB: where each event of Werkbank's stands, and the chain's hash there. Can be lost.
CREATE TABLE IF NOT EXISTS meta(
  key   TEXT PRIMARY KEY,                              -- store_id
  value TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS streams(
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE IF NOT EXISTS events(
  position    INTEGER PRIMARY KEY,                     -- 1, 2, 3, … among Werkbank's events, the same on every node
  commit_at   INTEGER NOT NULL,                        -- where the server has it
  prepare_at  INTEGER NOT NULL,
  event_id    BLOB NOT NULL CHECK(length(event_id) = 16),
  stream_id   INTEGER NOT NULL REFERENCES streams(id),
  revision    INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,                        -- UTC microseconds since 1970, never decreasing
  hash        BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(stream_id, revision)
) STRICT;

CREATE INDEX IF NOT EXISTS events_by_id ON events(event_id);
