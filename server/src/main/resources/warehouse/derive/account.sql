-- Accounts: whose they are and what they are.
-- Order of belief: a person's account in the organisation's file, the list of agents, the source's
-- own word, the list of bots, names that only machines have.

DROP TABLE IF EXISTS new_account;

CREATE TEMP TABLE new_account AS
WITH touched AS (SELECT DISTINCT id FROM touched_account),
named AS (
  SELECT a.id, a.username, a.name, a.email, a.bot, lower(a.username) AS login,
         CAST(a.id >> 48 AS INTEGER) AS source_id
  FROM fact_account a JOIN touched t ON t.id = a.id
  WHERE {account:a.id}
),
owned AS (
  SELECT n.id, n.username, n.name, n.login, n.bot,
         n.source_id,
         (SELECT min(pa.person_id) FROM person_account pa
          WHERE pa.source_id = n.source_id
            AND pa.username = n.login) AS listed_id,
         (SELECT min(p.id) FROM person p WHERE p.email = lower(n.email)) AS mailed_id
  FROM named n
),
classed AS (
  SELECT o.id, o.source_id, o.username, o.name, o.listed_id, o.mailed_id,
         CASE
           WHEN o.listed_id IS NOT NULL THEN 'human'
           WHEN EXISTS (SELECT 1 FROM name_pattern x
                        WHERE x.purpose = 'agent' AND o.login LIKE x.pattern ESCAPE '!')
             THEN 'agent'
           WHEN coalesce(o.bot, FALSE) THEN 'bot'
           WHEN EXISTS (SELECT 1 FROM name_pattern x
                        WHERE x.purpose = 'bot' AND o.login LIKE x.pattern ESCAPE '!')
             THEN 'bot'
           WHEN o.login ~ '^(project|group)_[0-9]+_bot(_.*)?$' THEN 'bot'
           ELSE 'human'
         END AS class
  FROM owned o
)
SELECT c.id, c.source_id, c.username, c.name,
       CASE WHEN c.class = 'human' THEN coalesce(c.listed_id, c.mailed_id, -c.id) END AS person_id,
       c.class,
       CASE WHEN c.class = 'human'
         THEN coalesce((SELECT min(p.calendar_id) FROM person p
                        WHERE p.id = coalesce(c.listed_id, c.mailed_id)), s.default_calendar_id)
         ELSE s.default_calendar_id
       END AS calendar_id
FROM classed c CROSS JOIN derive_setting s;

-- An account that was not known counts as an unknown human by itself, so only others matter.
DROP TABLE IF EXISTS changed_account;

CREATE TEMP TABLE changed_account AS
SELECT c.id, c.source_id, c.login, c.old_login, c.is_other
FROM (
  SELECT n.id, n.source_id, lower(n.username) AS login,
         lower(a.username) AS old_login,
         CASE WHEN a.id IS NULL
           THEN n.class <> 'human' OR n.person_id <> -n.id
           ELSE n.class <> a.class OR n.person_id IS DISTINCT FROM a.person_id
                OR n.calendar_id IS DISTINCT FROM a.calendar_id
         END AS is_other,
         lower(n.username) IS DISTINCT FROM lower(a.username) AS is_renamed
  FROM new_account n
  LEFT JOIN account a ON a.id = n.id AND {account:a.id}
) c
WHERE c.is_other OR c.is_renamed;

DELETE FROM account USING touched_account t WHERE account.id = t.id AND {account:account.id};

INSERT INTO account (id, source_id, username, name, person_id, class, calendar_id)
SELECT id, source_id, username, name, person_id, class, calendar_id FROM new_account;
