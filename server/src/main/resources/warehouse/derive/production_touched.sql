-- Services whose deployments to production, or what is said of them, may have changed: those that hold
-- what was touched now, and those that held it before.
INSERT INTO touched_production
SELECT p.service_id
FROM project p
JOIN (
  SELECT s.project_id AS id FROM fact_gitops_sync s JOIN touched_gitops_sync t ON t.id = s.id
  UNION
  SELECT a.project_id FROM fact_gitops_application a JOIN touched_gitops_application t ON t.id = a.id
  UNION
  SELECT r.project_id FROM fact_rollout r JOIN touched_rollout t ON t.id = r.id
  UNION
  SELECT id FROM touched_application
  UNION
  SELECT id FROM touched_project
  UNION
  SELECT r.project_id FROM fact_release r JOIN touched_release t ON t.id = r.id
  UNION
  SELECT f.project_id FROM pipeline f JOIN touched_pipeline t ON t.id = f.id
  WHERE {pipeline:f.id} AND f.is_default_branch
) c ON c.id = p.id
WHERE p.service_id IS NOT NULL
UNION
SELECT d.service_id FROM deployment d JOIN touched_deployment t ON t.id = d.id
WHERE {deployment:d.id} AND d.is_production AND d.service_id IS NOT NULL
UNION
SELECT g.service_id FROM gate_run g JOIN touched_gate_run t ON t.id = g.id
WHERE {gate_run:g.id} AND g.service_id IS NOT NULL AND g.image IS NOT NULL
UNION
SELECT b.service_id FROM build_report b JOIN touched_build_report t ON t.id = b.id
WHERE {build_report:b.id} AND b.service_id IS NOT NULL AND b.image IS NOT NULL;

INSERT INTO touched_production
SELECT p.service_id
FROM production_deployment_part p
JOIN (
  SELECT id FROM touched_gitops_sync
  UNION
  SELECT id FROM touched_deployment
) t ON t.id = p.part_id
UNION
SELECT p.service_id FROM production_deployment_part p JOIN touched_project t ON t.id = p.project_id
UNION
SELECT g.service_id FROM gitops_span g JOIN touched_project t ON t.id = g.project_id;

-- A change of the GitOps repository is of those services that brought out its commit, or its image.
INSERT INTO touched_production
SELECT p.service_id
FROM fact_gitops_change c
JOIN touched_gitops_change t ON t.id = c.id
JOIN fact_gitops_sync s ON lower(s.revision) = lower(c.sha)
JOIN project p ON p.id = s.project_id
WHERE p.service_id IS NOT NULL
UNION
SELECT i.service_id
FROM fact_gitops_change c
JOIN touched_gitops_change t ON t.id = c.id
JOIN production_image i ON i.image = c.image;

INSERT INTO touched_production
SELECT d.service_id
FROM production_deployment d JOIN touched_gitops_change t ON t.id = d.gitops_change_id;

-- What a person says, of an incident or of a deployment.
INSERT INTO touched_production
SELECT p.service_id
FROM production_deployment_part p
JOIN (
  SELECT c.subject_id AS id FROM fact_correction c JOIN touched_correction t ON t.id = c.id
  UNION
  SELECT c.other_id FROM fact_correction c JOIN touched_correction t ON t.id = c.id
) c ON c.id = p.part_id OR c.id = p.deployment_id
UNION
SELECT i.service_id
FROM production_incident i
LEFT JOIN production_incident_part q ON q.incident_id = i.id
JOIN fact_correction c ON c.subject_id = i.id OR c.subject_id = q.part_id
JOIN touched_correction t ON t.id = c.id
WHERE i.service_id IS NOT NULL;

-- Tickets say what changes were for.
INSERT INTO touched_production
SELECT DISTINCT m.service_id
FROM ticket_merge_request l
JOIN touched_ticket t ON t.id = l.ticket_id
JOIN merge_request m ON m.id = l.merge_request_id
WHERE m.merged_at IS NOT NULL AND m.service_id IS NOT NULL;

-- A deployment may be blamed for the incident of another service.
INSERT INTO touched_production
SELECT l.service_id
FROM deployment_incident l
JOIN (SELECT id FROM touched_incident UNION SELECT id FROM touched_ticket) t ON t.id = l.incident_id;
