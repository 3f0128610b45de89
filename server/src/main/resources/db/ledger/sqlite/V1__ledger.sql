-- The record. Instants are text in RFC 3339, UTC, except where a column's name or remark says otherwise.
-- Each migration sets user_version to its own number, so that a program that is older than the file sees it.
PRAGMA application_id = 1414023252;
PRAGMA user_version = 1;

-- Lasting numbers of names: sources, teams, services, people, calendars. Never reused.
CREATE TABLE number (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  id   INTEGER NOT NULL,
  PRIMARY KEY (kind, name),
  UNIQUE (kind, id)
) STRICT;

-- AUTOINCREMENT: a sequence number is never given twice, not even after a deletion.
CREATE TABLE delivery (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  source      INTEGER NOT NULL,           -- number of kind 'source'
  channel     INTEGER NOT NULL,           -- 0 webhook, 1 upload, 2 poll
  kind        TEXT NOT NULL,
  key_hash    BLOB NOT NULL,              -- first 16 bytes of SHA-256 of the delivery key
  context     TEXT NOT NULL,              -- JSON object of text, ASCII
  received_at INTEGER NOT NULL,           -- microseconds since 1970
  codec       INTEGER NOT NULL,           -- 0 as it came, 1 raw deflate
  size        INTEGER NOT NULL,           -- bytes of the body as it came
  body_hash   BLOB NOT NULL,              -- first 16 bytes of SHA-256 of the body as it came
  checksum    INTEGER NOT NULL,           -- CRC32C over the row; SQLite itself does not see flipped bits
  body        BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX delivery_key ON delivery (source, key_hash);

CREATE TABLE dead_letter (
  seq       INTEGER PRIMARY KEY REFERENCES delivery (seq),
  source_id TEXT NOT NULL,
  kind      TEXT NOT NULL,
  pointer   TEXT NOT NULL,
  reason    TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX dead_letter_source ON dead_letter (source_id, seq);

CREATE TABLE cursor (
  source_id TEXT NOT NULL,
  feed      TEXT NOT NULL,
  scope     TEXT NOT NULL,
  value     TEXT NOT NULL,
  PRIMARY KEY (source_id, feed, scope)
) STRICT;

CREATE TABLE feed_progress (
  source_id      TEXT NOT NULL,
  feed           TEXT NOT NULL,
  scope          TEXT NOT NULL,
  done           INTEGER NOT NULL DEFAULT 0,
  total          INTEGER,
  complete_until TEXT,
  updated_at     TEXT NOT NULL,
  PRIMARY KEY (source_id, feed, scope)
) STRICT;

CREATE TABLE source_state (
  source_id         TEXT PRIMARY KEY,
  state             TEXT NOT NULL DEFAULT 'idle',
  message           TEXT,
  until             TEXT,
  last_success      TEXT,
  last_webhook      TEXT,
  webhooks_accepted INTEGER NOT NULL DEFAULT 0,
  webhooks_refused  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE notice (
  source_id TEXT NOT NULL,
  feed      TEXT NOT NULL,
  scope     TEXT NOT NULL,
  message   TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (source_id, feed, scope)
) STRICT;

-- The last ten a source.
CREATE TABLE refusal (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id TEXT NOT NULL,
  reason    TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX refusal_source ON refusal (source_id, id);

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
