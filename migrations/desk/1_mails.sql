-- Mails, queued and sent; what the sender takes next, and what a person must look at.
CREATE TABLE mails (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    customer TEXT,
    about TEXT NOT NULL,
    name TEXT,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    letter TEXT NOT NULL,           -- the whole letter as JSON; empty when its person was forgotten
    documents TEXT NOT NULL,        -- JSON
    state TEXT NOT NULL,            -- waiting, in-hand, sent, failed, given-up
    attempts INTEGER NOT NULL,
    next_try INTEGER,               -- microseconds; only while it waits
    reason TEXT,
    queued_at INTEGER NOT NULL,
    sent_at INTEGER,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mails_due ON mails (next_try) WHERE state = 'waiting';
CREATE INDEX mails_state ON mails (state, queued_at DESC, id);
-- Those that need a look: given up, or tried in vain.
CREATE INDEX mails_failing ON mails (queued_at DESC, id) WHERE state = 'failed' OR (state = 'waiting' AND attempts > 0);
CREATE INDEX mails_queued ON mails (queued_at DESC, id);
CREATE INDEX mails_customer ON mails (customer, queued_at DESC);
