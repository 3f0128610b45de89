-- Review requests, from the temporary tables of the merge requests.
DELETE FROM review_request USING touched_merge_request t
WHERE review_request.merge_request_id = t.id AND {merge_request:review_request.merge_request_id};

INSERT INTO review_request (
  id, merge_request_id, project_id, service_id, reviewer_account_id, reviewer_id, calendar_id,
  requested_at, starts_at, answered_at, withdrawn, ended_at, author_class, title, web_url)
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
)
SELECT CAST(w.merge_request_id AS TEXT) || ':' || CAST(w.account_id AS TEXT) || ':' || w.key,
       m.id, m.project_id, m.service_id, w.account_id, w.person_id, w.calendar_id, w.requested_at,
       w.starts_at,
       CASE WHEN f.removed_at IS NULL OR f.answered_at < f.removed_at THEN f.answered_at END,
       f.removed_at IS NOT NULL AND (f.answered_at IS NULL OR f.removed_at <= f.answered_at),
       m.ended_at, m.author_class, m.title, m.web_url
FROM windowed w
JOIN followed f ON f.merge_request_id = w.merge_request_id AND f.account_id = w.account_id
  AND f.requested_at = w.requested_at
JOIN merge_request m ON m.id = w.merge_request_id
WHERE {merge_request:m.id};
