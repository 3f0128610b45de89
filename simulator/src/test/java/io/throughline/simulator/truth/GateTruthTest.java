package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The truth is checked against itself where its parts have to add up; the product does the rest.
 */
class GateTruthTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final LocalDate TO = LocalDate.parse("2026-03-02");
  private static GateTruth truth;

  @BeforeAll
  static void build() {
    World world = new World(7, ANCHOR, 7, 0.3, Witness.none());
    world.advance(ANCHOR.toEpochMilli());
    truth =
        new GateTruth(
            world.company(),
            world.histories(),
            world.codeQuality(),
            new Production(world),
            ANCHOR.toEpochMilli(),
            ANCHOR.toEpochMilli());
  }

  private static Reading all(String metric) {
    return truth.readings(metric, null, null, TO.minusMonths(5), TO, "all").getFirst();
  }

  private static List<Reading> months(String metric, String team) {
    return truth.readings(metric, null, team, TO.minusMonths(5), TO, "month");
  }

  private static double value(Reading reading) {
    Double value = reading.value();
    assertThat(value).isNotNull();
    return value;
  }

  @Test
  void ratesAreNeitherAllNorNothing() {
    assertThat(value(all("gate_pass_rate"))).isBetween(85.0, 99.0);
    assertThat(value(all("gate_first_pass"))).isBetween(60.0, 95.0);
    assertThat(value(all("gate_bypass_rate"))).isBetween(10.0, 49.0);
    assertThat(value(all("gate_bypass_unwaived"))).isBetween(5.0, 45.0);
    assertThat(value(all("load_result"))).isBetween(70.0, 99.0);
    assertThat(value(all("functional_pass_rate"))).isBetween(97.0, 99.999);
    assertThat(value(all("functional_flaky_rate"))).isBetween(0.05, 2.0);
    assertThat(value(all("gate_coverage"))).isBetween(50.0, 100.0);
    assertThat(value(all("unit_coverage"))).isBetween(60.0, 90.0);
  }

  @Test
  void whoIsAnsweredForIsPartOfWhatWentPast() {
    Reading past = all("gate_bypass_rate");
    Reading unwaived = all("gate_bypass_unwaived");
    assertThat(past.denominator()).isEqualTo(unwaived.denominator());
    assertThat(value(unwaived)).isLessThan(value(past));
  }

  @Test
  void thePartsOfTheTeamsAddUpToTheWhole() {
    for (String metric : List.of("gate_pass_rate", "unit_coverage", "gate_bypass_rate")) {
      int whole = all(metric).n();
      int parts = 0;
      for (String team : List.of("fleet", "commerce")) {
        parts += truth.readings(metric, null, team, TO.minusMonths(5), TO, "all").getFirst().n();
      }
      assertThat(Math.abs(parts - whole)).as(metric).isLessThan(5);
    }
  }

  @Test
  void severitiesAddUpToAllFindings() {
    double sum = 0;
    for (String severity : List.of("critical", "high", "medium", "low", "unknown")) {
      sum +=
          value(
              truth
                  .readings("container_vulns", severity, null, TO.minusMonths(1), TO, "all")
                  .getFirst());
    }
    assertThat(sum)
        .isEqualTo(
            value(
                truth
                    .readings("container_vulns", null, null, TO.minusMonths(1), TO, "all")
                    .getFirst()))
        .isGreaterThan(20);
  }

  @Test
  void oneServiceGetsSlowlyWorse() {
    List<Reading> telemetry = months("load_p95", "telemetry");
    assertThat(value(telemetry.getLast())).isGreaterThan(value(telemetry.get(1)));
    assertThat(value(telemetry.getLast())).isGreaterThan(500);
  }

  @Test
  void whatPressesHasAnAge() {
    for (Reading month : months("container_vuln_age", null)) {
      if (month.n() > 0) {
        assertThat(value(month)).isBetween(0.0, 120.0);
      }
    }
    assertThat(months("container_vuln_age", null)).anyMatch(month -> month.n() > 2);
  }

  @Test
  void anUnknownMetricIsRefused() {
    assertThatThrownBy(() -> all("gate_keeper")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> months("load_p95", "nobody"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
