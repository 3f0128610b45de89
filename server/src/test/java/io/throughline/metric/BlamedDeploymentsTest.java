package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which deployment an incident is put down to. */
final class BlamedDeploymentsTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;

  private ProductionWorld world() {
    return new ProductionWorld(new FactWorld(folder));
  }

  private static Reading may(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-04"), day("2026-06-01"), Grain.TOTAL, null))
        .getFirst();
  }

  /** Version of the deployment, number of the incident and why. */
  private static List<String> blamed(ProductionWorld world) {
    return world.facts.warehouse.query(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (var statement = connection.createStatement();
              var row =
                  statement.executeQuery(
                      "SELECT d.version || ' ' || (i.incident_id & 65535) || ' ' || i.why"
                          + " FROM deployment_incident i"
                          + " JOIN production_deployment d ON d.id = i.deployment_id"
                          + " ORDER BY i.incident_id")) {
            while (row.next()) {
              rows.add(row.getString(1));
            }
          }
          return rows;
        });
  }

  /** 8, N23: of several deployments before an incident, the latest one, and no other. */
  @Test
  void anIncidentIsTheLatestDeploymentsOnly() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-05T08:00");
      world.deployed(2, "2026-05-05T09:00");
      world.deployed(3, "2026-05-05T10:00");
      world.incident(1, "2026-05-05T10:30", "2026-05-05T11:30", null, null);
      world.deployed(4, "2026-05-05T12:00");
      world.facts.shuffled(new Random(7));
      Readings readings = world.readings();
      assertThat(blamed(world)).containsExactly("3.0 1 latest");
      assertThat(may(readings, "change_failure_rate").value()).isEqualTo(25);
      assertThat(may(readings, "failed_deployment_recovery_time").value()).isEqualTo(1.5);
      assertThat(may(readings, "failed_deployment_recovery_time_from_detection").value())
          .isEqualTo(1);
    }
  }

  /** 9: two incidents of one deployment are one failure, restored when both are resolved. */
  @Test
  void twoIncidentsOfOneDeploymentAreOneFailure() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-05T08:00");
      world.incident(1, "2026-05-05T09:00", "2026-05-05T10:00", null, null);
      world.incident(2, "2026-05-05T09:30", "2026-05-05T11:00", null, null);
      world.deployed(2, "2026-05-07T12:00");
      Readings readings = world.readings();
      assertThat(blamed(world)).containsExactly("1.0 1 latest", "1.0 2 latest");
      assertThat(may(readings, "change_failure_rate").value()).isEqualTo(50);
      assertThat(may(readings, "failed_deployment_recovery_time").value()).isEqualTo(3);
      assertThat(may(readings, "escaped_defect_by_gate").value()).isEqualTo(100);
      assertThat(may(readings, "escaped_defect_by_gate").coverage()).isEqualTo(1);
    }
  }

  /** 10: an outage of the data centre is no deployment's, nor is one long after the last. */
  @Test
  void whatHasAnotherCauseIsNoDeployments() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-05T08:00");
      world.incident(1, "2026-05-05T09:00", "2026-05-05T10:00", "infrastructure", null);
      world.incident(3, "2026-05-05T09:00", "2026-05-05T10:00", "third_party", null);
      world.incident(5, "2026-05-06T09:00", "2026-05-06T10:00", "change", null);
      Readings readings = world.readings();
      assertThat(blamed(world)).isEmpty();
      assertThat(may(readings, "change_failure_rate").value()).isZero();
    }
  }

  /** What a person says wins over the commit of the post-mortem, and that over what came last. */
  @Test
  void whoKnowsBetterIsBelieved() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T08:00", "2026-05-04T09:00");
      long first = world.deployed(1, "2026-05-05T08:00");
      long second = world.deployed(2, "2026-05-05T09:00");
      world.deployed(3, "2026-05-05T10:00");
      String sha = ProductionWorld.sha(1).substring(0, 10);
      world.incident(1, "2026-05-05T10:30", null, "change", sha);
      world.incident(3, "2026-05-05T10:30", null, null, sha);
      world.said(
          "incident", ProductionWorld.incidentId(3), "caused_by", second, "2026-05-06T09:00");
      world.incident(5, "2026-05-05T10:30", null, null, null);
      world.said("incident", ProductionWorld.incidentId(5), "caused_by", first, "2026-05-06T09:00");
      world.said(
          "incident", ProductionWorld.incidentId(5), "not_caused_by", first, "2026-05-06T10:00");
      world.readings();
      assertThat(blamed(world)).containsExactly("1.0 1 sha", "2.0 3 explicit", "3.0 5 latest");
    }
  }

  /** What failed carries nothing, so that the next one carries the commit that broke it. */
  @Test
  void anIncidentIsNotTheOneThatBeganAfterIt() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T08:00");
      world.merged(1, 2, "2026-05-04T08:00", "2026-05-04T09:00");
      world.sync(1, 2, "2026-05-05T08:00").phase("failed").tell();
      world.incident(
          1, "2026-05-05T08:30", null, "change", ProductionWorld.sha(2).substring(0, 10));
      world.merged(2, 3, "2026-05-05T08:40", "2026-05-05T09:00");
      world.deployed(3, "2026-05-05T10:00");
      world.readings();
      assertThat(blamed(world)).containsExactly("2.0 1 sha");
    }
  }

  @Test
  void aPersonSaysWhatIsRework() {
    ProductionWorld world = world();
    try (world.facts) {
      long first = world.deployed(1, "2026-05-05T08:00");
      world.merged(2, 2, "2026-05-05T09:00", "2026-05-05T10:00", ",hotfix,", null);
      long second = world.deployed(2, "2026-05-05T11:00");
      world.said("deployment", first, "rework", null, "2026-05-06T09:00");
      world.said("deployment", second, "not_rework", null, "2026-05-06T09:00");
      Readings readings = world.readings();
      assertThat(may(readings, "deployment_rework_rate").value()).isEqualTo(50);
      assertThat(may(readings, "change_failure_rate").value()).isEqualTo(50);
    }
  }
}
