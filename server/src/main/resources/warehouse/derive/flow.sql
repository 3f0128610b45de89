-- How tickets went through the process: when they were in each phase, what they brought out of it,
-- and which way they took.

DROP TABLE IF EXISTS fl;

CREATE TEMP TABLE fl AS
SELECT k.id, k.board_id, k.calendar_id, k.key, k.kind, k.outcome, k.created_at, k.done_at,
       lower(f.labels) AS labels, lower(k.priority) AS priority, b.kind AS board_kind
FROM (
  SELECT d.id, d.board_id, d.calendar_id, d.key, d.kind, d.outcome, d.created_at, d.done_at,
         x.priority
  FROM ticket d
  JOIN (SELECT DISTINCT id FROM touched_flow) t ON t.id = d.id
  JOIN fact_ticket x ON x.id = d.id
  WHERE {flow:d.id} AND {flow:x.id}
    AND coalesce(d.kind, 'other') NOT IN ('subtask', 'epic', 'test')
) k
JOIN fact_ticket f ON f.id = k.id
LEFT JOIN board b ON b.id = k.board_id
WHERE {flow:f.id};

DROP TABLE IF EXISTS fl_span;

CREATE TEMP TABLE fl_span AS
SELECT s.ticket_id, s.field, s.value, lower(s.name) AS name, s.category, s.starts_at, s.ends_at
FROM ticket_span s
JOIN fl k ON k.id = s.ticket_id
WHERE {flow:s.ticket_id};

DROP TABLE IF EXISTS fl_change;

-- What was closed without being merged is no part of it; nor is what was picked to another branch,
-- which is the same work again.
CREATE TEMP TABLE fl_change AS
SELECT l.ticket_id, m.id, m.started_at, m.merged_at, m.buildable, m.built_at, m.deployable,
       m.deployed_at, m.is_hotfix, m.file_count
FROM ticket_merge_request l
JOIN fl k ON k.id = l.ticket_id
JOIN merge_request m ON m.id = l.merge_request_id
WHERE {flow:l.ticket_id} AND m.into_tracked AND NOT m.is_back_merge AND NOT m.is_cherry_pick
  AND (m.merged_at IS NOT NULL OR m.closed_at IS NULL);

DROP TABLE IF EXISTS fl_island;

-- Merge requests of a ticket that overlap are one stretch of work. What is in production was built.
CREATE TEMP TABLE fl_island AS
WITH place AS (
  SELECT c.*,
         max(coalesce(c.merged_at, TIMESTAMP '9999-01-01 00:00:00')) OVER (
           PARTITION BY c.ticket_id
           ORDER BY c.started_at NULLS LAST, c.id NULLS LAST
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until
  FROM fl_change c
),
numbered AS (
  SELECT p.*,
         sum(CASE WHEN p.started_at <= p.busy_until THEN 0 ELSE 1 END) OVER (
           PARTITION BY p.ticket_id
           ORDER BY p.started_at NULLS LAST, p.id NULLS LAST
           ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
  FROM place p
),
summed AS (
  SELECT n.ticket_id, n.island, min(n.started_at) AS started_at,
         CASE WHEN count(*) = count(n.merged_at) THEN max(n.merged_at) END AS merged_at,
         coalesce(bool_or(n.buildable), FALSE) AS buildable,
         CASE WHEN bool_and(n.built_at IS NOT NULL OR NOT coalesce(n.buildable, FALSE)
                            OR n.deployed_at IS NOT NULL)
           THEN max(least(n.built_at, n.deployed_at)) END AS built_at,
         coalesce(bool_or(n.deployable), FALSE) AS deployable,
         CASE WHEN bool_and(n.deployed_at IS NOT NULL OR NOT coalesce(n.deployable, FALSE))
           THEN max(n.deployed_at) END AS deployed_at,
         max(CASE WHEN n.deployable THEN coalesce(least(n.built_at, n.deployed_at), n.merged_at) END)
           AS to_deploy_at
  FROM numbered n
  GROUP BY n.ticket_id, n.island
)
SELECT s.ticket_id, s.started_at, s.merged_at, s.buildable, s.deployable,
       CASE WHEN s.buildable THEN s.built_at END AS built_at,
       CASE WHEN s.built_at IS NOT NULL OR NOT s.buildable THEN s.to_deploy_at END AS ready_at,
       s.deployed_at
FROM summed s;

-- Marks --------------------------------------------------------------------------------------------

DROP TABLE IF EXISTS fl_mark;

CREATE TEMP TABLE fl_mark AS
SELECT m.ticket_id, m.mark, m."at"
FROM (
  SELECT k.id AS ticket_id, 'created' AS mark, k.created_at AS "at" FROM fl k
  UNION ALL
  SELECT s.ticket_id, 'status:' || s.name, s.starts_at FROM fl_span s
  WHERE s.field = 'status' AND s.name IS NOT NULL
  UNION ALL
  SELECT s.ticket_id, 'in-progress', s.starts_at FROM fl_span s
  WHERE s.field = 'status' AND s.category = 'in_progress'
  UNION ALL
  SELECT s.ticket_id, 'done', s.starts_at FROM fl_span s
  WHERE s.field = 'status' AND s.category = 'done'
  UNION ALL
  SELECT s.ticket_id, 'estimated', min(s.starts_at) FROM fl_span s
  WHERE s.field IN ('points', 'estimate') AND CAST(s.value AS DOUBLE PRECISION) > 0
  GROUP BY s.ticket_id
  UNION ALL
  SELECT s.ticket_id, 'criteria', min(s.starts_at) FROM fl_span s
  WHERE s.field IN ('criteria_field', 'criteria_text') AND s.value = 'present'
  GROUP BY s.ticket_id
  UNION ALL
  SELECT s.ticket_id, 'broken-down', min(s.starts_at) FROM fl_span s
  WHERE s.field = 'checklist' AND CAST(s.value AS INTEGER) > 0
  GROUP BY s.ticket_id
  UNION ALL
  SELECT f.parent_id, 'broken-down', f.created_at
  FROM fact_ticket f JOIN fl k ON k.id = f.parent_id
  WHERE f.kind = 'subtask' AND NOT coalesce(f.deleted, FALSE)
  UNION ALL
  SELECT s.ticket_id, 'planned', s.in_at FROM ticket_sprint s JOIN fl k ON k.id = s.ticket_id
  WHERE {flow:s.ticket_id}
  UNION ALL
  SELECT s.ticket_id, 'sprint-started', greatest(s.in_at, p.start_at)
  FROM ticket_sprint s
  JOIN fl k ON k.id = s.ticket_id
  JOIN fact_sprint p ON p.id = s.sprint_id
  WHERE {flow:s.ticket_id} AND p.state <> 'future' AND s.out_at > p.start_at
    AND NOT coalesce(p.deleted, FALSE)
  UNION ALL
  SELECT i.ticket_id, 'code-started', i.started_at FROM fl_island i
  UNION ALL
  SELECT i.ticket_id, 'merged', i.merged_at FROM fl_island i
  UNION ALL
  SELECT i.ticket_id, 'to-build', i.merged_at FROM fl_island i WHERE i.buildable
  UNION ALL
  SELECT i.ticket_id, 'built', i.built_at FROM fl_island i
  UNION ALL
  SELECT i.ticket_id, 'to-deploy', i.ready_at FROM fl_island i WHERE i.deployable
  UNION ALL
  SELECT i.ticket_id, 'deployed', i.deployed_at FROM fl_island i WHERE i.deployable
) m
WHERE m."at" IS NOT NULL;

-- When the last of what a ticket needs was there. Criteria and, from 3 points on, a breakdown are
-- asked of stories and tasks.
INSERT INTO fl_mark (ticket_id, mark, "at")
SELECT r.id, 'prepared', greatest(r.estimated_at, r.criteria_at, r.broken_at)
FROM (
  SELECT k.id, k.kind IN ('story', 'task') AS is_story,
         min(CASE WHEN m.mark = 'estimated' THEN m."at" END) AS estimated_at,
         CASE WHEN k.kind IN ('story', 'task')
           THEN min(CASE WHEN m.mark = 'criteria' THEN m."at" END) END AS criteria_at,
         CASE WHEN k.kind IN ('story', 'task') AND coalesce(max(p.points), 0) >= 3
           THEN min(CASE WHEN m.mark = 'broken-down' THEN m."at" END) END AS broken_at,
         coalesce(max(p.points), 0) >= 3 AS is_big
  FROM fl k
  JOIN fl_mark m ON m.ticket_id = k.id
  LEFT JOIN (
    SELECT s.ticket_id, CAST(s.value AS DOUBLE PRECISION) AS points,
           row_number() OVER (
             PARTITION BY s.ticket_id ORDER BY s.starts_at NULLS LAST) AS place
    FROM fl_span s
    WHERE s.field = 'points' AND CAST(s.value AS DOUBLE PRECISION) > 0
  ) p ON p.ticket_id = k.id AND p.place = 1
  GROUP BY k.id, k.kind
) r
WHERE r.estimated_at IS NOT NULL
  AND (NOT r.is_story
       OR r.criteria_at IS NOT NULL AND (NOT r.is_big OR r.broken_at IS NOT NULL));

DROP TABLE IF EXISTS fl_event;

-- Work on a ticket's preparation leads into a phase only until the ticket was prepared or a later
-- phase was entered: an estimate that comes in the middle of a sprint is late, and no return.
CREATE TEMP TABLE fl_event AS
WITH marked AS (
  SELECT m.ticket_id, p.id AS phase, p.ordering, m."at", r.side, m.mark
  FROM fl_mark m
  JOIN phase_mark r ON r.mark = m.mark
  JOIN process_phase p ON p.id = r.phase
),
entered AS (
  SELECT ticket_id, ordering, min("at") AS "at" FROM marked
  WHERE side = 'enter' AND mark NOT IN ('created', 'estimated', 'criteria', 'broken-down')
  GROUP BY ticket_id, ordering
)
SELECT m.ticket_id, m.phase, m.ordering, m."at", m.side
FROM marked m
WHERE m.side = 'leave'
   OR m.mark NOT IN ('created', 'estimated', 'criteria', 'broken-down')
   OR NOT EXISTS (
     SELECT 1 FROM entered e
     WHERE e.ticket_id = m.ticket_id AND e.ordering > m.ordering AND e."at" < m."at")
   AND NOT EXISTS (
     SELECT 1 FROM fl_mark e
     WHERE e.ticket_id = m.ticket_id AND e.mark = 'prepared' AND e."at" < m."at");

-- Phases -------------------------------------------------------------------------------------------

DROP TABLE IF EXISTS fl_stay;

-- Who comes and goes at the same instant was in for no time. What was given up is in no phase.
CREATE TEMP TABLE fl_stay AS
WITH ordered AS (
  SELECT e.ticket_id, e.phase, e.ordering, e."at", e.side, lag(e.side) OVER same AS side_before,
         min(CASE WHEN e.side = 'leave' THEN e."at" END) OVER (
           PARTITION BY e.ticket_id, e.phase
           ORDER BY e."at" NULLS LAST, e.side NULLS LAST
           ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS left_at
  FROM fl_event e
  WINDOW same AS (
    PARTITION BY e.ticket_id, e.phase ORDER BY e."at" NULLS LAST, e.side NULLS LAST)
)
SELECT o.ticket_id, o.phase, o.ordering, k.board_id, k.calendar_id, o."at" AS entered_at,
       coalesce(o.left_at, CASE WHEN k.outcome IN ('wont_do', 'duplicate')
         THEN greatest(k.done_at, o."at") END) AS left_at
FROM ordered o
JOIN fl k ON k.id = o.ticket_id
WHERE o.side = 'enter' AND coalesce(o.side_before, 'leave') = 'leave';

DELETE FROM ticket_phase USING touched_flow t
WHERE ticket_phase.ticket_id = t.id AND {flow:ticket_phase.ticket_id};

INSERT INTO ticket_phase (
  ticket_id, phase, ordering, board_id, calendar_id, entered_at, last_entered_at, left_at, stays,
  worked_days, expected_days)
SELECT s.ticket_id, s.phase, s.ordering, s.board_id, s.calendar_id, min(s.entered_at),
       max(s.entered_at), CASE WHEN count(*) = count(s.left_at) THEN max(s.left_at) END,
       CAST(count(*) AS INTEGER),
       CASE WHEN count(*) = count(s.left_at) THEN sum(
         (e.worked_before + greatest(0, least(
           CAST(extract(epoch FROM (s.left_at - e.hour)) AS DOUBLE PRECISION), e.work_to)
           - e.work_from))
         - (b.worked_before + greatest(0, least(
           CAST(extract(epoch FROM (s.entered_at - b.hour)) AS DOUBLE PRECISION), b.work_to)
           - b.work_from))) / max(CAST(c.day_seconds AS DOUBLE PRECISION)) END,
       max(p.expected_days)
FROM fl_stay s
JOIN process_phase p ON p.id = s.phase
JOIN calendar c ON c.id = s.calendar_id
JOIN calendar_hour b ON b.calendar_id = s.calendar_id
  AND b.hour = date_trunc('hour', CAST(s.entered_at AS TIMESTAMP))
LEFT JOIN calendar_hour e ON e.calendar_id = s.calendar_id
  AND e.hour = date_trunc('hour', CAST(s.left_at AS TIMESTAMP))
GROUP BY s.ticket_id, s.phase, s.ordering, s.board_id, s.calendar_id;

-- Outputs ------------------------------------------------------------------------------------------

DROP TABLE IF EXISTS fl_judged;

CREATE TEMP TABLE fl_judged AS
SELECT p.ticket_id, p.phase, p.board_id, p.left_at, k.key, k.kind,
       coalesce(p.left_at, TIMESTAMP '9998-01-01 00:00:00') AS judged_at
FROM ticket_phase p
JOIN fl k ON k.id = p.ticket_id
WHERE {flow:p.ticket_id};

DROP TABLE IF EXISTS fl_known;

-- What was known of each ticket when it left each phase.
CREATE TEMP TABLE fl_known AS
SELECT j.ticket_id, j.phase,
       coalesce(bool_or(s.field IN ('criteria_field', 'criteria_text') AND s.value = 'present'),
         FALSE) AS criteria,
       max(CASE WHEN s.field IN ('points', 'estimate') THEN CAST(s.value AS DOUBLE PRECISION) END)
         AS estimate,
       max(CASE WHEN s.field = 'points' THEN CAST(s.value AS DOUBLE PRECISION) END) AS points,
       coalesce(max(CASE WHEN s.field = 'checklist' THEN CAST(s.value AS INTEGER) END), 0)
         AS checklist,
       coalesce(bool_or(s.field = 'assignee'), FALSE) AS assigned
FROM fl_judged j
LEFT JOIN fl_span s
  ON s.ticket_id = j.ticket_id AND s.starts_at <= j.judged_at AND s.ends_at > j.judged_at
GROUP BY j.ticket_id, j.phase;

DROP TABLE IF EXISTS fl_file;

-- What tools write beside tests, as snapshots, is no test.
CREATE TEMP TABLE fl_file AS
SELECT c.ticket_id,
       bool_or(p.pattern IS NOT NULL AND f.excluded IS NULL) AS tests
FROM fl_change c
JOIN fact_merge_request_file f ON f.merge_request_id = c.id
LEFT JOIN name_pattern p ON p.purpose = 'test_path' AND lower(f.path) LIKE p.pattern ESCAPE '!'
WHERE c.merged_at IS NOT NULL AND NOT f.whole_file_deleted
GROUP BY c.ticket_id;

DELETE FROM ticket_output USING touched_flow t
WHERE ticket_output.ticket_id = t.id AND {flow:ticket_output.ticket_id};

INSERT INTO ticket_output (ticket_id, phase, place, rule, board_id, left_at, state)
WITH part AS (
  SELECT j.ticket_id, j.phase, count(*) AS parts
  FROM fl_judged j
  JOIN fact_ticket f ON f.parent_id = j.ticket_id
  WHERE f.kind = 'subtask' AND NOT coalesce(f.deleted, FALSE) AND f.created_at <= j.judged_at
  GROUP BY j.ticket_id, j.phase
),
planned AS (
  SELECT DISTINCT j.ticket_id, j.phase
  FROM fl_judged j
  JOIN ticket_sprint s ON s.ticket_id = j.ticket_id
  WHERE s.in_at <= j.judged_at AND s.out_at >= j.judged_at AND {flow:s.ticket_id}
),
code AS (
  SELECT j.ticket_id, j.phase,
         count(*) AS changes, count(CASE WHEN c.merged_at <= j.judged_at THEN 1 END) AS merged,
         count(CASE WHEN c.buildable AND c.merged_at IS NOT NULL THEN 1 END) AS to_build,
         count(CASE WHEN c.buildable AND least(c.built_at, c.deployed_at) <= j.judged_at THEN 1 END)
           AS built,
         count(CASE WHEN c.deployable AND c.merged_at IS NOT NULL THEN 1 END) AS to_deploy,
         count(CASE WHEN c.deployable AND c.deployed_at <= j.judged_at THEN 1 END) AS deployed
  FROM fl_judged j
  JOIN fl_change c ON c.ticket_id = j.ticket_id
  GROUP BY j.ticket_id, j.phase
),
tested AS (
  SELECT DISTINCT j.ticket_id, j.phase
  FROM fl_judged j
  JOIN ticket_test t ON t.ticket_id = j.ticket_id
  WHERE NOT t.draft AND t.linked_at <= j.judged_at
),
-- Designs of the ticket itself and of the one above it.
designed AS (
  SELECT o.ticket_id, o.phase,
         bool_or(coalesce(d.kind, '') = 'design' AND coalesce(d.resolves, FALSE)) AS is_there,
         bool_or(d.resolves IS NULL) AS may_be
  FROM (
    SELECT j.ticket_id, j.phase, j.judged_at, j.ticket_id AS owner_id FROM fl_judged j
    UNION ALL
    SELECT j.ticket_id, j.phase, j.judged_at, k.parent_id
    FROM fl_judged j JOIN ticket k ON k.id = j.ticket_id
    WHERE {flow:k.id} AND k.parent_id IS NOT NULL
  ) o
  JOIN ticket_document d ON d.ticket_id = o.owner_id
  WHERE coalesce(d.kind, 'design') = 'design'
    AND d.linked_at <= o.judged_at AND d.unlinked_at > o.judged_at
  GROUP BY o.ticket_id, o.phase
),
judged AS (
  SELECT j.*, o.place, o.rule,
         CASE o.rule
           WHEN 'criteria' THEN CASE WHEN n.criteria THEN 'present' ELSE 'missing' END
           WHEN 'estimated' THEN CASE WHEN n.estimate > 0 THEN 'present' ELSE 'missing' END
           WHEN 'broken-down' THEN
             CASE WHEN coalesce(t.parts, 0) + n.checklist > 0 THEN 'present' ELSE 'missing' END
           WHEN 'tested' THEN
             CASE WHEN e.ticket_id IS NOT NULL THEN 'present'
               WHEN EXISTS (
                 SELECT 1 FROM tested_source d
                 WHERE d.source_id = CAST(j.ticket_id >> 48 AS INTEGER)) THEN 'missing'
               ELSE 'unknown' END
           WHEN 'designed' THEN
             CASE WHEN h.is_there THEN 'present'
               WHEN coalesce(h.may_be, FALSE) OR NOT EXISTS (SELECT 1 FROM documented_source)
                 THEN 'unknown'
               ELSE 'missing' END
           WHEN 'planned' THEN CASE WHEN l.ticket_id IS NOT NULL THEN 'present' ELSE 'missing' END
           WHEN 'assigned' THEN CASE WHEN n.assigned THEN 'present' ELSE 'missing' END
           WHEN 'merged' THEN
             CASE WHEN c.changes IS NULL THEN 'unknown' WHEN c.merged > 0 THEN 'present'
               ELSE 'missing' END
           WHEN 'tests-changed' THEN
             CASE WHEN f.ticket_id IS NULL THEN 'unknown' WHEN f.tests THEN 'present'
               ELSE 'missing' END
           WHEN 'built' THEN
             CASE WHEN coalesce(c.to_build, 0) = 0 THEN 'unknown' WHEN c.built = c.to_build
               THEN 'present' ELSE 'missing' END
           WHEN 'deployed' THEN
             CASE WHEN coalesce(c.to_deploy, 0) = 0 THEN 'unknown' WHEN c.deployed = c.to_deploy
               THEN 'present' ELSE 'missing' END
         END AS state
  FROM fl_judged j
  JOIN phase_output o ON o.phase = j.phase
  JOIN fl_known n ON n.ticket_id = j.ticket_id AND n.phase = j.phase
  LEFT JOIN part t ON t.ticket_id = j.ticket_id AND t.phase = j.phase
  LEFT JOIN planned l ON l.ticket_id = j.ticket_id AND l.phase = j.phase
  LEFT JOIN code c ON c.ticket_id = j.ticket_id AND c.phase = j.phase
  LEFT JOIN tested e ON e.ticket_id = j.ticket_id AND e.phase = j.phase
  LEFT JOIN fl_file f ON f.ticket_id = j.ticket_id
  LEFT JOIN designed h ON h.ticket_id = j.ticket_id AND h.phase = j.phase
  -- Criteria, a breakdown, tests and a design are asked of stories and tasks; a breakdown not of
  -- small ones.
  WHERE o.rule NOT IN ('criteria', 'broken-down', 'tested', 'designed') OR j.kind IN ('story', 'task')
    AND (o.rule <> 'broken-down' OR coalesce(n.points, 0) = 0 OR n.points >= 3)
)
SELECT j.ticket_id, j.phase, j.place, j.rule, j.board_id, j.left_at,
       CASE WHEN j.state <> 'present' AND EXISTS (
           SELECT 1 FROM waiver w
           WHERE w.phase = j.phase AND w.rule = j.rule
             AND (w.ticket_key = upper(j.key) OR EXISTS (
               SELECT 1 FROM team_board b
               WHERE b.team_id = w.team_id AND b.board_id = j.board_id
                 AND b.starts_at <= j.judged_at AND b.ends_at > j.judged_at))
             AND w.starts_at <= coalesce(j.left_at, w.starts_at)
             AND w.ends_at > coalesce(j.left_at, w.starts_at))
         THEN 'waived' ELSE j.state END
FROM judged j;

-- Ways ---------------------------------------------------------------------------------------------

DELETE FROM ticket_trace USING touched_flow t
WHERE ticket_trace.ticket_id = t.id AND {flow:ticket_trace.ticket_id};

INSERT INTO ticket_trace (
  ticket_id, board_id, done_at, reached, variants, skipped, in_order)
WITH variant AS (
  SELECT DISTINCT k.id AS ticket_id, v.variant
  FROM fl k
  JOIN variant_condition v
    ON v.kind = 'label' AND k.labels LIKE '%,' || v.value || ',%'
    OR v.kind = 'kind' AND k.kind = v.value
    OR v.kind = 'priority' AND k.priority = v.value
    OR v.kind = 'board' AND k.board_kind = v.value
    OR v.kind = 'merge-request' AND EXISTS (
      SELECT 1 FROM fl_change c WHERE c.ticket_id = k.id AND c.is_hotfix)
),
path AS (
  SELECT p.ticket_id, p.ordering, p.entered_at,
         max(p.entered_at) OVER (
           PARTITION BY p.ticket_id ORDER BY p.ordering NULLS LAST
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest_before
  FROM ticket_phase p
  JOIN fl k ON k.id = p.ticket_id
  WHERE {flow:p.ticket_id}
),
reach AS (
  SELECT ticket_id, max(ordering) AS reached,
         bool_and(latest_before IS NULL OR entered_at >= latest_before) AS in_order
  FROM path
  GROUP BY ticket_id
),
-- Phases that can be entered by the code alone are no gap where there is nothing to build or deploy.
open_to AS (
  SELECT r.phase, bool_and(r.mark = 'to-build') AS by_build, bool_and(r.mark = 'to-deploy')
    AS by_deploy
  FROM phase_mark r
  WHERE r.side = 'enter'
  GROUP BY r.phase
),
gap AS (
  SELECT r.ticket_id, count(*) AS skipped
  FROM reach r
  JOIN process_phase p ON p.ordering < r.reached
  JOIN open_to o ON o.phase = p.id
  WHERE NOT EXISTS (
      SELECT 1 FROM path x WHERE x.ticket_id = r.ticket_id AND x.ordering = p.ordering)
    AND NOT EXISTS (
      SELECT 1 FROM variant v JOIN variant_skip s ON s.variant = v.variant
      WHERE v.ticket_id = r.ticket_id AND s.phase = p.id)
    AND (NOT o.by_build OR EXISTS (
      SELECT 1 FROM fl_island i WHERE i.ticket_id = r.ticket_id AND i.buildable))
    AND (NOT o.by_deploy OR EXISTS (
      SELECT 1 FROM fl_island i WHERE i.ticket_id = r.ticket_id AND i.deployable))
  GROUP BY r.ticket_id
)
SELECT k.id, k.board_id, k.done_at, r.reached, v.variants, CAST(coalesce(g.skipped, 0) AS INTEGER),
       r.in_order
FROM fl k
JOIN reach r ON r.ticket_id = k.id
LEFT JOIN gap g ON g.ticket_id = k.id
LEFT JOIN (
  SELECT ticket_id, string_agg(variant, ',' ORDER BY variant) AS variants FROM variant
  GROUP BY ticket_id
) v ON v.ticket_id = k.id;
