package io.throughline.metric;

import io.throughline.metric.Findings.Look;
import java.util.List;

/** What to look for among deployments to production and what brings them there. */
final class DeploymentFindings {
  static final List<Look> LOOKS =
      List.of(
          new Look(
              "deployment without a version",
              "Of its images neither tag nor digest is known, or the tag is latest, so that only the"
                  + " revision of Git tells what was deployed. Give each build a tag of its own.",
              """
              SELECT DISTINCT coalesce(p.name, p.path), p.web_url
              FROM (
                SELECT d.project_id, d.artifact, d.version,
                       row_number() OVER (PARTITION BY d.project_id
                                          ORDER BY d.started_at DESC, d.id DESC) AS place
                FROM production_deployment d
                WHERE d.via = 'argocd' AND d.started_at >= (
                  SELECT max(started_at) - INTERVAL '90 days' FROM production_deployment)
              ) l
              JOIN project p ON p.id = l.project_id
              WHERE l.place = 1 AND NOT coalesce(p.deleted, FALSE)
                AND (l.version IS NULL OR l.artifact ~ '^(.* )?[^ @]*:latest( .*)?$')
              ORDER BY 1
              """),
          new Look(
              "application of no service",
              "What it brings out counts as no deployment. Name it under a service's argocd in"
                  + " throughline.yaml, or label it with its service.",
              """
              SELECT coalesce(p.name, p.path), p.web_url FROM project p
              WHERE p.service_id IS NULL AND NOT coalesce(p.deleted, FALSE)
                AND EXISTS (SELECT 1 FROM service)
                AND (EXISTS (SELECT 1 FROM fact_gitops_application a WHERE a.project_id = p.id)
                  OR EXISTS (SELECT 1 FROM fact_gitops_sync s WHERE s.project_id = p.id))
                AND NOT EXISTS (
                  SELECT 1 FROM fact_gitops_sync s
                  WHERE s.project_id = p.id AND lower(s.tier) <> 'production')
              ORDER BY 1
              """),
          new Look(
              "deployed all at once",
              "Argo CD brings it to production and it has no Rollout, or one without steps. The"
                  + " process asks for canary or blue-green.",
              """
              SELECT v.key, p.web_url FROM gitops_service g
              JOIN service v ON v.id = g.service_id
              LEFT JOIN project p ON p.id = g.project_id
              WHERE g.valid_to >= TIMESTAMP '9999-01-01 00:00:00' AND NOT g.progressive
                AND EXISTS (
                  SELECT 1 FROM gitops_span s
                  WHERE s.service_id = g.service_id AND s.strategy IS NOT NULL
                    AND s.valid_to >= TIMESTAMP '9999-01-01 00:00:00')
              ORDER BY v.key
              """),
          new Look(
              "deployment of an unknown commit",
              "Nothing tells which commit it brought, so it has no changes and no lead time, and the"
                  + " coverage of both is lower. Label images with their revision, or let the commit"
                  + " in the GitOps repository name it. Counted over three months.",
              """
              SELECT v.key || ': ' || CAST(count(*) FILTER (WHERE d.sha IS NULL) AS TEXT) || ' of '
                       || CAST(count(*) AS TEXT),
                     max(CASE WHEN d.sha IS NULL THEN d.web_url END)
              FROM production_deployment d JOIN service v ON v.id = d.service_id
              WHERE d.kind <> 'config' AND d.started_at >= (
                SELECT max(started_at) - INTERVAL '90 days' FROM production_deployment)
              GROUP BY v.key
              HAVING count(*) FILTER (WHERE d.sha IS NULL) > 0
              ORDER BY v.key
              """),
          new Look(
              "deployment before its cause",
              "It ended before it began, or before the first commit that it brought was written, so"
                  + " the duration is not used. The clocks of two systems may differ.",
              """
              SELECT v.key || ' ' || coalesce(d.title, ''), d.web_url
              FROM production_deployment d JOIN service v ON v.id = d.service_id
              WHERE d.ended_at < d.started_at OR d.healthy_at < d.started_at
                OR EXISTS (
                  SELECT 1 FROM production_change c
                  WHERE c.deployment_id = d.id AND c.service_id = d.service_id
                    AND c.deployed_at < c.started_at)
              ORDER BY d.started_at DESC
              """));

  private DeploymentFindings() {}
}
