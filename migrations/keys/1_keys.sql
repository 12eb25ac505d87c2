-- One key a person. A row without `wrapped` says that the key was destroyed: nothing is ever sealed for that person again.
CREATE TABLE keys(
  subject BLOB PRIMARY KEY CHECK(length(subject) = 16),
  master  TEXT,                                        -- id of the master key that the key is wrapped with
  nonce   BLOB CHECK(length(nonce) = 24),
  wrapped BLOB,                                        -- the key, encrypted and authenticated with the master key
  CHECK((wrapped IS NULL) = (nonce IS NULL) AND (wrapped IS NULL) = (master IS NULL))
) STRICT, WITHOUT ROWID;
