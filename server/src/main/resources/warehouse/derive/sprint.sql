-- Sprints as they were planned and as they ended.
DROP TABLE IF EXISTS sp;

-- One that was closed and opened again runs, though Jira may keep the time of its first closing.
CREATE TEMP TABLE sp AS
SELECT s.id, s.board_id, s.name, s.goal, s.state, s.start_at, s.planned_end_at, s.sequence,
       CASE WHEN s.state = 'closed' THEN s.completed_at END AS completed_at,
       coalesce(CASE WHEN s.state = 'closed' THEN s.completed_at END,
         TIMESTAMP '9999-01-01 00:00:00') AS close_at,
       CASE WHEN b.estimation = 'time' THEN 'estimate' ELSE 'points' END AS weighed_by,
       CASE WHEN b.estimation = 'time' THEN 3600.0 ELSE 1.0 END AS unit
FROM fact_sprint s
JOIN (SELECT DISTINCT id FROM touched_sprint) t ON t.id = s.id
LEFT JOIN board b ON b.id = s.board_id
WHERE s.state <> 'future' AND s.start_at IS NOT NULL AND NOT coalesce(s.deleted, FALSE);

DROP TABLE IF EXISTS sp_team;

-- The teams that worked on the board when the sprint started, the lowest in the tree.
CREATE TEMP TABLE sp_team AS
SELECT r.sprint_id, r.team_id, r.bugs_from, r.focus
FROM (
  SELECT p.id AS sprint_id, t.id AS team_id, t.bugs_from, t.focus, t.depth,
         max(t.depth) OVER (PARTITION BY p.id) AS lowest
  FROM sp p
  JOIN team_board b ON b.board_id = p.board_id AND b.starts_at <= p.start_at AND b.ends_at > p.start_at
  JOIN team t ON t.id = b.team_id
) r
WHERE r.depth = r.lowest;

DROP TABLE IF EXISTS sp_capacity;

-- Hours that their people work up to the planned end; where no hours of the day are told, a working
-- day has eight.
CREATE TEMP TABLE sp_capacity AS
WITH who AS (
  SELECT p.id AS sprint_id, p.start_at, coalesce(p.planned_end_at, p.completed_at) AS end_at,
         m.person_id, max(t.focus) AS focus
  FROM sp p
  JOIN sp_team t ON t.sprint_id = p.id
  JOIN team_person m
    ON m.team_id = t.team_id AND m.starts_at <= p.start_at AND m.ends_at > p.start_at
  GROUP BY p.id, p.start_at, p.planned_end_at, p.completed_at, m.person_id
)
SELECT w.sprint_id,
       sum(w.focus * CASE WHEN c.day_seconds >= 86399 THEN 8.0 ELSE c.day_seconds / 3600.0 END
         * ((e.worked_before + greatest(0, least(
              CAST(extract(epoch FROM (w.end_at - e.hour)) AS DOUBLE PRECISION), e.work_to)
              - e.work_from))
            - (s.worked_before + greatest(0, least(
              CAST(extract(epoch FROM (w.start_at - s.hour)) AS DOUBLE PRECISION), s.work_to)
              - s.work_from)))
         / CAST(c.day_seconds AS DOUBLE PRECISION)) AS hours
FROM who w
JOIN person n ON n.id = w.person_id
JOIN calendar c ON c.id = n.calendar_id
JOIN calendar_hour s ON s.calendar_id = c.id
  AND s.hour = date_trunc('hour', CAST(w.start_at AS TIMESTAMP))
JOIN calendar_hour e ON e.calendar_id = c.id
  AND e.hour = date_trunc('hour', CAST(w.end_at AS TIMESTAMP))
WHERE w.end_at > w.start_at
GROUP BY w.sprint_id;

DROP TABLE IF EXISTS sp_ticket;

CREATE TEMP TABLE sp_ticket AS
SELECT r.*, CASE WHEN r.committed THEN r.start_at ELSE r.joined_at END AS judged_at
FROM (
  SELECT p.id AS sprint_id, k.ticket_id, p.board_id, p.start_at, p.completed_at, p.close_at,
         p.weighed_by, p.unit,
         bool_or(k.in_at <= p.start_at) AS committed,
         min(k.in_at) AS joined_at,
         bool_or(k.out_at >= p.close_at) AS stayed
  FROM sp p
  JOIN ticket_sprint k ON k.sprint_id = p.id
  WHERE k.in_at < p.close_at AND k.out_at > p.start_at
  GROUP BY p.id, k.ticket_id, p.board_id, p.start_at, p.completed_at, p.close_at, p.weighed_by,
    p.unit
) r;

DROP TABLE IF EXISTS sp_span;

-- The histories of these tickets only, so that what follows does not read all of them.
CREATE TEMP TABLE sp_span AS
SELECT s.ticket_id, s.field, s.value, s.category, s.starts_at, s.ends_at
FROM ticket_span s
WHERE s.ticket_id IN (SELECT ticket_id FROM sp_ticket)
  AND s.ticket_id BETWEEN (SELECT min(ticket_id) FROM sp_ticket)
                      AND (SELECT max(ticket_id) FROM sp_ticket);

DROP TABLE IF EXISTS sp_known;

-- What was known of each when it was judged, and when the sprint was closed.
CREATE TEMP TABLE sp_known AS
SELECT t.sprint_id, t.ticket_id,
       max(CASE WHEN s.field = 'kind' AND s.starts_at <= t.judged_at AND s.ends_at > t.judged_at
             THEN s.value END) AS kind,
       max(CASE WHEN s.field = t.weighed_by AND s.starts_at <= t.judged_at
             AND s.ends_at > t.judged_at THEN CAST(s.value AS DOUBLE PRECISION) / t.unit END)
         AS judged_points,
       max(CASE WHEN s.field = t.weighed_by AND s.starts_at <= t.close_at
             AND s.ends_at >= t.close_at AND (s.ends_at > t.close_at OR t.completed_at IS NULL)
             THEN CAST(s.value AS DOUBLE PRECISION) / t.unit END) AS end_points,
       max(CASE WHEN s.field = 'estimate' AND s.starts_at <= t.judged_at AND s.ends_at > t.judged_at
             THEN CAST(s.value AS DOUBLE PRECISION) / 3600.0 END) AS hours,
       max(CASE WHEN s.field = 'assignee' AND s.starts_at <= t.judged_at AND s.ends_at > t.judged_at
             THEN s.value END) AS assignee,
       bool_or(s.field IN ('criteria_field', 'criteria_text') AND s.value = 'present'
         AND s.starts_at <= t.judged_at AND s.ends_at > t.judged_at) AS criteria,
       max(CASE WHEN s.field = 'checklist' AND s.starts_at <= t.judged_at
             AND s.ends_at > t.judged_at THEN CAST(s.value AS INTEGER) END) AS checklist,
       bool_or(s.field = 'status' AND s.category = 'done' AND s.starts_at <= t.judged_at
         AND s.ends_at > t.judged_at) AS done_before,
       bool_or(s.field = 'status' AND s.category = 'done' AND s.starts_at <= t.close_at
         AND (s.ends_at > t.close_at OR t.completed_at IS NULL AND s.ends_at >= t.close_at))
         AS done_at_close,
       bool_or(s.field = 'outcome' AND s.value IN ('wont_do', 'duplicate')
         AND s.starts_at <= t.judged_at AND s.ends_at > t.judged_at) AS dropped_before,
       bool_or(s.field = 'outcome' AND s.value IN ('wont_do', 'duplicate')
         AND s.starts_at <= t.close_at
         AND (s.ends_at > t.close_at OR t.completed_at IS NULL AND s.ends_at >= t.close_at))
         AS dropped
FROM sp_ticket t
JOIN sp_span s ON s.ticket_id = t.ticket_id
GROUP BY t.sprint_id, t.ticket_id;

DROP TABLE IF EXISTS sp_test;

-- Tests that each had when it was judged, and how the last run of the sprint ended.
CREATE TEMP TABLE sp_test AS
WITH linked AS (
  SELECT DISTINCT t.sprint_id, t.ticket_id, t.start_at, t.close_at, k.test_id
  FROM sp_ticket t
  JOIN ticket_test k ON k.ticket_id = t.ticket_id
  WHERE NOT k.draft AND k.linked_at <= t.judged_at AND k.unlinked_at > t.judged_at
),
run AS (
  SELECT l.sprint_id, l.ticket_id, l.test_id, r.result,
         row_number() OVER (
           PARTITION BY l.sprint_id, l.ticket_id, l.test_id
           ORDER BY r.executed_at DESC NULLS LAST, length(r.key) DESC NULLS LAST,
             r.key DESC NULLS LAST, r.test_cycle_id DESC NULLS LAST) AS place
  FROM linked l
  JOIN fact_test_run r ON r.test_case_id = l.test_id
  WHERE r.executed_at >= l.start_at AND r.executed_at <= l.close_at
    AND r.result NOT IN ('not_run', 'in_progress', 'skipped')
)
SELECT l.sprint_id, l.ticket_id, CAST(count(*) AS INTEGER) AS tests,
       CAST(count(r.result) AS INTEGER) AS run,
       CAST(count(CASE WHEN r.result = 'passed' THEN 1 END) AS INTEGER) AS passed
FROM linked l
LEFT JOIN run r ON r.sprint_id = l.sprint_id AND r.ticket_id = l.ticket_id
  AND r.test_id = l.test_id AND r.place = 1
GROUP BY l.sprint_id, l.ticket_id;

DROP TABLE IF EXISTS sp_row;

CREATE TEMP TABLE sp_row AS
WITH later AS (
  SELECT DISTINCT t.sprint_id, t.ticket_id
  FROM sp_ticket t
  JOIN ticket_sprint k ON k.ticket_id = t.ticket_id AND k.sprint_id <> t.sprint_id
  JOIN fact_sprint o ON o.id = k.sprint_id
  WHERE k.out_at > t.close_at AND (o.state = 'future' OR o.start_at > t.start_at)
),
part AS (
  SELECT t.sprint_id, t.ticket_id, CAST(count(*) AS INTEGER) AS parts
  FROM sp_ticket t
  JOIN fact_ticket f ON f.parent_id = t.ticket_id
  WHERE f.kind = 'subtask' AND NOT coalesce(f.deleted, FALSE) AND f.created_at <= t.judged_at
  GROUP BY t.sprint_id, t.ticket_id
),
-- A first estimate is no change.
estimate AS (
  SELECT t.sprint_id, t.ticket_id,
         sum(abs(coalesce(CAST(c.to_value AS DOUBLE PRECISION), 0)
             - CAST(c.from_value AS DOUBLE PRECISION)) / t.unit) AS changed
  FROM sp_ticket t
  JOIN fact_ticket_change c
    ON c.ticket_id = t.ticket_id AND c.field = t.weighed_by
   AND c."at" > t.judged_at AND c."at" <= t.close_at
  WHERE c.field IN ('points', 'estimate') AND CAST(c.from_value AS DOUBLE PRECISION) > 0
  GROUP BY t.sprint_id, t.ticket_id
)
SELECT t.sprint_id, t.ticket_id, t.board_id, t.start_at, t.completed_at, t.judged_at, n.kind,
       n.kind IN ('story', 'task') AS is_story,
       n.kind IN ('story', 'task') OR n.kind = 'bug' AND b.sprint_id IS NOT NULL AS is_sized,
       n.hours, CASE WHEN a.class = 'human' THEN a.person_id END AS person_id,
       t.committed, NOT t.committed AS added,
       NOT t.stayed OR n.dropped AS removed,
       n.done_at_close AND NOT n.dropped AS done,
       l.ticket_id IS NOT NULL AND NOT n.done_at_close AS carried,
       n.judged_points AS points, coalesce(n.judged_points, 0) > 0 AS estimated, n.criteria,
       coalesce(p.parts, 0) + coalesce(n.checklist, 0) AS parts,
       coalesce(n.judged_points, 0) = 0 OR n.judged_points >= 3 AS breakable,
       CASE WHEN t.committed THEN coalesce(n.judged_points, 0) END AS start_points,
       coalesce(n.end_points, 0) AS end_points, coalesce(e.changed, 0) AS changed_points,
       CASE WHEN d.source_id IS NOT NULL THEN coalesce(x.tests, 0) END AS tests,
       CASE WHEN d.runs THEN coalesce(x.run, 0) END AS tests_run,
       CASE WHEN d.runs THEN coalesce(x.passed, 0) END AS tests_passed
FROM sp_ticket t
JOIN sp_known n ON n.sprint_id = t.sprint_id AND n.ticket_id = t.ticket_id
LEFT JOIN later l ON l.sprint_id = t.sprint_id AND l.ticket_id = t.ticket_id
LEFT JOIN part p ON p.sprint_id = t.sprint_id AND p.ticket_id = t.ticket_id
LEFT JOIN estimate e ON e.sprint_id = t.sprint_id AND e.ticket_id = t.ticket_id
LEFT JOIN sp_test x ON x.sprint_id = t.sprint_id AND x.ticket_id = t.ticket_id
LEFT JOIN tested_source d ON d.source_id = CAST(t.ticket_id >> 48 AS INTEGER)
LEFT JOIN account a ON a.id = CASE WHEN n.assignee ~ '^[0-9]{1,18}$' THEN CAST(n.assignee AS BIGINT) END
LEFT JOIN (
  SELECT DISTINCT e.sprint_id FROM sp_team e JOIN sp p ON p.id = e.sprint_id
  WHERE e.bugs_from <= p.start_at
) b ON b.sprint_id = t.sprint_id
WHERE coalesce(n.kind, 'other') NOT IN ('subtask', 'epic', 'test')
  AND NOT n.done_before
  AND NOT n.dropped_before;

DELETE FROM sprint USING touched_sprint t WHERE sprint.id = t.id;

-- Where fewer than four in five are estimated at the close, points say nothing and tickets are
-- counted.
INSERT INTO sprint (
  id, source_id, board_id, name, goal, state, start_at, planned_end_at, completed_at, by_count,
  tickets, estimated, committed_weight, done_weight, planned_hours, capacity_hours, sequence)
SELECT s.id, CAST(s.id >> 48 AS INTEGER), s.board_id, s.name, s.goal, s.state, s.start_at,
       s.planned_end_at, s.completed_at, g.by_count, coalesce(g.tickets, 0),
       coalesce(g.estimated, 0),
       CASE WHEN g.by_count THEN g.committed ELSE g.committed_points END,
       CASE WHEN g.by_count THEN g.done ELSE g.done_points END, g.hours, c.hours, s.sequence
FROM sp s
LEFT JOIN sp_capacity c ON c.sprint_id = s.id
LEFT JOIN (
  SELECT r.sprint_id, CAST(count(*) AS INTEGER) AS tickets,
         CAST(count(CASE WHEN r.end_points > 0 THEN 1 END) AS INTEGER) AS estimated,
         5 * count(CASE WHEN r.end_points > 0 THEN 1 END) < 4 * count(*) AS by_count,
         count(CASE WHEN r.committed THEN 1 END) AS committed,
         coalesce(sum(r.start_points), 0) AS committed_points,
         count(CASE WHEN r.done THEN 1 END) AS done,
         coalesce(sum(CASE WHEN r.done THEN r.end_points END), 0) AS done_points,
         CASE WHEN 5 * count(CASE WHEN r.committed AND r.hours > 0 THEN 1 END)
             >= 4 * count(CASE WHEN r.committed THEN 1 END)
           THEN sum(CASE WHEN r.committed THEN r.hours END) END AS hours
  FROM sp_row r
  GROUP BY r.sprint_id
) g ON g.sprint_id = s.id;

DELETE FROM sprint_ticket USING touched_sprint t WHERE sprint_ticket.sprint_id = t.id;

INSERT INTO sprint_ticket (
  sprint_id, ticket_id, board_id, start_at, completed_at, judged_at, kind, is_story, committed,
  added, removed, done, carried, points, estimated, criteria, parts, breakable, start_weight,
  end_weight, changed_weight, tests, tests_run, tests_passed, is_sized, person_id)
SELECT r.sprint_id, r.ticket_id, r.board_id, r.start_at, r.completed_at, r.judged_at, r.kind,
       r.is_story, r.committed, r.added, r.removed, r.done, r.carried, r.points, r.estimated,
       r.criteria, r.parts, r.breakable,
       CASE WHEN NOT r.committed THEN 0 WHEN s.by_count THEN 1 ELSE r.start_points END,
       CASE WHEN s.by_count THEN 1 ELSE r.end_points END,
       CASE WHEN s.by_count THEN 0 ELSE r.changed_points END,
       r.tests, r.tests_run, r.tests_passed, r.is_sized, r.person_id
FROM sp_row r
JOIN sprint s ON s.id = r.sprint_id;
