-- Answers of surveys, and how many came of those who were asked. What one answer means depends on the
-- others of its survey, so a touched survey is made anew.

DROP TABLE IF EXISTS sa_survey;

CREATE TEMP TABLE sa_survey AS
SELECT f.project_id AS id FROM fact_survey_answer f JOIN touched_survey_answer t ON t.id = f.id
WHERE f.project_id IS NOT NULL
UNION
SELECT f.project_id FROM fact_survey_round f JOIN touched_survey_round t ON t.id = f.id
WHERE f.project_id IS NOT NULL
UNION
SELECT a.project_id FROM survey_answer a JOIN touched_survey_answer t ON t.id = a.id
UNION
SELECT s.project_id FROM survey_sending s JOIN touched_survey_round t ON t.id = s.id
UNION
SELECT a.project_id FROM survey_answer a JOIN touched_project t ON t.id = a.project_id
UNION
SELECT s.project_id FROM survey_sending s JOIN touched_project t ON t.id = s.project_id;

DROP TABLE IF EXISTS sa_answer;

-- round_id: the last sending before the answer, by the same way where both tell.
CREATE TEMP TABLE sa_answer AS
WITH asked AS (
  SELECT f.id, r.id AS round_id,
         row_number() OVER (
           PARTITION BY f.id ORDER BY r.sent_at DESC NULLS LAST, r.id DESC NULLS LAST) AS turn
  FROM fact_survey_answer f
  JOIN sa_survey s ON s.id = f.project_id
  JOIN fact_survey_round r
    ON r.project_id = f.project_id AND r.sent_at <= f.answered_at
   AND coalesce(r.kind, f.kind, '') = coalesce(f.kind, r.kind, '')
   AND coalesce(r.medium, f.medium, '') = coalesce(f.medium, r.medium, '')
)
SELECT f.id, f.project_id, f.kind, f.medium, f.segment, f.respondent, f.score, f.scale, f.answer,
       f.recent_uses, f.active_at, f.answered_at, f.sequence, a.round_id,
       lead(f.answered_at) OVER (
         PARTITION BY f.project_id, f.kind, f.medium, f.respondent, a.round_id
         ORDER BY f.answered_at NULLS LAST, f.id NULLS LAST) AS next_at
FROM fact_survey_answer f
JOIN sa_survey s ON s.id = f.project_id
LEFT JOIN asked a ON a.id = f.id AND a.turn = 1
WHERE f.answered_at IS NOT NULL;

DROP TABLE IF EXISTS sa_known;

-- Surveys that tell of anybody how often they use it.
CREATE TEMP TABLE sa_known AS
SELECT DISTINCT a.project_id FROM sa_answer a
WHERE a.recent_uses IS NOT NULL OR a.active_at IS NOT NULL;

DELETE FROM survey_answer USING sa_survey s WHERE survey_answer.project_id = s.id;

INSERT INTO survey_answer (
  id, source_id, project_id, service_id, survey, kind, medium, segment, answered_at, is_good,
  is_last, active, counts, title, web_url, sequence)
WITH judged AS (
  SELECT a.id, a.project_id, a.kind, a.medium, a.segment, a.answered_at, a.sequence,
         CASE WHEN a.kind = 'csat' AND a.score BETWEEN 1 AND a.scale AND a.scale = 5
                THEN a.score >= 4
              WHEN a.kind = 'csat' AND a.score BETWEEN 1 AND a.scale AND a.scale = 7
                THEN a.score >= 6
              WHEN a.kind = 'pmf' AND a.answer IN ('very_disappointed', 'somewhat_disappointed',
                'not_disappointed') THEN a.answer = 'very_disappointed' END AS is_good,
         a.respondent IS NULL OR a.next_at IS NULL
           OR (a.round_id IS NULL AND a.next_at > a.answered_at + INTERVAL '90 days') AS is_last,
         CASE WHEN a.kind <> 'pmf' OR k.project_id IS NULL THEN TRUE
              WHEN a.recent_uses IS NOT NULL THEN a.recent_uses >= 2
              ELSE a.active_at >= a.answered_at - INTERVAL '30 days' END AS active
  FROM sa_answer a
  LEFT JOIN sa_known k ON k.project_id = a.project_id
)
SELECT j.id, CAST(j.id >> 48 AS INTEGER), j.project_id, p.service_id, coalesce(p.name, p.path),
       j.kind, j.medium, j.segment, j.answered_at, j.is_good, j.is_last, j.active,
       j.is_last AND j.is_good IS NOT NULL AND coalesce(j.active, FALSE),
       coalesce(p.name, p.path, 'Survey'), p.web_url, j.sequence
FROM judged j
LEFT JOIN project p ON p.id = j.project_id;

DELETE FROM survey_sending USING sa_survey s WHERE survey_sending.project_id = s.id;

-- Who cannot be told apart counts each time.
INSERT INTO survey_sending (
  id, source_id, project_id, service_id, kind, medium, sent_at, invited, answers, title, web_url,
  sequence)
SELECT r.id, CAST(r.id >> 48 AS INTEGER), r.project_id, p.service_id, r.kind, r.medium, r.sent_at,
       r.invited, CAST(count(a.id) AS INTEGER), coalesce(p.name, p.path, 'Survey'), p.web_url,
       r.sequence
FROM fact_survey_round r
JOIN sa_survey s ON s.id = r.project_id
LEFT JOIN project p ON p.id = r.project_id
LEFT JOIN sa_answer a ON a.round_id = r.id AND (a.respondent IS NULL OR a.next_at IS NULL)
WHERE r.sent_at IS NOT NULL
GROUP BY r.id, r.project_id, p.service_id, r.kind, r.medium, r.sent_at, r.invited, p.name, p.path,
         p.web_url, r.sequence;
