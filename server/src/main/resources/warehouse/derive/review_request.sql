-- Review requests, from the temporary tables of the merge requests.
DELETE FROM review_request USING touched_merge_request t
WHERE review_request.merge_request_id = t.id AND {merge_request:review_request.merge_request_id};

INSERT INTO review_request (
  id, merge_request_id, project_id, service_id, reviewer_account_id, reviewer_id, calendar_id,
  requested_at, starts_at, answered_at, withdrawn, ended_at, author_class, title, web_url, due_at,
  counts)
WITH windowed AS (
  SELECT q.*, greatest(q.requested_at, r.ready_at) AS starts_at,
         lead(q.requested_at) OVER (
           PARTITION BY q.merge_request_id, q.account_id ORDER BY q.requested_at) AS next_at
  FROM mr_request q
  JOIN mr_ready r ON r.id = q.merge_request_id
),
followed AS (
  SELECT w.merge_request_id, w.account_id, w.requested_at,
         (SELECT min(p."at") FROM mr_response p
          WHERE p.merge_request_id = w.merge_request_id AND p.account_id = w.account_id
            AND p.while_ready AND p."at" >= w.starts_at
            AND (w.next_at IS NULL OR p."at" < w.next_at)) AS answered_at,
         (SELECT min(o."at") FROM mr_asked o
          WHERE o.merge_request_id = w.merge_request_id AND o.account_id = w.account_id
            AND o.kind = 'review_request_removed' AND o."at" >= w.requested_at
            AND (w.next_at IS NULL OR o."at" < w.next_at)) AS removed_at
  FROM windowed w
),
-- A working day is the most that a calendar works within 24 hours.
working_day AS (
  SELECT a.calendar_id, max(b.worked_before - a.worked_before) AS seconds
  FROM calendar_hour a
  JOIN calendar_hour b ON b.calendar_id = a.calendar_id AND b.hour = a.hour + INTERVAL '24 hours'
  WHERE a.hour >= TIMESTAMP '2024-01-08 00:00:00' AND a.hour < TIMESTAMP '2024-02-05 00:00:00'
  GROUP BY a.calendar_id
),
-- Microseconds that the calendar will have worked when the day is over.
over AS (
  SELECT w.merge_request_id, w.account_id, w.requested_at, w.calendar_id,
         1000000 * (s.worked_before + y.seconds - s.work_from)
           + greatest(1000000 * CAST(s.work_from AS BIGINT), least(
               1000000 * CAST(s.work_to AS BIGINT), CAST(round(
                 1000000 * extract(epoch FROM (w.starts_at - s.hour))) AS BIGINT))) AS worked
  FROM windowed w
  JOIN calendar_hour s
    ON s.calendar_id = w.calendar_id AND s.hour = date_trunc('hour', CAST(w.starts_at AS TIMESTAMP))
  JOIN working_day y ON y.calendar_id = w.calendar_id
),
-- The hour of work in which that comes to be. It is looked up by the hours worked so far, in whole
-- ones, so that the join is on equality: an hour of work begins in the same whole hour as the
-- instant, or in the one before.
due AS (
  SELECT u.merge_request_id, u.account_id, u.requested_at,
         h.hour + h.work_from * INTERVAL '1 second'
           + CAST(floor((u.worked - 1000000 * h.worked_before) / 1000000.0) AS INTEGER)
             * INTERVAL '1 second'
           + CAST(mod(u.worked, 1000000) AS INTEGER) * INTERVAL '1 microsecond' AS due_at
  FROM (
    SELECT o.*, CAST(floor(o.worked / 3600000000.0) AS BIGINT) - k.back AS whole
    FROM over o
    CROSS JOIN (VALUES (0), (1)) k(back)
  ) u
  JOIN (
    SELECT c.*, CAST(floor(c.worked_before / 3600.0) AS BIGINT) AS whole FROM calendar_hour c WHERE c.work_to > c.work_from
  ) h ON h.calendar_id = u.calendar_id AND h.whole = u.whole
  WHERE u.worked - 1000000 * h.worked_before >= 0
    AND u.worked - 1000000 * h.worked_before < 1000000 * CAST(h.work_to - h.work_from AS BIGINT)
)
SELECT CAST(w.merge_request_id AS TEXT) || ':' || CAST(w.account_id AS TEXT) || ':' || w.key,
       m.id, m.project_id, m.service_id, w.account_id, w.person_id, w.calendar_id, w.requested_at,
       w.starts_at,
       CASE WHEN f.removed_at IS NULL OR f.answered_at < f.removed_at THEN f.answered_at END,
       f.removed_at IS NOT NULL AND (f.answered_at IS NULL OR f.removed_at <= f.answered_at),
       m.ended_at, m.author_class, m.title, m.web_url,
       CASE WHEN m.ready_at IS NOT NULL THEN d.due_at END,
       m.into_tracked AND NOT m.is_back_merge AND NOT m.is_version_bump
         AND m.author_class <> 'bot' AND m.closed_at IS NULL
FROM windowed w
JOIN followed f ON f.merge_request_id = w.merge_request_id AND f.account_id = w.account_id
  AND f.requested_at = w.requested_at
LEFT JOIN due d ON d.merge_request_id = w.merge_request_id AND d.account_id = w.account_id
  AND d.requested_at = w.requested_at
JOIN merge_request m ON m.id = w.merge_request_id
WHERE {merge_request:m.id};
