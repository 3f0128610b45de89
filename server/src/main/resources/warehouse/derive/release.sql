-- Merge requests of which a changed release may be, or may have been, the first to contain them.

DROP TABLE IF EXISTS changed_release;

CREATE TEMP TABLE changed_release AS
SELECT r.id, r.project_id, r.commit_at, r.released_at,
       least(r.commit_at, r.released_at, o.commit_at, o.released_at) AS since
FROM fact_release r
JOIN (SELECT DISTINCT id FROM touched_release) t ON t.id = r.id
LEFT JOIN derived_release o ON o.id = r.id
WHERE o.id IS NULL
   OR o.project_id IS DISTINCT FROM r.project_id
   OR o.commit_at IS DISTINCT FROM r.commit_at
   OR o.released_at IS DISTINCT FROM r.released_at;

INSERT INTO touched_merge_request
SELECT DISTINCT m.id
FROM changed_release r
JOIN merge_request m ON m.project_id = r.project_id
WHERE m.merged_at IS NOT NULL AND (m.deployed_at IS NULL OR m.deployed_at >= r.since);

DELETE FROM derived_release USING touched_release t WHERE derived_release.id = t.id;

INSERT INTO derived_release
SELECT r.id, r.project_id, r.commit_at, r.released_at
FROM fact_release r
JOIN (SELECT DISTINCT id FROM touched_release) t ON t.id = r.id;
