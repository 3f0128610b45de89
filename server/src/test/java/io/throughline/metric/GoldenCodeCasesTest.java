package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.metric.CodeWorld.Numbers;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden cases of code quality, from facts to readings. */
final class GoldenCodeCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;

  private interface Told {
    void by(CodeWorld world);
  }

  private void with(Told told, java.util.function.Consumer<Readings> then) {
    try (FactWorld facts = new FactWorld(folder)) {
      facts.sonarqube("shop-a", "shop-b");
      CodeWorld world = new CodeWorld(facts);
      world.project(1, "shop-a");
      world.project(2, "shop-b");
      told.by(world);
      then.accept(facts.readings());
    }
  }

  private static ReadingQuery query(String metric, String from, String to) {
    return new ReadingQuery(metric, PAY, day(from), day(to), Grain.TOTAL, null);
  }

  private static Reading may(Readings readings, String metric) {
    return readings.read(query(metric, "2026-05-01", "2026-06-01")).getFirst();
  }

  private static Numbers numbers() {
    return new Numbers();
  }

  @Test
  void theRatingOfATeamIsTheWorstOfWhatHoldsAtTheEnd() {
    with(
        w -> {
          w.main(1, 1, "2026-04-01T10:00", "ok", numbers().with("reliability", 5));
          w.main(2, 1, "2026-05-10T10:00", "ok", numbers().with("reliability", 1));
          w.main(3, 2, "2026-05-11T10:00", "ok", numbers().with("reliability", 3));
          w.main(4, 1, "2026-06-02T10:00", "ok", numbers().with("reliability", 4));
        },
        readings -> {
          assertThat(may(readings, "reliability_rating").value()).isEqualTo(3);
          assertThat(may(readings, "reliability_rating").n()).isEqualTo(2);
          assertThat(
                  readings
                      .read(query("reliability_rating", "2026-05-01", "2026-05-05"))
                      .getFirst()
                      .value())
              .isEqualTo(5);
          assertThat(may(readings, "security_rating").value()).as("never told").isNull();
        });
  }

  /** E of one mode is not worse than B of the other; it is something else. */
  @Test
  void lettersOfTwoModesAreNotPutTogether() {
    with(
        w -> {
          w.analysis(1, 1, 0, FactWorld.at("2026-05-01T10:00"), "standard", "ok", rated(5));
          w.analysis(2, 2, 0, FactWorld.at("2026-05-02T10:00"), "mqr", "ok", rated(2));
          w.analysis(3, 1, 0, FactWorld.at("2026-05-20T10:00"), "mqr", "ok", rated(3));
        },
        readings -> {
          ReadingQuery both = query("reliability_rating", "2026-05-01", "2026-05-10");
          Reading newer = readings.read(both).getFirst();
          assertThat(newer.value()).as("of as many projects the newer mode").isEqualTo(2);
          assertThat(newer.n()).as("what is left out is not counted").isEqualTo(1);
          assertThat(readings.parts(both)).containsExactly("mqr", "standard");
          assertThat(readings.read(both.ofPart("standard")).getFirst().value()).isEqualTo(5);
          assertThat(readings.read(both.ofPart("mqr")).getFirst().value()).isEqualTo(2);
          assertThat(readings.partNames("reliability_rating", List.of("mqr")).get("mqr").title())
              .isEqualTo("Multi-Quality Rule mode");
          assertThat(may(readings, "reliability_rating").value()).isEqualTo(3);
          assertThat(may(readings, "reliability_rating").n()).isEqualTo(2);
        });
  }

  private static Numbers rated(int letter) {
    return numbers().with("reliability", letter);
  }

  @Test
  void mostProjectsSayWhichModeIsTold() {
    assertThat(Grids.ofMost(Map.of("1 mqr", 1.0, "2 standard", 4.0, "3 standard", 2.0)))
        .containsExactlyInAnyOrder(4.0, 2.0);
    assertThat(Grids.ofMost(Map.of("1 mqr", 1.0, "2 standard", 4.0))).containsExactly(1.0);
    assertThat(Grids.ofMost(Map.of())).isEmpty();
  }

  @Test
  void aGateThatWarnsPassedAndOneThatIsNotThereCountsForNothing() {
    with(
        w -> {
          w.main(1, 1, "2026-05-01T10:00", "warn", numbers().with("security", 2));
          w.main(2, 2, "2026-05-01T11:00", "error", numbers().with("security", 2));
        },
        readings -> {
          assertThat(may(readings, "sonar_gate").numerator()).isEqualTo(1);
          assertThat(may(readings, "sonar_gate").denominator()).isEqualTo(2);
        });
  }

  @Test
  void withoutAGateThereIsNoShare() {
    with(
        w -> w.main(1, 1, "2026-05-01T10:00", "none", numbers().with("security", 2)),
        readings -> assertThat(may(readings, "sonar_gate").value()).isNull());
  }

  @Test
  void sumsAreDividedAndNoPercentsAveraged() {
    with(
        w -> {
          w.main(
              1,
              1,
              "2026-05-01T10:00",
              "ok",
              numbers()
                  .with("newLines", 10)
                  .with("newDuplicated", 10)
                  .with("coveredLines", 6)
                  .with("coverableLines", 8)
                  .with("coveredConditions", 1)
                  .with("conditions", 4));
          w.main(
              2,
              2,
              "2026-05-01T11:00",
              "ok",
              numbers()
                  .with("newLines", 190)
                  .with("newDuplicated", 0)
                  .with("coveredLines", 20)
                  .with("coverableLines", 88));
        },
        readings -> {
          assertThat(may(readings, "duplication_new").value()).isEqualTo(5);
          assertThat(may(readings, "unit_coverage_sonar").value()).isEqualTo(27);
        });
  }

  @Test
  void aLaterScanOfAChangeNeverTouchesTheFirst() {
    with(
        w -> {
          w.facts.merge(7, person("a"), "2026-05-04T08:00", "2026-05-08T10:00");
          w.change(
              1, 1, 7, "2026-05-04T10:00", numbers().with("newIssues", 4).with("newLines", 50));
          w.change(
              2, 1, 7, "2026-05-05T10:00", numbers().with("newIssues", 0).with("newLines", 70));
          w.change(
              3, 1, 8, "2026-05-06T10:00", numbers().with("newIssues", 0).with("newLines", 30));
          w.change(4, 2, 8, "2026-05-07T10:00", numbers().with("newIssues", 0).with("newLines", 0));
        },
        readings -> {
          Reading clean = may(readings, "code_suggestions");
          assertThat(clean.numerator()).as("the change 8 of either project").isEqualTo(2);
          assertThat(clean.denominator()).isEqualTo(3);
          assertThat(may(readings, "code_suggestions_per_1000_lines").value()).isEqualTo(50);
        });
  }

  @Test
  void anAnalysisOpensInSonarQube() {
    with(
        w -> w.change(1, 1, 7, "2026-05-04T10:00", numbers().with("newIssues", 0)),
        readings -> {
          Observation item =
              readings
                  .observations(query("code_suggestions", "2026-05-01", "2026-06-01"), null, 10)
                  .items()
                  .getFirst();
          assertThat(item.title()).isEqualTo("shop-a !7");
          assertThat(item.url())
              .isEqualTo("https://sonar.example/dashboard?id=shop-a&pullRequest=7");
        });
  }

  @Test
  void aFirstScanOfWhichNothingIsToldIsNoCleanOne() {
    with(
        w -> {
          w.change(1, 1, 7, "2026-05-04T10:00", numbers());
          w.change(2, 1, 7, "2026-05-05T10:00", numbers().with("newIssues", 0));
        },
        readings -> assertThat(may(readings, "code_suggestions").value()).isNull());
  }

  @Test
  void aWeaknessIsOpenUntilItIsMendedOrDecided() {
    with(
        w -> {
          w.issue(1, 1, "security", "high", "open", at("2026-04-01T10:00"), null);
          w.issue(
              2, 1, "security", "low", "accepted", at("2026-04-01T10:00"), at("2026-05-16T12:00"));
          w.issue(3, 1, "reliability", "critical", "open", at("2026-04-01T10:00"), null);
          w.issue(4, 1, "security", "critical", null, at("2026-04-01T10:00"), null);
        },
        readings -> {
          List<Reading> days =
              readings.read(
                  new ReadingQuery(
                      "code_vulnerabilities",
                      PAY,
                      day("2026-05-15"),
                      day("2026-05-17"),
                      Grain.DAY,
                      null));
          assertThat(days).extracting(Reading::value).containsExactly(2.0, 1.0);
          assertThat(may(readings, "code_vulnerabilities_high").value()).isEqualTo(1);
        });
  }

  @Test
  void whatIsAddedUpIsAddedUpOverTheProjects() {
    with(
        w -> {
          w.main(
              1,
              1,
              "2026-05-01T10:00",
              "ok",
              numbers().with("accepted", 2).with("newVulnerabilities", 1).with("hotspots", 80));
          w.main(
              2,
              2,
              "2026-05-01T10:00",
              "ok",
              numbers().with("accepted", 3).with("newVulnerabilities", 0).with("hotspots", 100));
        },
        readings -> {
          assertThat(may(readings, "code_issues_accepted").value()).isEqualTo(5);
          assertThat(may(readings, "code_vulnerabilities_new").value()).isEqualTo(1);
          assertThat(may(readings, "hotspots_reviewed").value()).isEqualTo(80);
        });
  }

  @Test
  void aRepositoryIsConnectedFromWhenItWasFoundSo() {
    with(
        w -> {
          w.facts.alsoGitLab("acme/cart");
          w.facts.tell(gitlabProject(21, "acme/cart", false));
          w.connected(1, FactWorld.SHOP, "2026-05-10T10:00", false);
          w.connected(2, FactId.of(1, 21), "2026-05-10T10:00", true);
          w.connected(3, FactWorld.SHOP, "2026-05-20T10:00", true);
        },
        readings -> {
          List<Reading> days =
              readings.read(
                  new ReadingQuery(
                      "connected_mode_adoption",
                      PAY,
                      day("2026-05-09"),
                      day("2026-05-21"),
                      Grain.DAY,
                      null));
          assertThat(days.getFirst().value()).as("before anybody looked").isNull();
          assertThat(days.get(1).value()).isEqualTo(50);
          assertThat(days.get(10).value()).isEqualTo(50);
          assertThat(days.get(11).value()).isEqualTo(100);
          assertThat(days.get(11).denominator()).isEqualTo(2);
          Observation item =
              readings
                  .observations(
                      query("connected_mode_adoption", "2026-05-01", "2026-06-01"), null, 10)
                  .items()
                  .getFirst();
          assertThat(item.title()).isIn("acme/shop", "acme/cart");
          assertThat(item.url()).endsWith("/-/blob/HEAD/.sonarlint/connectedMode.json");
        });
  }

  @Test
  void onlyRepositoriesOfServicesThatAreWorkedOnCanBeConnected() {
    with(
        w -> {
          w.facts.alsoGitLab("acme/cart");
          w.facts.tell(gitlabProject(21, "acme/cart", true));
          w.facts.tell(gitlabProject(22, "acme/nobodys", false));
          w.connected(1, FactWorld.SHOP, "2026-05-10T10:00", false);
          w.connected(2, FactId.of(1, 21), "2026-05-10T10:00", true);
          w.connected(3, FactId.of(1, 22), "2026-05-10T10:00", true);
        },
        readings -> {
          Reading all =
              readings
                  .read(
                      new ReadingQuery(
                          "connected_mode_adoption",
                          new Scope.Everyone(),
                          day("2026-05-01"),
                          day("2026-06-01"),
                          Grain.TOTAL,
                          null))
                  .getFirst();
          assertThat(all.numerator()).isZero();
          assertThat(all.denominator()).isEqualTo(1);
        });
  }

  private static Project gitlabProject(long number, String path, boolean archived) {
    return new Project(
        FactId.of(1, number), path, path, "https://x/" + path, "main", null, archived, false);
  }
}
