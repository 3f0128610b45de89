-- Deployments. Production is what the source calls so by its tier; without a tier the name decides.

DROP TABLE IF EXISTS new_deployment;

CREATE TEMP TABLE new_deployment AS
WITH known AS (
  SELECT d.*,
         lower(coalesce(d.tier,
           (SELECT min(e.tier) FROM fact_environment e
            WHERE e.project_id = d.project_id AND e.name = d.environment))) AS known_tier
  FROM fact_deployment d
  JOIN (SELECT DISTINCT id FROM touched_deployment) t ON t.id = d.id
  WHERE {deployment:d.id}
)
SELECT k.id, CAST(k.id >> 48 AS INTEGER) AS source_id, k.project_id, p.service_id, k.environment,
       CASE WHEN k.known_tier IS NOT NULL THEN k.known_tier = 'production'
            ELSE coalesce(lower(k.environment) ~ '^(.*[-_/ ])?(prod|production|live)([-_/ ].*)?$'
                 AND NOT lower(k.environment) ~ '^(.*[-_/ ])?(pre|non|not)[-_/ ]?(prod|production|live)([-_/ ].*)?$',
                 FALSE)
       END AS is_production,
       k.status, k.ref, k.sha, k.created_at, k.finished_at, k.web_url, k.sequence
FROM known k
LEFT JOIN project p ON p.id = k.project_id;

DELETE FROM deployment USING touched_deployment t
WHERE deployment.id = t.id AND {deployment:deployment.id};

INSERT INTO deployment (
  id, source_id, project_id, service_id, environment, is_production, status, ref, sha, created_at,
  finished_at, web_url, sequence)
SELECT id, source_id, project_id, service_id, environment, is_production, status, ref, sha,
       created_at, finished_at, web_url, sequence
FROM new_deployment;

-- What the touched ones carry, by their list or, without one, by their commit.
INSERT INTO touched_merge_request
SELECT DISTINCT c.merge_request_id
FROM fact_deployment_change c
JOIN touched_deployment t ON t.id = c.deployment_id
WHERE {deployment:c.deployment_id};

DROP TABLE IF EXISTS was_unlisted;

CREATE TEMP TABLE was_unlisted AS
SELECT u.deployment_id, u.project_id, u.sha
FROM deployment_unlisted u
JOIN (SELECT DISTINCT id FROM touched_deployment) t ON t.id = u.deployment_id;

DELETE FROM deployment_unlisted USING touched_deployment t
WHERE deployment_unlisted.deployment_id = t.id;

INSERT INTO deployment_unlisted
SELECT d.id, d.project_id, d.sha
FROM new_deployment d
WHERE d.project_id IS NOT NULL AND d.sha IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM fact_deployment_change c
                  WHERE c.deployment_id = d.id AND {deployment:c.deployment_id})
  AND NOT EXISTS (SELECT 1 FROM fact_set s
                  WHERE s.type = 'deployment_change' AND s.parent_id = d.id
                    AND {deployment:s.parent_id});

INSERT INTO touched_merge_request
SELECT DISTINCT s.merge_request_id
FROM (
  SELECT project_id, sha FROM was_unlisted
  UNION
  SELECT d.project_id, d.sha
  FROM deployment_unlisted d JOIN touched_deployment t ON t.id = d.deployment_id
) u
JOIN merge_request_sha s
  ON s.project_id = u.project_id AND s.sha16 = substr(lower(u.sha), 1, 16) AND s.kind <> 'commit';
