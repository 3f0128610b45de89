-- Who looked at whom: every view of what is about another person.
CREATE TABLE look (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     TEXT NOT NULL,
  viewer TEXT NOT NULL,
  person TEXT NOT NULL,
  what   TEXT NOT NULL
) STRICT;
CREATE INDEX look_person ON look (person, id);

PRAGMA user_version = 2;
