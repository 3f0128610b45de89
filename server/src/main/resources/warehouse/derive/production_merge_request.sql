-- What a GitOps controller brought to production is told of the merge requests themselves: those of which
-- it changed are derived once more.

INSERT INTO touched_merge_request
SELECT x.merge_request_id
FROM (
  (SELECT c.merge_request_id, c.deployed_at
   FROM production_change c JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = c.service_id
   WHERE c.via = 'argocd'
   EXCEPT
   SELECT c.merge_request_id, c.deployed_at FROM pd_change c WHERE c.via = 'argocd')
  UNION ALL
  (SELECT c.merge_request_id, c.deployed_at FROM pd_change c WHERE c.via = 'argocd'
   EXCEPT
   SELECT c.merge_request_id, c.deployed_at
   FROM production_change c JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = c.service_id
   WHERE c.via = 'argocd')
) x;

DELETE FROM production_change USING touched_production t WHERE production_change.service_id = t.id;

INSERT INTO production_change (
  deployment_id, service_id, merge_request_id, project_id, via, started_at, deployed_at, author_class,
  counts)
SELECT deployment_id, service_id, merge_request_id, project_id, via, started_at, deployed_at, author_class,
       counts
FROM pd_change;

-- When a controller began earlier than was known, or never did, other deployments of GitLab count.
DROP TABLE IF EXISTS new_began;

CREATE TEMP TABLE new_began AS
SELECT service_id, min(started_at) AS began_at FROM pd_sync WHERE via = 'argocd' GROUP BY service_id;

INSERT INTO touched_merge_request
SELECT m.id
FROM (SELECT DISTINCT id FROM touched_production) t
LEFT JOIN new_began n ON n.service_id = t.id
LEFT JOIN production_began o ON o.service_id = t.id
JOIN merge_request m ON m.service_id = t.id
WHERE n.began_at IS DISTINCT FROM o.began_at AND m.merged_at IS NOT NULL;

DELETE FROM production_began USING touched_production t WHERE production_began.service_id = t.id;

INSERT INTO production_began (service_id, began_at) SELECT service_id, began_at FROM new_began;
