package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.FactId;
import io.throughline.running.ApplicationWindows;
import io.throughline.running.DeploymentDetail;
import io.throughline.running.Deployments;
import io.throughline.running.Deployments.Deployed;
import io.throughline.running.IncidentDetail;
import io.throughline.running.Incidents.Happened;
import io.throughline.running.OtherCount;
import io.throughline.running.Running;
import io.throughline.running.Selected;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages and the API say of deployments and incidents, from the derived tables. */
final class RunningTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private RunningTables world;
  private TableWarehouse tables;
  private Running running;

  @BeforeEach
  void open() {
    world = new RunningTables(folder);
    tables = world.tables;
    running = world.running;
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Selected all(int limit, @Nullable String cursor) {
    return new Selected(null, null, LONG_AGO, FactWorld.NOW, null, cursor, limit);
  }

  private static Selected of(@Nullable String team, @Nullable String service) {
    return new Selected(team, service, LONG_AGO, FactWorld.NOW, null, null, 10);
  }

  @Test
  void pagesFollowOneAnotherNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      world.deployed(i, 1, "2026-05-0" + (i / 2 + 1) + " 10:00:00", false);
    }
    Deployments first = running.deployments(all(2, null));
    Deployments second = running.deployments(all(2, first.next()));
    Deployments third = running.deployments(all(2, second.next()));
    assertThat(first.items()).extracting(Deployed::id).containsExactly(5L, 4L);
    assertThat(second.items()).extracting(Deployed::id).containsExactly(3L, 2L);
    assertThat(third.items()).extracting(Deployed::id).containsExactly(1L);
    assertThat(third.next()).isNull();
    assertThatThrownBy(() -> running.deployments(all(2, "nonsense")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void looked(long id, int project, String windows, String at) {
    tables.execute(
        """
        INSERT INTO fact_gitops_application BY NAME
        SELECT %d AS id, %d AS project_id, %s AS windows, TIMESTAMP '%s' AS seen_at
        """
            .formatted(id, project, windows, at));
  }

  /** Of each application what held then; else what was seen first afterwards, which is said. */
  @Test
  void windowsAreToldOfTheApplicationsThatItWentThrough() {
    world.deployed(1, 1, "2026-05-01 10:00:00", false);
    world.deployed(2, 1, "2026-05-02 10:00:00", false);
    for (int part = 0; part < 3; part++) {
      tables.execute(
          "INSERT INTO production_deployment_part BY NAME SELECT 1 AS deployment_id, 1 AS"
              + " service_id, %1$d AS part_id, %1$d AS project_id".formatted(part + 10));
    }
    String friday = "'deny\t0 16 * * 5\t62h\tUTC\tfalse'";
    String christmas = "'deny\t0 0 24 12 *\t72h\t\ttrue'";
    looked(1, 10, christmas, "2026-04-01 00:00:00");
    looked(2, 10, friday, "2026-04-30 00:00:00");
    looked(3, 10, "''", "2026-05-01 11:00:00");
    looked(4, 11, "NULL", "2026-04-30 00:00:00");
    looked(5, 11, christmas, "2026-05-03 00:00:00");
    looked(6, 11, friday, "2026-05-04 00:00:00");
    looked(7, 12, "''", "2026-04-30 00:00:00");
    looked(8, 99, christmas, "2026-04-30 00:00:00");
    assertThat(running.deployment(1).orElseThrow().windows())
        .containsExactlyInAnyOrder(
            new DeploymentDetail.Window("deny", "0 16 * * 5", "62h", "UTC", false, true),
            new DeploymentDetail.Window("deny", "0 0 24 12 *", "72h", null, true, false));
    assertThat(running.deployment(2).orElseThrow().windows()).isEmpty();
  }

  @Test
  void anOutcomeIsPendingForADay() {
    world.deployed(1, 1, "2026-05-01 10:00:00", false);
    world.deployed(2, 1, "2026-05-02 10:00:00", true);
    world.deployed(3, 1, "2026-06-10 11:00:00", null);
    world.deployed(4, 1, "2026-06-10 11:30:00", true);
    world.deployed(5, 1, "2026-06-08 11:30:00", false);
    assertThat(running.deployments(all(10, null)).items())
        .extracting(Deployed::id, Deployed::outcome, Deployed::provisional)
        .containsExactly(
            tuple(4L, "failed", true),
            tuple(3L, "pending", true),
            tuple(5L, "good", true),
            tuple(2L, "failed", false),
            tuple(1L, "good", false));
  }

  @Test
  void aTeamHasWhatCameWhileItOwnedTheService() {
    world.deployed(1, 1, "2026-05-01 10:00:00", false);
    world.deployed(2, 1, "2026-05-20 10:00:00", false);
    assertThat(running.deployments(of("pay", null)).items())
        .extracting(Deployed::id)
        .containsExactly(1L);
    assertThat(running.deployments(of("ops", null)).items())
        .extracting(Deployed::id)
        .containsExactly(2L);
    assertThat(running.deployments(of(null, "shop")).items()).hasSize(2);
    assertThatThrownBy(() -> running.deployments(of("ghosts", null)))
        .isInstanceOf(UnknownNameException.class);
    assertThatThrownBy(() -> running.incidents(of(null, "ghosts")))
        .isInstanceOf(UnknownNameException.class);
  }

  @Test
  void aDeploymentOpensIntoWhatBelongsToIt() {
    world.deployed(1, 1, "2026-05-01 10:00:00", true);
    String sha = FactWorld.sha(1);
    tables.execute(
        """
        INSERT INTO production_deployment_part VALUES
          (1, 1, 101, 9, 'eu', 'failed', TIMESTAMP '2026-05-01 10:00:00', TIMESTAMP '2026-05-01 10:01:00', NULL),
          (1, 1, 102, 9, 'eu', 'succeeded', TIMESTAMP '2026-05-01 10:02:00', TIMESTAMP '2026-05-01 10:05:00', NULL);
        INSERT INTO production_change BY NAME SELECT 1 AS deployment_id, 1 AS service_id, 42 AS merge_request_id, TIMESTAMP '2026-04-29 09:00:00' AS started_at, TIMESTAMP '2026-05-01 10:05:00' AS deployed_at;
        INSERT INTO merge_request BY NAME SELECT 42 AS id, 7 AS iid, 'Cards' AS title, TIMESTAMP '2026-04-30 09:00:00' AS merged_at;
        INSERT INTO shipped BY NAME SELECT 900 AS id, 1 AS service_id, '%s' AS sha, TIMESTAMP '2026-05-01 10:05:00' AS arrived_at;
        INSERT INTO shipped_gate (shipped_id, service_id, gate, place, title, verdict, run_id) VALUES (900, 1, 'unit-test', 0, 'Unit test', 'pass', 3), (900, 1, 'load-test', 1, 'Load test', 'missing', NULL);
        INSERT INTO production_incident BY NAME SELECT 5 AS id, 1 AS service_id, 'P5' AS number, TIMESTAMP '2026-05-01 10:20:00' AS triggered_at, TRUE AS counted, TRUE AS timed, 1 AS tellings, 'monitoring' AS origin;
        INSERT INTO deployment_incident VALUES (1, 1, 5, 'latest');
        INSERT INTO fact_rollout BY NAME SELECT 30 AS id, 9 AS project_id, TIMESTAMP '2026-05-01 10:02:10' AS started_at;
        INSERT INTO fact_analysis_run BY NAME SELECT 30 AS rollout_id, 'success-rate-1' AS key, 'failed' AS phase
        """
            .formatted(sha));
    DeploymentDetail detail = running.deployment(1).orElseThrow();
    assertThat(detail.parts())
        .extracting(DeploymentDetail.Part::status)
        .containsExactly("failed", "succeeded");
    assertThat(detail.changes())
        .extracting(DeploymentDetail.Change::reference)
        .containsExactly("!7");
    assertThat(detail.gates())
        .extracting(DeploymentDetail.Gate::verdict)
        .containsExactly("pass", "missing");
    assertThat(detail.incidents())
        .extracting(DeploymentDetail.Blamed::why)
        .containsExactly("latest");
    assertThat(detail.analyses())
        .extracting(DeploymentDetail.Analysis::phase)
        .containsOnly("failed");
    assertThat(detail.analyses()).hasSize(1);
    assertThat(running.deployment(2)).isEmpty();
  }

  @Test
  void anIncidentOpensIntoWhoTellsOfItAndWhatItIsPutDownTo() {
    world.deployed(1, 1, "2026-05-01 10:00:00", true);
    tables.execute(
        """
        INSERT INTO production_incident BY NAME
          SELECT 5 AS id, 1 AS service_id, 'P5' AS number, TIMESTAMP '2026-05-01 10:20:00' AS triggered_at, TRUE AS counted, TRUE AS timed, 2 AS tellings, 'monitoring' AS origin;
        INSERT INTO production_incident BY NAME
          SELECT 6 AS id, TIMESTAMP '2026-05-02 10:20:00' AS resolved_at, TRUE AS counted, FALSE AS timed, 1 AS tellings, 'customer' AS origin;
        INSERT INTO production_incident_part VALUES
          (5, 51, 'incident', 6, NULL, 'first', TIMESTAMP '2026-05-01 10:20:00', NULL),
          (5, 52, 'incident', 5, NULL, 'same_time', TIMESTAMP '2026-05-01 10:21:00', NULL);
        INSERT INTO fact_incident BY NAME SELECT 51 AS id, 'P5' AS number, 'It burns' AS title;
        INSERT INTO fact_incident_event BY NAME SELECT 51 AS incident_id, 'a' AS key, 'triggered' AS kind, TIMESTAMP '2026-05-01 10:20:00' AS "at";
        INSERT INTO deployment_incident VALUES (1, 1, 5, 'sha')
        """);
    assertThat(running.incidents(all(10, null)).items())
        .extracting(Happened::id, Happened::deployment)
        .containsExactly(tuple(6L, null), tuple(5L, 1L));
    assertThat(running.incidents(of("pay", null)).items())
        .extracting(Happened::id)
        .containsExactly(5L);
    IncidentDetail detail = running.incident(5).orElseThrow();
    assertThat(detail.tellings())
        .extracting(IncidentDetail.Telling::source)
        .containsExactly("pagerduty", "newrelic");
    assertThat(detail.moments())
        .singleElement()
        .satisfies(m -> assertThat(m.kind()).isEqualTo("triggered"));
    assertThat(detail.deployment()).isNotNull();
    assertThat(detail.incident().why()).isEqualTo("sha");
    assertThat(running.incident(7)).isEmpty();
  }

  @Test
  void othersCountTheSameOtherwise() {
    // Four deployments; the first one is blamed for two incidents, one of them told twice.
    world.deployed(1, 1, "2026-05-01 10:00:00", true);
    world.deployed(2, 1, "2026-05-03 10:00:00", false);
    world.deployed(3, 1, "2026-05-20 10:00:00", false);
    world.deployed(4, 1, "2026-05-21 10:00:00", false);
    tables.execute(
        """
        UPDATE production_deployment SET changes = 3 WHERE id = 1;
        INSERT INTO production_incident BY NAME
          SELECT 5 AS id, 1 AS service_id, TIMESTAMP '2026-05-01 11:00:00' AS triggered_at,
                 TIMESTAMP '2026-05-01 13:00:00' AS resolved_at, 2 AS tellings;
        INSERT INTO production_incident BY NAME
          SELECT 6 AS id, 1 AS service_id, TIMESTAMP '2026-05-01 12:00:00' AS triggered_at,
                 TIMESTAMP '2026-05-01 12:30:00' AS resolved_at, 1 AS tellings;
        INSERT INTO production_incident BY NAME
          SELECT 7 AS id, 1 AS service_id, TIMESTAMP '2026-05-15 12:00:00' AS triggered_at, 1 AS tellings;
        INSERT INTO production_incident_part VALUES
          (5, 51, 'incident', 6, NULL, 'first', TIMESTAMP '2026-05-01 11:00:00', TIMESTAMP '2026-05-01 13:00:00'),
          (5, 52, 'incident', 5, NULL, 'same_time', TIMESTAMP '2026-05-01 11:00:00', TIMESTAMP '2026-05-01 12:00:00'),
          (6, 61, 'incident', 6, NULL, 'first', TIMESTAMP '2026-05-01 12:00:00', TIMESTAMP '2026-05-01 12:30:00');
        INSERT INTO deployment_incident VALUES (1, 1, 5, 'latest'), (1, 1, 6, 'latest');
        INSERT INTO merge_request BY NAME
          SELECT 42 AS id, 1 AS service_id, TRUE AS in_scope, FALSE AS is_cherry_pick,
                 TIMESTAMP '2026-05-01 00:00:00' AS started_at, TIMESTAMP '2026-05-01 01:00:00' AS created_at,
                 TIMESTAMP '2026-05-01 02:00:00' AS ready_at, TIMESTAMP '2026-05-01 04:00:00' AS first_response_at,
                 TIMESTAMP '2026-05-01 06:00:00' AS merged_at, TIMESTAMP '2026-05-01 10:00:00' AS deployed_at;
        INSERT INTO merge_request BY NAME
          SELECT 43 AS id, 1 AS service_id, TRUE AS in_scope, FALSE AS is_cherry_pick,
                 TIMESTAMP '2026-05-01 00:00:00' AS started_at, TIMESTAMP '2026-05-01 00:00:00' AS created_at,
                 TIMESTAMP '2026-05-01 03:00:00' AS merged_at
        """);
    assertThat(running.asOthers(all(1, null)))
        .extracting(c -> c.tool() + " " + c.metric(), OtherCount::value)
        .contains(
            // Four tellings of incidents by four deployments.
            tuple("GitLab change_failure_rate", 100.0),
            // Two incidents of three changes each.
            tuple("Four Keys change_failure_rate", 150.0),
            // The latest deployment before each of them, also twelve days before: 1 and 2.
            tuple("DevLake change_failure_rate", 50.0),
            tuple("Middleware change_failure_rate", 50.0),
            tuple("GitLab change_lead_time", 4.0),
            tuple("Swarmia change_lead_time", 10.0),
            tuple("LinearB change_lead_time", 10.0),
            // 3 h of the one that was never deployed, 10 h of the other: the lower one.
            tuple("DevLake change_lead_time", 3.0),
            tuple("GitLab failed_deployment_recovery_time", 1.0),
            tuple("Four Keys failed_deployment_recovery_time", (175 / 60.0 + 145 / 60.0) / 2),
            tuple("KnowHOW failed_deployment_recovery_time", 1.25));
    assertThat(running.asOthers(of("ops", null)))
        .filteredOn(c -> c.metric().equals("change_failure_rate"))
        .extracting(OtherCount::value)
        .containsExactly(50.0, 0.0, 0.0, 0.0);
  }

  /** One that failed never ended to run, and is over all the same when the next one comes. */
  @Test
  void anIncidentAfterTheNextDeploymentIsNoneOfAFailedOne() {
    world.deployed(1, 1, "2026-05-01 10:00:00", true);
    world.deployed(2, 1, "2026-05-03 10:00:00", false);
    world.deployed(3, 1, "2026-05-05 10:00:00", false);
    tables.execute(
        """
        UPDATE production_deployment SET status = 'failed', ends_at = NULL WHERE id = 1;
        UPDATE production_deployment SET ends_at = NULL WHERE id = 3;
        INSERT INTO production_incident BY NAME
          SELECT 5 AS id, 1 AS service_id, TIMESTAMP '2026-05-05 10:00:00' AS triggered_at, 1 AS tellings
        """);
    assertThat(middleware()).isEqualTo(100 / 3.0);
    tables.execute(
        """
        INSERT INTO production_incident BY NAME
          SELECT 6 AS id, 1 AS service_id, TIMESTAMP '2026-05-02 10:00:00' AS triggered_at, 1 AS tellings
        """);
    assertThat(middleware()).isEqualTo(200 / 3.0);
  }

  private @Nullable Double middleware() {
    return running.asOthers(all(1, null)).stream()
        .filter(c -> c.tool().equals("Middleware"))
        .map(OtherCount::value)
        .findFirst()
        .orElseThrow();
  }

  private void kept(
      long project, String name, @Nullable Integer service, @Nullable String... windows) {
    tables.execute(
        "INSERT INTO project VALUES (%d, 5, '%s', '%s', NULL, %s, NULL, FALSE)"
            .formatted(project, name, name, service));
    for (int i = 0; i < windows.length; i++) {
      tables.execute(
          """
          INSERT INTO fact_gitops_application BY NAME
          SELECT %d AS id, %d AS project_id, TIMESTAMP '2026-05-0%d 10:00:00' AS seen_at,
                 CAST(%s AS TEXT) AS windows
          """
              .formatted(
                  project * 10 + i,
                  project,
                  i + 1,
                  windows[i] == null ? "NULL" : "'" + windows[i] + "'"));
    }
  }

  /** As they were seen last; a look that told nothing of them takes nothing back. */
  @Test
  void windowsAreThoseThatWereSeenLast() {
    String weekend = "deny\t0 16 * * 5\t62h\tEurope/Berlin\ttrue";
    String nights = "allow\t0 22 * * *\t8h\t\tfalse";
    kept(FactId.of(5, 101), "shop-eu", 1, nights, weekend, null);
    kept(FactId.of(5, 102), "shop-us", 1, weekend, "");
    kept(FactId.of(5, 103), "ledger-eu", 2, (String) null);
    kept(FactId.of(5, 104), "of-nobody", null, weekend);
    kept(FactId.of(5, 105), "ledger-us", 2, weekend + "\n" + nights);
    assertThat(running.syncWindows())
        .containsExactly(
            new ApplicationWindows(
                "ledger",
                "Ledger",
                "ledger-us",
                List.of(
                    new DeploymentDetail.Window(
                        "deny", "0 16 * * 5", "62h", "Europe/Berlin", true, true),
                    new DeploymentDetail.Window("allow", "0 22 * * *", "8h", null, false, true))),
            new ApplicationWindows(
                "shop",
                "Shop",
                "shop-eu",
                List.of(
                    new DeploymentDetail.Window(
                        "deny", "0 16 * * 5", "62h", "Europe/Berlin", true, true))),
            new ApplicationWindows("shop", "Shop", "shop-us", List.of()));
  }
}
