package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Incident;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random incidents, told in any order and in batches of any size, against the slow way. */
class OutageOracleTest {
  private static final Instant MONDAY = Instant.parse("2026-05-03T22:00:00Z");
  private static final int[] SOURCES = {5, 6, 7};

  @TempDir Path folder;

  private final List<Incident> incidents = new ArrayList<>();
  private final List<Correction> corrections = new ArrayList<>();
  private final Map<Long, String> services = new HashMap<>();

  /** Few minutes and few keys, so that much of it meets. */
  private Incident random(Random random, int number) {
    int source = SOURCES[random.nextInt(SOURCES.length)];
    Long project = FactId.of(source, 1 + random.nextInt(2));
    Instant triggered = MONDAY.plusSeconds(random.nextInt(60) * 240L + random.nextInt(3));
    Instant resolved = triggered.plusSeconds(random.nextInt(2) * 60L + random.nextInt(100) * 60L);
    boolean unknownStart = random.nextInt(12) == 0;
    boolean open = !unknownStart && random.nextInt(6) == 0;
    Long into =
        random.nextInt(8) == 0 && !incidents.isEmpty()
            ? incidents.get(random.nextInt(incidents.size())).id()
            : null;
    return new Incident(
        FactId.of(source, 100 + number),
        random.nextInt(10) == 0 ? null : project,
        "#" + number,
        "Outage",
        "monitoring",
        open ? "triggered" : "resolved",
        null,
        null,
        1 + random.nextInt(5),
        unknownStart ? null : triggered,
        null,
        open ? null : resolved,
        into,
        random.nextInt(4) == 0 ? "key-" + random.nextInt(3) : null,
        null,
        null,
        null,
        null,
        random.nextBoolean(),
        null,
        null);
  }

  private void tell(FactWorld world, Random random) {
    ProductionSamples samples = new ProductionSamples(world);
    for (int source : SOURCES) {
      services.put(samples.watched(source, 1, "shop"), "shop");
      samples.watched(source, 2, null);
    }
    for (int number = 0; number < 60; number++) {
      Incident incident = random(random, number);
      incidents.add(incident);
      world.tell(incident);
    }
    for (int number = 0; number < 12; number++) {
      Incident one = incidents.get(random.nextInt(incidents.size()));
      Incident other = incidents.get(random.nextInt(incidents.size()));
      if (one != other) {
        Correction said =
            new Correction(
                FactId.of(5, 9_000 + number),
                "incident",
                one.id(),
                random.nextInt(3) == 0 ? "joined" : "apart",
                other.id(),
                null,
                MONDAY.plusSeconds(random.nextInt(5)),
                "Ada",
                null);
        corrections.add(said);
        world.tell(said);
      }
    }
  }

  private record Derived(
      @Nullable Instant triggered, @Nullable Instant resolved, boolean ofShop, boolean timed) {}

  private static Map<Set<Long>, Derived> derived(FactWorld world) {
    return world.warehouse.query(
        connection -> {
          Map<Long, Set<Long>> parts = new TreeMap<>();
          Map<Set<Long>, Derived> found = new HashMap<>();
          try (Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                statement.executeQuery(
                    "SELECT incident_id, part_id FROM production_incident_part")) {
              while (rows.next()) {
                parts.computeIfAbsent(rows.getLong(1), k -> new TreeSet<>()).add(rows.getLong(2));
              }
            }
            try (ResultSet rows =
                statement.executeQuery(
                    "SELECT id, triggered_at, resolved_at, service_id IS NOT NULL AS of_shop, timed"
                        + " FROM production_incident")) {
              while (rows.next()) {
                found.put(
                    parts.get(rows.getLong(1)),
                    new Derived(
                        Items.instant(rows, "triggered_at"),
                        Items.instant(rows, "resolved_at"),
                        rows.getBoolean("of_shop"),
                        rows.getBoolean("timed")));
              }
            }
          }
          return found;
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsDerivedAgreesWithTheSlowWay(long seed) {
    Random random = new Random(seed);
    try (FactWorld world = new FactWorld(folder)) {
      tell(world, random);
      world.shuffled(random);
      Readings readings = world.readings();
      List<OutageOracle.Outage> expected =
          new OutageOracle(incidents, corrections, services).outages();
      Map<Set<Long>, Derived> wanted = new HashMap<>();
      expected.forEach(
          o ->
              wanted.put(
                  o.parts(),
                  new Derived(o.triggered(), o.resolved(), o.service() != null, o.timed())));
      Map<Set<Long>, Derived> found = derived(world);
      assertThat(new HashSet<>(found.keySet())).isEqualTo(wanted.keySet());
      // What is merged into nothing that is known does not count; here everything is known.
      found.forEach((parts, outage) -> assertThat(outage).isEqualTo(wanted.get(parts)));
      assertThat(expected).hasSizeLessThan(incidents.size());
      readings(readings, expected);
    }
  }

  private static void readings(Readings readings, List<OutageOracle.Outage> expected) {
    Scope pay = new Scope.OfTeam("pay");
    List<OutageOracle.Outage> own =
        expected.stream().filter(o -> "shop".equals(o.service())).toList();
    Reading count =
        readings
            .read(
                new ReadingQuery(
                    "incident_count", pay, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null))
            .getFirst();
    assertThat(count.value()).isEqualTo(own.size());
    double[] hours =
        own.stream()
            .map(OutageOracle.Outage::lasted)
            .filter(d -> d != null && !d.isNegative())
            .mapToDouble(d -> d.toSeconds() / (double) Duration.ofHours(1).toSeconds())
            .sorted()
            .toArray();
    Reading mttr =
        readings
            .read(
                new ReadingQuery(
                    "mttr_incident", pay, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null))
            .getFirst();
    double median = (hours[(hours.length - 1) / 2] + hours[hours.length / 2]) / 2;
    assertThat(mttr.n()).isEqualTo(hours.length);
    assertThat(mttr.value()).isCloseTo(median, within(1e-9));
  }
}
