-- What reports of builds said.

DROP TABLE IF EXISTS gone_gated;

CREATE TEMP TABLE gone_gated AS
SELECT DISTINCT b.service_id AS id
FROM build_report b JOIN touched_build_report t ON t.id = b.id
WHERE {build_report:b.id} AND b.service_id IS NOT NULL;

DELETE FROM build_report USING touched_build_report t
WHERE build_report.id = t.id AND {build_report:build_report.id};

INSERT INTO build_report (
  id, source_id, project_id, service_id, sha, ref, is_main, image, build, part, gate_run_id, gate, kind,
  format,
  reported_at, valid_to, last_of_commit,
  scanned, covered_lines, lines, covered_branches, branches, covered_new_lines, new_lines, passed,
  failed, skipped, flaky, critical, high, medium, low, unknown, fixable_critical, fixable_high,
  fixable_medium, suppressed, waived, called_operations, operations, seen_answers, answers,
  samples, failed_samples, p95, users,
  load_window, title, web_url, sequence)
SELECT n.id, CAST(n.id >> 48 AS INTEGER), n.project_id, n.service_id, n.sha, n.ref,
       coalesce(
         (SELECT bool_or(p.default_branch = n.ref) FROM project p
          WHERE p.service_id = n.service_id AND p.default_branch IS NOT NULL),
         n.ref IS NULL OR n.ref IN ('main', 'master')),
       n.image, n.build, coalesce(n.part, ''), n.gate_run_id,
       coalesce(n.gate,
         CASE n.kind
           WHEN 'tests' THEN 'unit-test'
           WHEN 'coverage' THEN 'unit-test'
           WHEN 'code-findings' THEN 'static-analysis'
           WHEN 'composition-findings' THEN 'container-analysis'
           WHEN 'browser-tests' THEN 'functional-test'
           WHEN 'api' THEN 'functional-test'
           WHEN 'load' THEN 'load-test'
           WHEN 'running-findings' THEN 'security-test'
           ELSE '' END),
       n.kind, n.format, n.at, CAST(NULL AS TIMESTAMP), FALSE,
       n.scanned, n.covered_lines, n.lines, n.covered_branches, n.branches, n.covered_new_lines,
       n.new_lines, n.passed, n.failed, n.skipped, n.flaky, n.critical, n.high, n.medium, n.low,
       n.unknown, n.fixable_critical, n.fixable_high, n.fixable_medium, n.suppressed, n.waived,
       n.called_operations, n.operations, n.seen_answers, n.answers, n.samples, n.failed_samples,
       n.p95, n.users,
       n.load_window, coalesce(n.ref || ' ', '') || coalesce(substr(n.sha, 1, 8), ''), n.web_url,
       n.sequence
FROM (
  SELECT f.*, coalesce(s.id, p.service_id) AS service_id
  FROM fact_build_report f
  JOIN (SELECT DISTINCT id FROM touched_build_report) t ON t.id = f.id
  LEFT JOIN service s ON s.key = f.service
  LEFT JOIN project p ON p.id = f.project_id
  WHERE {build_report:f.id} AND f.at IS NOT NULL
) n;

INSERT INTO touched_gated
SELECT id FROM gone_gated
UNION
SELECT DISTINCT b.service_id
FROM build_report b JOIN touched_build_report t ON t.id = b.id
WHERE {build_report:b.id} AND b.service_id IS NOT NULL;

-- What was found when, first. A report that is told again changes nothing of it.
DROP TABLE IF EXISTS new_finding;

CREATE TEMP TABLE new_finding AS
SELECT b.service_id, b.kind, f.identity, min(b.reported_at) AS seen_at
FROM build_report b
JOIN (SELECT DISTINCT id FROM touched_build_report) t ON t.id = b.id
JOIN fact_report_finding f ON f.report_id = b.id
WHERE {build_report:b.id} AND {build_report:f.report_id} AND b.is_main
  AND b.service_id IS NOT NULL AND f.state IN ('open', 'waived')
GROUP BY b.service_id, b.kind, f.identity;

INSERT INTO new_finding
SELECT s.service_id, s.kind, s.identity, s.first_seen_at
FROM service_finding s
JOIN new_finding n
  ON n.service_id = s.service_id AND n.kind = s.kind AND n.identity = s.identity;

DELETE FROM service_finding USING new_finding n
WHERE service_finding.service_id = n.service_id AND service_finding.kind = n.kind
  AND service_finding.identity = n.identity;

INSERT INTO service_finding (service_id, kind, identity, first_seen_at)
SELECT service_id, kind, identity, min(seen_at) FROM new_finding GROUP BY service_id, kind, identity;
