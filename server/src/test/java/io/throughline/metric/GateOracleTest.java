package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.metric.MetricKind;
import io.throughline.model.time.Grain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric of gates over random worlds, through the whole product, against the slow oracle.
 * {@code -Doracle.worlds=1000} asks for more worlds and {@code -Doracle.seed=7} for one of them
 * again.
 */
final class GateOracleTest {
  private static final Set<String> SUBJECTS =
      Set.of("gate_run", "build_report", "shipped", "image");
  private static final List<Scope> SCOPES =
      List.of(
          new Scope.Everyone(),
          new Scope.OfTeam("all"),
          new Scope.OfTeam("pay"),
          new Scope.OfTeam("ops"),
          new Scope.OfService("shop"),
          new Scope.OfService("desk"),
          new Scope.OfService("kit"),
          new Scope.OfService("solo"),
          new Scope.OfService("dock"));
  private static final List<Grain> GRAINS =
      List.of(Grain.TOTAL, Grain.MONTH, Grain.WEEK, Grain.DAY);

  /** Metrics that tell parts apart, with some of them. */
  private static final Map<String, List<String>> PARTS =
      new TreeMap<>(
          Map.of(
              "gate_pass_rate", List.of("unit-test", "load-test"),
              "container_vulns", List.of("critical", "unknown"),
              "container_vuln_age", List.of("CVE-0", "CVE-1"),
              "api_security_findings", List.of("high", "low"),
              "load_p95", List.of("GET /", "pay")));

  private static final List<String> METRICS =
      Catalogue.shipped().definitions().stream()
          .filter(d -> SUBJECTS.contains(d.subject()) && d.kind() != MetricKind.DERIVED)
          .map(d -> d.id())
          .toList();

  /** How versions of services of Argo CD arrive, and do not. */
  private static final Set<String> WAYS =
      Set.of(
          "named by its label",
          "known by its digest",
          "of no known commit",
          "the same again",
          "back again",
          "told by GitLab as well",
          "told by GitLab before");

  /** How waivers of the organisation stand to what was told. */
  private static final Set<String> WAIVED =
      Set.of("ended", "failed and waived", "no data and waived", "missing and waived");

  @TempDir Path folder;

  /** Where something was read, by metric; and by metric and part. */
  private final Set<String> met = new TreeSet<>();

  private final List<String> differences = new ArrayList<>();

  @Test
  void everyMetricOfGatesOfRandomWorldsAgreesWithTheOracle() throws Exception {
    String seed = System.getProperty("oracle.seed");
    int worlds = seed == null ? Integer.getInteger("oracle.worlds", 5) : 1;
    for (int i = 0; i < worlds; i++) {
      long number = seed == null ? i + 1L : Long.parseLong(seed);
      compare(number);
      assertThat(differences).as("world " + number).isEmpty();
    }
    if (seed == null) {
      assertThat(met).as("something is read of each metric").containsAll(METRICS);
      PARTS.forEach(
          (metric, parts) -> parts.forEach(p -> assertThat(met).contains(metric + " of " + p)));
      assertThat(met).as("every way of Argo CD is met").containsAll(WAYS);
      assertThat(met).as("every way of waivers is met").containsAll(WAIVED);
    }
  }

  /** That is seen in the worlds above as well, of which some are told in any order. */
  @Test
  void whatIsToldInAnyOrderReadsTheSame() throws Exception {
    long seed = Long.getLong("oracle.seed", 1);
    List<Map<String, List<Reading>>> inOrder = everything(seed, null);
    assertThat(inOrder.getFirst().values())
        .anyMatch(line -> line.stream().anyMatch(reading -> reading.n() > 0));
    assertThat(everything(seed, new Random(seed * 100 + 1)))
        .as("world %s", seed)
        .isEqualTo(inOrder);
  }

  private List<Map<String, List<Reading>>> everything(long seed, @Nullable Random random)
      throws Exception {
    try (FactWorld world = new GateOracleWorld(seed).told(Files.createTempDirectory(folder, "w"))) {
      if (random != null) {
        world.shuffled(random);
      }
      Readings readings = world.readings();
      return SCOPES.stream()
          .map(scope -> readings.readAll(METRICS, query("", scope, Grain.WEEK)))
          .toList();
    }
  }

  private void compare(long seed) throws Exception {
    GateOracleWorld imagined = new GateOracleWorld(seed);
    GateOracle oracle = new GateOracle(imagined);
    met.addAll(new GateOracleShipping(imagined).ways());
    try (FactWorld world = imagined.told(Files.createTempDirectory(folder, "w"))) {
      if (seed % 3 == 0) {
        world.shuffled(new Random(seed));
      }
      Readings readings = world.readings();
      for (int i = 0; i < SCOPES.size(); i++) {
        Scope scope = SCOPES.get(i);
        // Every scope meets every grain within four worlds; days are many.
        Grain grain = GRAINS.get((int) ((seed + i) % 4));
        readings
            .readAll(METRICS, query("", scope, grain))
            .forEach((metric, line) -> compare(oracle, metric, scope, line, null));
        met.addAll(imagined.waivers.ways);
        // And every scope is asked for parts in every other world.
        if ((seed + i) % 2 == 0) {
          PARTS.forEach(
              (metric, parts) ->
                  parts.forEach(
                      part ->
                          compare(
                              oracle,
                              metric,
                              scope,
                              readings.read(query(metric, scope, grain).ofPart(part)),
                              part)));
        }
      }
    }
  }

  private static ReadingQuery query(String metric, Scope scope, Grain grain) {
    return new ReadingQuery(metric, scope, GateOracleWorld.FIRST, GateOracleWorld.END, grain, null);
  }

  private void compare(
      GateOracle oracle, String metric, Scope scope, List<Reading> line, @Nullable String part) {
    ZoneId zone =
        scope.equals(new Scope.OfTeam("ops")) ? ZoneId.of("America/New_York") : FactWorld.ZONE;
    for (Reading reading : line) {
      LocalDate from = reading.from();
      GateOracleSums.Expected expected =
          oracle.expected(
              metric,
              scope,
              from.atStartOfDay(zone).toInstant(),
              reading.to().atStartOfDay(zone).toInstant(),
              part);
      if (reading.value() != null) {
        met.add(part == null ? metric : metric + " of " + part);
      }
      boolean same =
          reading.n() == expected.n()
              && near(reading.value(), expected.value())
              && near(reading.numerator(), expected.numerator())
              && near(reading.denominator(), expected.denominator())
              && near(reading.p75(), expected.p75())
              && near(reading.p90(), expected.p90())
              && reading.doubt() == expected.doubt();
      if (!same) {
        differences.add(metric + " " + part + " " + scope + " " + reading + "\n  not " + expected);
      }
    }
  }

  private static boolean near(@Nullable Double one, @Nullable Double other) {
    return one == null || other == null
        ? one == null && other == null
        : Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
  }
}
