package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.ServiceSample;
import io.throughline.running.Impact;
import io.throughline.running.Impact.Effect;
import io.throughline.running.Impact.Verdict;
import io.throughline.running.Running;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages and the API say of what a deployment did, from the tables. */
final class ImpactTest {
  @TempDir Path folder;
  private RunningTables world;
  private Running running;

  @BeforeEach
  void open() {
    world = new RunningTables(folder);
    running = world.running;
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Minutes of samples from {@code from} on. */
  private void samples(String environment, Instant from, int minutes, int requests, int errors) {
    for (int i = 0; i < minutes; i++) {
      Instant at = from.plus(i, ChronoUnit.MINUTES);
      world.tables.execute(
          """
          INSERT INTO fact_service_sample BY NAME
          SELECT %d AS sample_hour_id, '%s/%s' AS key, %d AS project_id, '%s' AS environment,
                 TIMESTAMP '%s' AS start_at, 60 AS seconds, %d AS requests, %d AS errors,
                 %d AS p95
          """
              .formatted(
                  ServiceSample.hour(RunningTables.WATCHED, at),
                  environment,
                  at,
                  RunningTables.WATCHED,
                  environment,
                  at.toString().replace("T", " ").replace("Z", ""),
                  requests,
                  errors,
                  100 + 10 * errors + i % 3));
    }
  }

  private static Effect effect(Impact impact, String measure) {
    return impact.effects().stream()
        .filter(e -> e.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatADeploymentDidIsToldOfItsServiceInProduction() {
    Instant start = Instant.parse("2026-05-08T10:00:00Z");
    Instant served = start.plus(5, ChronoUnit.MINUTES);
    world.deployed(1, 1, "2026-05-08 10:00:00", null);
    samples("production", start.minus(40, ChronoUnit.MINUTES), 40, 100, 1);
    samples("production", start, 5, 100, 50);
    samples("production", served, 40, 100, 5);
    samples("staging", start.minus(40, ChronoUnit.MINUTES), 90, 1000, 500);
    samples("pre-production", start.minus(40, ChronoUnit.MINUTES), 90, 1000, 500);
    samples("production", served.minus(7, ChronoUnit.DAYS), 30, 100, 1);
    Impact impact = running.impact(1).orElseThrow();
    assertThat(impact.points()).hasSize(85);
    Effect errors = effect(impact, "error_rate");
    assertThat(errors.before()).isCloseTo(1, within(1e-9));
    assertThat(errors.after()).isCloseTo(5, within(1e-9));
    assertThat(errors.lastWeek()).isCloseTo(1, within(1e-9));
    assertThat(errors.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(effect(impact, "latency_p95").verdict()).isEqualTo(Verdict.WORSE);
    assertThat(effect(impact, "cpu").verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
    assertThat(effect(impact, "cpu").after()).isNull();
    assertThat(impact.confounders()).isEmpty();
    world.deployed(2, 2, "2026-05-08 10:20:00", null);
    Impact confounded = running.impact(1).orElseThrow();
    assertThat(confounded.confounders()).containsExactly("Ledger 1.2 came meanwhile");
    assertThat(effect(confounded, "error_rate").verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
    assertThat(running.impact(2).orElseThrow().confounders()).isEmpty();
    assertThat(running.impact(3)).isEmpty();
    assertThat(List.of(running.impact(2).orElseThrow().points())).containsExactly(List.of());
  }

  /** Minutes of one version, five minutes long or one. */
  private void tracks(
      String label, Instant from, int count, int seconds, int requests, @Nullable Integer errors) {
    for (int i = 0; i < count; i++) {
      Instant at = from.plusSeconds((long) seconds * i);
      world.tables.execute(
          """
          INSERT INTO fact_track_sample BY NAME
          SELECT %d AS sample_hour_id, '%s/%s' AS key, %d AS project_id, 'production' AS environment,
                 TIMESTAMP '%s' AS start_at, %d AS seconds, '%s' AS label, %d AS requests,
                 %s AS errors, %d AS p95
          """
              .formatted(
                  ServiceSample.hour(RunningTables.WATCHED, at),
                  label,
                  at,
                  RunningTables.WATCHED,
                  at.toString().replace("T", " ").replace("Z", ""),
                  seconds,
                  label,
                  requests,
                  errors,
                  100 + i % 3 + (errors == null ? 0 : errors)));
    }
  }

  private static Impact.Compared compared(Impact impact, String measure) {
    return Objects.requireNonNull(impact.canary()).measures().stream()
        .filter(m -> m.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCanaryIsComparedWithWhatServedBesideIt() {
    Instant start = Instant.parse("2026-05-08T10:00:00Z");
    world.deployed(1, 1, "2026-05-08 10:00:00", null);
    samples("production", start.minus(40, ChronoUnit.MINUTES), 85, 100, 1);
    assertThat(running.impact(1).orElseThrow().canary()).as("nothing tells them apart").isNull();
    tracks("Stable", start.minusSeconds(120), 20, 60, 80, 1);
    assertThat(running.impact(1).orElseThrow().canary()).as("one version alone").isNull();
    tracks("Canary", start, 20, 60, 20, 4);
    Impact impact = running.impact(1).orElseThrow();
    Impact.Canary canary = Objects.requireNonNull(impact.canary());
    // It served all after five minutes.
    assertThat(canary.from()).isEqualTo(start);
    assertThat(canary.to()).isEqualTo(start.plusSeconds(300));
    assertThat(canary.stableRequests()).isEqualTo(400);
    assertThat(canary.canaryRequests()).isEqualTo(100);
    assertThat(canary.confounders()).isEmpty();
    Impact.Compared errors = compared(impact, "error_rate");
    assertThat(errors.stable()).isCloseTo(1.25, within(1e-9));
    assertThat(errors.canary()).isCloseTo(20, within(1e-9));
    assertThat(errors.delta()).isCloseTo(18.75, within(1e-9));
    assertThat(errors.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(compared(impact, "latency_p95").verdict())
        .as("3 ms more are too few")
        .isEqualTo(Verdict.NO_CHANGE);
    assertThat(effect(impact, "error_rate").verdict())
        .as("before and after are as they were")
        .isEqualTo(Verdict.NO_CHANGE);
  }

  @Test
  void aCanaryOfFewRequestsOrFewMeasurementsIsNotDecided() {
    Instant start = Instant.parse("2026-05-08T10:00:00Z");
    world.deployed(1, 1, "2026-05-08 10:00:00", null);
    tracks("stable", start, 5, 60, 80, 1);
    tracks("canary", start, 5, 60, 19, 4);
    Impact impact = running.impact(1).orElseThrow();
    assertThat(compared(impact, "error_rate").verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
    assertThat(compared(impact, "error_rate").reason())
        .isEqualTo("too few requests: 400 stable, 95 canary; 100 are needed");
    world.tables.execute("DELETE FROM fact_track_sample");
    // A longer one reaches beyond the end, when all is of one version.
    tracks("stable", start, 2, 180, 800, null);
    tracks("canary", start, 2, 180, 200, null);
    impact = running.impact(1).orElseThrow();
    assertThat(Objects.requireNonNull(impact.canary()).to()).isEqualTo(start.plusSeconds(180));
    assertThat(compared(impact, "error_rate").stable()).as("not told is not none").isNull();
    assertThat(compared(impact, "latency_p95").reason())
        .isEqualTo("too few measurements: 1 stable, 1 canary");
  }

  /**
   * Another deployment of the same service mixes the versions; one of a service below hits both.
   */
  @Test
  void anotherDeploymentOfTheServiceConfoundsItsCanary() {
    Instant start = Instant.parse("2026-05-08T10:00:00Z");
    world.deployed(1, 1, "2026-05-08 10:00:00", null);
    tracks("stable", start, 5, 60, 80, 1);
    tracks("canary", start, 5, 60, 80, 20);
    world.deployed(2, 2, "2026-05-08 10:01:00", null);
    Impact impact = running.impact(1).orElseThrow();
    assertThat(impact.confounders()).isNotEmpty();
    assertThat(compared(impact, "error_rate").verdict()).isEqualTo(Verdict.WORSE);
    world.deployed(3, 1, "2026-05-08 10:04:00", null);
    impact = running.impact(1).orElseThrow();
    assertThat(Objects.requireNonNull(impact.canary()).confounders())
        .containsExactly("Shop 1.3 came meanwhile");
    assertThat(compared(impact, "error_rate").verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
  }
}
