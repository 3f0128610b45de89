package io.throughline.metric;

import io.throughline.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong or missing in the data, found by looking, most pressing first. */
public final class Findings {
  /** Of one kind no more are listed; the message of the list says how many there are. */
  private static final int MOST = 25;

  private final Warehouse warehouse;

  public Findings(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * One thing to look for.
   *
   * @param sql gives subject and link, ordered; every row is one finding
   */
  record Look(String kind, String message, String sql) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look(
              "unmapped project",
              "Its merge requests, pipelines and deployments belong to no service, and so to no"
                  + " team's service. Name the project under services in throughline.yaml.",
              """
              SELECT p.path, p.web_url FROM project p
              WHERE p.service_id IS NULL AND p.path IS NOT NULL AND NOT coalesce(p.deleted, FALSE)
                AND EXISTS (SELECT 1 FROM service)
                AND EXISTS (SELECT 1 FROM merge_request m WHERE m.project_id = p.id)
              ORDER BY p.path
              """),
          new Look(
              "service without a team",
              "Nobody owns it, so its pipelines and its agents' changes count for no team. Name it"
                  + " under a team's services.",
              """
              SELECT s.key, NULL FROM service s
              WHERE NOT EXISTS (SELECT 1 FROM team_service t WHERE t.service_id = s.id)
              ORDER BY s.key
              """),
          new Look(
              "project not found",
              "throughline.yaml names it, and no source has it: renamed, moved, or no access with"
                  + " this token?",
              """
              SELECT sp.path, NULL FROM service_project sp
              WHERE EXISTS (SELECT 1 FROM project)
                AND sp.source_system <> 'surveys'
                AND NOT EXISTS (SELECT 1 FROM project p WHERE lower(p.path) = lower(sp.path))
              ORDER BY sp.path
              """),
          new Look(
              "unknown account",
              "A human account that throughline.yaml does not name: its work counts for no team. Add"
                  + " it to a person's accounts, or to bots.",
              """
              SELECT a.username, NULL FROM account a
              WHERE a.class = 'human' AND a.person_id < 0 AND a.username IS NOT NULL
                AND EXISTS (SELECT 1 FROM person)
                AND EXISTS (SELECT 1 FROM merge_request m WHERE m.author_account_id = a.id)
              ORDER BY a.username
              """),
          new Look(
              "person without a team",
              "Their work counts for the organisation and for no team. Name them under a team's"
                  + " members.",
              """
              SELECT p.name, NULL FROM person p
              WHERE NOT EXISTS (SELECT 1 FROM team_person t WHERE t.person_id = p.id)
                AND EXISTS (SELECT 1 FROM team)
              ORDER BY p.name
              """),
          new Look(
              "impossible times",
              "An event comes before the one that it follows, so the duration is not used. The source"
                  + " may have changed its history.",
              """
              SELECT p.path || '!' || CAST(m.iid AS VARCHAR), m.web_url FROM merge_request m
              JOIN project p ON p.id = m.project_id
              WHERE m.merged_at IS NOT NULL
                AND (m.merged_at < m.created_at OR m.ready_at > m.merged_at
                  OR m.deployed_at < m.merged_at OR m.started_at > m.ready_at)
              ORDER BY m.merged_at DESC
              """),
          new Look(
              "unknown word",
              "The source uses a word that this version does not know, so that it may be newer. What"
                  + " bears it is kept, and counts neither as succeeded nor as failed. Update"
                  + " Throughline, or tell its makers.",
              """
              SELECT 'pipeline status "' || p.status || '"', min(p.web_url) FROM pipeline p
              WHERE p.status NOT IN ('created', 'waiting_for_resource', 'preparing',
                'waiting_for_callback', 'pending', 'running', 'success', 'failed', 'canceling',
                'canceled', 'cancelled', 'skipped', 'manual', 'scheduled')
              GROUP BY p.status
              UNION ALL
              SELECT 'deployment status "' || d.status || '"', min(d.web_url) FROM deployment d
              WHERE d.status NOT IN ('created', 'running', 'success', 'failed', 'canceled',
                'cancelled', 'skipped', 'blocked', 'pending', 'manual', 'scheduled', 'preparing',
                'waiting_for_resource', 'waiting_for_callback', 'canceling')
              GROUP BY d.status
              UNION ALL
              SELECT 'merge request state "' || m.state || '"', min(m.web_url) FROM merge_request m
              WHERE m.state NOT IN ('opened', 'closed', 'merged', 'locked')
              GROUP BY m.state
              ORDER BY 1
              """),
          new Look(
              "old first commit",
              "Its first commit is so much older than the merge request that the creation is taken as"
                  + " the start (an old cherry-pick or copied history).",
              """
              SELECT p.path || '!' || CAST(m.iid AS VARCHAR), m.web_url FROM merge_request m
              JOIN project p ON p.id = m.project_id
              WHERE m.started_by = 'old_commit' AND m.in_scope
              ORDER BY m.merged_at DESC
              """),
          new Look(
              "no production deployments",
              "Its changes never count as deployed, so it has no cycle time. Give an environment the"
                  + " tier production, or publish releases if it is a library.",
              """
              SELECT p.path, p.web_url FROM project p
              WHERE p.service_id IS NOT NULL AND NOT coalesce(p.deleted, FALSE)
                AND EXISTS (SELECT 1 FROM merge_request m WHERE m.project_id = p.id AND m.in_scope)
                AND NOT EXISTS (
                  SELECT 1 FROM merge_request m WHERE m.project_id = p.id AND m.deployable)
              ORDER BY p.path
              """));

  /** Looks now. */
  public List<Finding> find() {
    return warehouse.query(
        connection -> {
          List<Finding> all = new ArrayList<>();
          for (Look look : LOOKS) {
            all.addAll(find(connection, look));
          }
          for (Look look : TicketFindings.LOOKS) {
            all.addAll(find(connection, look));
          }
          for (Look look : DeploymentFindings.LOOKS) {
            all.addAll(find(connection, look));
          }
          for (Look look : IncidentFindings.LOOKS) {
            all.addAll(find(connection, look));
          }
          return all;
        });
  }

  private static List<Finding> find(Connection connection, Look look) throws SQLException {
    List<Finding> found = new ArrayList<>();
    int count = 0;
    try (PreparedStatement statement = connection.prepareStatement(look.sql());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        count++;
        if (count <= MOST) {
          found.add(new Finding(look.kind(), rows.getString(1), look.message(), rows.getString(2)));
        }
      }
    }
    if (count > MOST) {
      found.add(new Finding(look.kind(), "and " + (count - MOST) + " more", look.message(), null));
    }
    return found;
  }
}
