-- What a GitOps controller is known to have brought to production, since when, and how many images; and
-- beside it what was known before it is told anew.
CREATE OR REPLACE TEMP VIEW pd_goes AS
SELECT d.service_id, d.id, d.project_id, d.sha, d.artifact, d.digests, d.ended_at, d.environment,
       d.web_url, d.sequence
FROM production_deployment d
JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = d.service_id
WHERE d.via = 'argocd' AND d.kind IN ('change', 'rollback') AND d.ends_at IS NOT NULL
UNION ALL
SELECT b.service_id, NULL, NULL, NULL, NULL, NULL, b.began_at, NULL, NULL, NULL
FROM production_began b
JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = b.service_id
UNION ALL
SELECT i.service_id, NULL, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM production_image i
JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = i.service_id
GROUP BY i.service_id;

DROP TABLE IF EXISTS pd_went;

CREATE TEMP TABLE pd_went AS SELECT * FROM pd_goes;
