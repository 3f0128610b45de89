-- When people were called because of an incident, by the clock of their own calendar: they sleep from
-- 22 to 7, whatever the day; business hours are those in which they work. Several ways of calling in the
-- same minute are one call. What is called through a merged incident belongs to the outage.

DROP TABLE IF EXISTS ic_incident;

CREATE TEMP TABLE ic_incident AS
SELECT p.part_id AS id FROM pi_part p WHERE p.kind = 'incident';

DELETE FROM incident_call USING pi_gone g WHERE incident_call.incident_id = g.incident_id;

INSERT INTO incident_call (incident_id, service_id, person_id, "at", hours)
WITH call AS (
  SELECT o.incident_id, a.person_id, coalesce(a.calendar_id, d.default_calendar_id) AS calendar_id,
         min(e."at") AS "at"
  FROM fact_incident_event e
  JOIN ic_incident i ON i.id = e.incident_id
  JOIN production_incident_part o ON o.part_id = e.incident_id
  CROSS JOIN derive_setting d
  LEFT JOIN account a ON a.id = e.account_id
  WHERE e.kind = 'notified' AND coalesce(a.class, 'human') = 'human'
  GROUP BY o.incident_id, a.person_id, coalesce(a.calendar_id, d.default_calendar_id),
           coalesce(e.account_id, 0), date_trunc('minute', e."at")
),
local AS (
  SELECT c.incident_id, c.person_id, c.calendar_id, c."at", k.zone,
         extract(hour FROM (timezone(k.zone, timezone('UTC', c."at")))) AS hour
  FROM call c
  LEFT JOIN calendar k ON k.id = c.calendar_id
)
SELECT l.incident_id, i.service_id, l.person_id, l."at",
       CASE WHEN l.zone IS NULL THEN NULL
            WHEN l.hour >= 22 OR l.hour < 7 THEN 'sleep'
            WHEN h.work_to > h.work_from
              AND extract(epoch FROM (l."at" - h.hour)) >= h.work_from
              AND extract(epoch FROM (l."at" - h.hour)) < h.work_to THEN 'business'
            ELSE 'off' END
FROM local l
JOIN production_incident i ON i.id = l.incident_id
LEFT JOIN calendar_hour h
  ON h.calendar_id = l.calendar_id AND h.hour = date_trunc('hour', l."at");
