package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Release;
import io.throughline.model.org.RequiredGate;
import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases in which the slow oracle of gates once said something else. */
final class GoldenShippingCasesTest {
  private static final long KIT = FactId.of(1, 21);

  @TempDir Path folder;

  private static Reading week(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                new Scope.Everyone(),
                day("2026-05-04"),
                day("2026-05-11"),
                Grain.TOTAL,
                null))
        .getFirst();
  }

  /** The commit that the n-th deployment of the world brings. */
  private static String shipped(int number) {
    return sha(900 + number);
  }

  private static void scan(
      GateSamples gates, String service, String sha, String image, String at, int critical) {
    gates
        .run(service, sha, at)
        .image(image)
        .gate(
            "container-analysis",
            "pass",
            GateSamples.scan("composition-findings", critical, 0, 0, 0, 0),
            "")
        .tell();
  }

  /** An OpenAPI document without a recording: nobody knows what was called. */
  @Test
  void whatNobodyCountedIsNoDataAndNotZero() {
    try (FactWorld world = new FactWorld(folder)) {
      new GateSamples(world)
          .run("shop", sha(1), "2026-05-05T10:00")
          .gate(
              "functional-test",
              "no_data",
              "{\"kind\": \"api\", \"format\": \"openapi\", \"operations\": 4, \"answers\": 10}",
              "")
          .gate(
              "unit-test",
              "no_data",
              "{\"kind\": \"coverage\", \"format\": \"x\", \"lines\": 4, \"branches\": 2}",
              "")
          .tell();
      Readings readings = world.readings();
      for (String metric :
          List.of(
              "api_functional_coverage",
              "api_status_coverage",
              "unit_coverage",
              "unit_coverage_branch")) {
        assertThat(week(readings, metric).doubt()).as(metric).isEqualTo(Reading.Doubt.NO_DATA);
        assertThat(week(readings, metric).n()).as(metric).isZero();
      }
    }
  }

  @Test
  void whatFunctionalTestsCoverOfAChangeIsNotUnitTested() {
    try (FactWorld world = new FactWorld(folder)) {
      String change =
          """
          {"kind": "coverage", "format": "jacoco", "covered_lines": 1, "lines": 100,
           "covered_new_lines": %d, "new_lines": 40}
          """;
      new GateSamples(world)
          .run("shop", sha(1), "2026-05-05T10:00")
          .gate("unit-test", "pass", change.formatted(30), "")
          .gate("functional-test", "pass", change.formatted(2), "")
          .tell();
      Reading reading = week(world.readings(), "unit_coverage_new");
      assertThat(reading.numerator()).isEqualTo(30);
      assertThat(reading.denominator()).isEqualTo(40);
    }
  }

  /** The second build has no report of tests, so that its coverage is the first that is told. */
  @Test
  void whatElseAGateMeasuredChangesNothingOfTheCoverage() {
    try (FactWorld world = new FactWorld(folder)) {
      GateSamples gates = new GateSamples(world);
      gates
          .run("shop", sha(1), "2026-05-05T10:00")
          .gate(
              "unit-test",
              "pass",
              GateSamples.tests("tests", 5, 0, 0) + "," + GateSamples.coverage(10, 100),
              "")
          .tell();
      gates
          .run("shop", sha(2), "2026-05-06T10:00")
          .gate("unit-test", "pass", GateSamples.coverage(80, 100), "")
          .tell();
      assertThat(week(world.readings(), "unit_coverage").value()).isEqualTo(80);
    }
  }

  @Test
  void aVulnerabilityIsKnownSinceItWasFoundOnABranch() {
    try (FactWorld world = new FactWorld(folder)) {
      new GateSamples(world)
          .run("shop", shipped(1), "2026-05-05T00:00")
          .on("release/1")
          .image("a")
          .gate(
              "container-analysis",
              "pass",
              GateSamples.scan("composition-findings", 1, 0, 0, 0, 0),
              GateSamples.finding("CVE-1", "critical"))
          .tell();
      world.deploy(1, "2026-05-06T12:00");
      Reading age = week(world.readings(), "container_vuln_age");
      assertThat(age.n()).isEqualTo(1);
      assertThat(age.value()).isEqualTo(6);
    }
  }

  /** Its release counts, and no container; a deployment of it, of its pages, is none. */
  @Test
  void aLibraryIsReleasedAndNotDeployed() {
    try (FactWorld world = new FactWorld(folder)) {
      world.organisation =
          new OrganisationWith(world.organisation)
              .service(
                  new Service(
                      "kit", "Kit", Service.Kind.LIBRARY, Map.of("gitlab", List.of("acme/kit"))),
                  "ops")
              .gated(Map.of("kit", List.of(new RequiredGate("container-analysis", "Scan"))));
      world.tell(
          new Project(
              KIT,
              "acme/kit",
              "kit",
              "https://x/kit",
              "main",
              at("2026-01-01T00:00"),
              false,
              false));
      scan(new GateSamples(world), "kit", sha(1), "a", "2026-05-04T10:00", 3);
      world.tell(
          new Release(
              FactId.of(1, 700),
              KIT,
              "v1",
              null,
              sha(1),
              at("2026-05-05T10:00"),
              at("2026-05-05T10:00"),
              null));
      world.tell(
          new Deployment(
              FactId.of(1, 701),
              KIT,
              "production",
              "production",
              "success",
              "main",
              sha(2),
              null,
              at("2026-05-06T10:00"),
              at("2026-05-06T10:00"),
              null));
      Readings readings = world.readings();
      assertThat(week(readings, "gate_coverage").value()).isEqualTo(100);
      assertThat(week(readings, "gate_bypass_rate").doubt()).isEqualTo(Reading.Doubt.NO_DATA);
      assertThat(week(readings, "container_vulns").doubt()).isEqualTo(Reading.Doubt.NO_DATA);
    }
  }

  @Test
  void anImageRunsWhetherGatesWereKnownOfOrNot() {
    try (FactWorld world = new FactWorld(folder)) {
      world.deploy(1, "2026-05-04T12:00");
      scan(new GateSamples(world), "shop", shipped(1), "a", "2026-05-06T10:00", 4);
      Readings readings = world.readings();
      assertThat(week(readings, "container_vulns").value()).isEqualTo(4);
      assertThat(week(readings, "gate_coverage").doubt()).isEqualTo(Reading.Doubt.NO_DATA);
    }
  }

  /** A daily job scans what runs, and stands on a commit that has an image of its own. */
  @Test
  void anImageIsOfTheCommitThatItWasToldOfFirst() {
    try (FactWorld world = new FactWorld(folder)) {
      GateSamples gates = new GateSamples(world);
      scan(gates, "shop", shipped(1), "a", "2026-05-04T10:00", 1);
      world.deploy(1, "2026-05-04T12:00");
      scan(gates, "shop", shipped(2), "b", "2026-05-05T10:00", 3);
      scan(gates, "shop", shipped(2), "a", "2026-05-06T04:00", 5);
      world.deploy(2, "2026-05-07T12:00");
      Readings readings = world.readings();
      assertThat(week(readings, "container_vulns").value()).isEqualTo(3);
      assertThat(
              readings
                  .read(
                      new ReadingQuery(
                          "container_vulns",
                          new Scope.Everyone(),
                          day("2026-05-06"),
                          day("2026-05-07"),
                          Grain.TOTAL,
                          null))
                  .getFirst()
                  .value())
          .isEqualTo(5);
    }
  }

  /** Two images of one version run both. */
  @Test
  void imagesOfOneVersionAreAddedUp() {
    try (FactWorld world = new FactWorld(folder)) {
      String scan = GateSamples.scan("composition-findings", 2, 0, 0, 0, 0);
      new GateSamples(world)
          .run("shop", shipped(1), "2026-05-04T10:00")
          .gate(
              "container-analysis",
              "pass",
              scan.replace("\"digest\": null", digest("a"))
                  + ","
                  + scan.replace("\"digest\": null", digest("b")),
              "")
          .tell();
      world.deploy(1, "2026-05-04T12:00");
      assertThat(week(world.readings(), "container_vulns").value()).isEqualTo(4);
    }
  }

  private static String digest(String digit) {
    return "\"digest\": \"sha256:" + digit.repeat(64) + '"';
  }

  @Test
  void aScanThatLookedAtNothingTakesNoPlace() {
    try (FactWorld world = new FactWorld(folder)) {
      GateSamples gates = new GateSamples(world);
      String scan = GateSamples.scan("running-findings", 2, 0, 0, 0, 0);
      gates.run("shop", sha(1), "2026-05-05T10:00").gate("security-test", "fail", scan, "").tell();
      gates
          .run("shop", sha(2), "2026-05-06T10:00")
          .gate(
              "security-test",
              "no_data",
              GateSamples.scan("running-findings", 0, 0, 0, 0, 0)
                  .replace("\"scanned\": true", "\"scanned\": false"),
              "")
          .tell();
      assertThat(week(world.readings(), "api_security_findings").value()).isEqualTo(2);
    }
  }

  /** It is of no team, and of the organisation all the same. */
  @Test
  void whatIsNoServicesIsJudgedToo() {
    try (FactWorld world = new FactWorld(folder)) {
      GateSamples gates = new GateSamples(world);
      gates.run("elsewhere", sha(1), "2026-05-05T10:00").gate("unit-test", "pass").tell();
      gates.run("elsewhere", sha(1), "2026-05-05T11:00").gate("unit-test", "pass").tell();
      Readings readings = world.readings();
      assertThat(week(readings, "gate_pass_rate").denominator()).isEqualTo(2);
      assertThat(week(readings, "gate_first_pass").denominator()).isEqualTo(1);
    }
  }
}
