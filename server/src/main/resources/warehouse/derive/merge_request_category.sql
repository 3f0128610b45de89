-- What merge requests that belong to no ticket are work for: by their labels, and by what stands
-- before the colon of their titles.
DELETE FROM merge_request_category USING touched_merge_request t
WHERE merge_request_category.merge_request_id = t.id
  AND {merge_request:merge_request_category.merge_request_id};

INSERT INTO merge_request_category (merge_request_id, category)
WITH loose AS (
  SELECT m.id, lower(m.labels) AS labels,
         CASE WHEN lower(m.title) LIKE 'draft:%' THEN lower(substr(m.title, 7))
           ELSE lower(m.title) END AS title
  FROM fact_merge_request m
  JOIN (SELECT DISTINCT id FROM touched_merge_request) t ON t.id = m.id
  LEFT JOIN ticket_merge_request l ON l.merge_request_id = m.id
    AND {merge_request:l.merge_request_id}
  WHERE {merge_request:m.id} AND l.merge_request_id IS NULL
),
named AS (
  SELECT l.id, l.labels,
         CASE WHEN strpos(l.title, ':') > 0
           THEN trim(split_part(split_part(split_part(l.title, ':', 1), '(', 1), '!', 1)) END
           AS change
  FROM loose l
),
bears AS (
  SELECT n.id, w.place, bool_or(w.unless) AS unless
  FROM named n
  JOIN investment_word w
    ON w.kind = 'label' AND strpos(n.labels, ',' || w.value || ',') > 0
    OR w.kind = 'change' AND n.change = w.value
  GROUP BY n.id, w.place
),
matched AS (SELECT b.id, min(b.place) AS place FROM bears b WHERE NOT b.unless GROUP BY b.id)
SELECT l.id, coalesce(c.category, 'uncategorised')
FROM loose l
LEFT JOIN matched m ON m.id = l.id
LEFT JOIN (SELECT DISTINCT place, category FROM investment_word) c ON c.place = m.place;
