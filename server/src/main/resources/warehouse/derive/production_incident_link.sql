-- Which incident is put down to which deployment. Each incident is one deployment's at most, and what
-- came from the infrastructure or from a third party is none's.

-- What people say last of an incident and a deployment, or of a deployment alone.
DROP TABLE IF EXISTS pd_said;

CREATE TEMP TABLE pd_said AS
WITH said AS (
  SELECT c.id, c.subject, c.subject_id, c.other_id, c."at", c.word,
         CASE WHEN c.word = 'withdrawn' THEN c.value ELSE c.word END AS about
  FROM fact_correction c
  WHERE c.subject_id IS NOT NULL
), ranked AS (
  SELECT s.*, row_number() OVER (
           PARTITION BY s.subject, s.subject_id, coalesce(s.other_id, 0),
                        CASE WHEN s.about IN ('rework', 'not_rework') THEN 'rework' ELSE 'cause' END
           ORDER BY s."at" DESC NULLS LAST, s.id DESC) AS place
  FROM said s
  WHERE s.subject = 'deployment' AND s.about IN ('rework', 'not_rework')
     OR s.subject = 'incident' AND s.about IN ('caused_by', 'not_caused_by')
)
SELECT subject, subject_id, other_id, word, "at" FROM ranked WHERE place = 1 AND word <> 'withdrawn';

DROP TABLE IF EXISTS pd_incident;

CREATE TEMP TABLE pd_incident AS
WITH telling AS (
  SELECT i.id AS part_id, i.id FROM production_incident i
  UNION
  SELECT q.part_id, q.incident_id FROM production_incident_part q
), named AS (
  -- A person may name a deployment of another service, and then no other one is looked for.
  SELECT t.id, bool_or(g.id IS NOT NULL) AS ours,
         bool_or(g.id IS NULL AND (f.id IS NOT NULL OR d.id IS NOT NULL)) AS others
  FROM pd_said s
  JOIN telling t ON t.part_id = s.subject_id
  LEFT JOIN pd_grouped g ON g.id = s.other_id
  LEFT JOIN fact_gitops_sync f ON f.id = s.other_id
  LEFT JOIN fact_deployment d ON d.id = s.other_id
  WHERE s.subject = 'incident' AND s.word = 'caused_by'
  GROUP BY t.id
)
SELECT i.id, i.service_id, i.gate, i.triggered_at, i.resolved_at, lower(i.cause_sha) AS cause_sha, i.cause_deployment,
       t.id IS NOT NULL AND NOT coalesce(n.others, FALSE) AS searched
FROM production_incident i
LEFT JOIN named n ON n.id = i.id
LEFT JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = i.service_id
WHERE i.counted AND coalesce(i.cause, '') NOT IN ('infrastructure', 'third_party')
  AND (t.id IS NOT NULL OR n.ours);

-- Corrections name an incident by any fact that tells of it, and a deployment by any of its parts.
DROP TABLE IF EXISTS pd_word_of;

CREATE TEMP TABLE pd_word_of AS
WITH telling AS (
  SELECT id AS part_id, id AS incident_id FROM pd_incident
  UNION
  SELECT q.part_id, q.incident_id FROM production_incident_part q JOIN pd_incident i ON i.id = q.incident_id
)
SELECT DISTINCT s.word, t.incident_id, g.deployment_id, s."at"
FROM pd_said s
JOIN telling t ON t.part_id = s.subject_id
JOIN pd_grouped g ON g.id = s.other_id
WHERE s.subject = 'incident';

DROP TABLE IF EXISTS pd_blamed;

CREATE TEMP TABLE pd_blamed AS
WITH candidate AS (
  SELECT w.incident_id, w.deployment_id, 1 AS belief, w."at"
  FROM pd_word_of w WHERE w.word = 'caused_by'
  UNION ALL
  SELECT i.id, b.id, 2, b.ended_at
  FROM pd_incident i
  JOIN pd_base b ON b.service_id = i.service_id
  LEFT JOIN pd_sha s ON s.deployment_id = b.id
  WHERE i.searched AND b.ended_at IS NOT NULL AND b.kind <> 'config'
    AND (i.cause_deployment = CAST(b.id AS TEXT) OR i.cause_deployment = b.web_url
         OR i.cause_deployment IN (SELECT p.web_url FROM pd_grouped p WHERE p.deployment_id = b.id)
         OR i.cause_deployment = b.ref
         OR i.cause_deployment IN (SELECT m.tag FROM pd_image m WHERE m.deployment_id = b.id))
    AND (i.triggered_at IS NULL OR b.started_at <= i.triggered_at)
  UNION ALL
  SELECT i.id, b.id, 3, b.ended_at
  FROM pd_incident i
  JOIN pd_change c ON c.service_id = i.service_id
  JOIN fact_merge_request m ON m.id = c.merge_request_id
  JOIN pd_base b ON b.id = c.deployment_id
  WHERE i.searched AND length(i.cause_sha) >= 7
    AND (strpos(lower(m.merge_sha), i.cause_sha) = 1 OR strpos(lower(m.squash_sha), i.cause_sha) = 1
         OR strpos(lower(m.head_sha), i.cause_sha) = 1)
    AND (i.triggered_at IS NULL OR b.started_at <= i.triggered_at)
  UNION ALL
  SELECT i.id, b.id, 4, b.ended_at
  FROM pd_incident i
  JOIN pd_base b ON b.service_id = i.service_id
  JOIN pd_sha s ON s.deployment_id = b.id
  WHERE i.searched AND b.ended_at IS NOT NULL AND b.kind <> 'config' AND length(i.cause_sha) >= 7
    AND strpos(s.sha, i.cause_sha) = 1 AND (i.triggered_at IS NULL OR b.started_at <= i.triggered_at)
  UNION ALL
  SELECT i.id, b.id, 5, b.ended_at
  FROM pd_incident i
  CROSS JOIN derive_setting x
  JOIN pd_base b ON b.service_id = i.service_id
  WHERE i.searched AND b.ended_at IS NOT NULL AND b.kind <> 'config' AND b.ended_at <= i.triggered_at
    AND b.ended_at >= i.triggered_at - x.blame_hours * INTERVAL '1 hour'
), allowed AS (
  SELECT c.*
  FROM candidate c
  LEFT JOIN pd_word_of n
    ON n.word = 'not_caused_by' AND n.incident_id = c.incident_id AND n.deployment_id = c.deployment_id
  WHERE n.incident_id IS NULL
), ranked AS (
  SELECT a.*, row_number() OVER (PARTITION BY a.incident_id
                                 ORDER BY a.belief, a."at" DESC NULLS LAST, a.deployment_id DESC) AS place
  FROM allowed a
)
SELECT r.deployment_id, b.service_id, r.incident_id, i.gate, i.triggered_at, i.resolved_at,
       CASE WHEN r.belief <= 2 THEN 'explicit' WHEN r.belief <= 4 THEN 'sha' ELSE 'latest' END AS why
FROM ranked r
JOIN pd_base b ON b.id = r.deployment_id
JOIN pd_incident i ON i.id = r.incident_id
WHERE r.place = 1;
