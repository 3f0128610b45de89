package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.org.RequiredGate;
import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gates say, from the evidence of builds to readings. */
final class GoldenGateCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  @TempDir Path folder;

  private FactWorld world(List<RequiredGate> gates) {
    FactWorld world = new FactWorld(folder);
    world.organisation = world.organisation.gated(Map.of("shop", gates));
    return world;
  }

  private static Reading week(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null))
        .getFirst();
  }

  /** The commit that the n-th deployment of the world brings. */
  private static String shipped(int number) {
    return sha(900 + number);
  }

  @Test
  void theNewestReportOfTheMainBranchIsTheCoverage() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      gates
          .run("shop", sha(1), "2026-05-05T10:00")
          .gate("unit-test", "pass", GateSamples.coverage(10, 100), "")
          .tell();
      gates
          .run("shop", sha(2), "2026-05-07T10:00")
          .gate("unit-test", "pass", GateSamples.coverage(75, 150), "")
          .tell();
      gates
          .run("shop", sha(3), "2026-05-08T10:00")
          .on("topic")
          .gate("unit-test", "pass", GateSamples.coverage(1, 100), "")
          .tell();
      Reading coverage = week(world.readings(), "unit_coverage");
      assertThat(coverage.value()).isEqualTo(50);
      assertThat(coverage.numerator()).isEqualTo(75);
      assertThat(coverage.denominator()).isEqualTo(150);
      assertThat(coverage.doubt()).isNull();
    }
  }

  /** Golden case 23: a missing report is no data for the gate, and no coverage of 0. */
  @Test
  void aMissingReportIsNoData() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      gates
          .run("shop", shipped(1), "2026-05-05T10:00")
          .verdict("no_data")
          .gate("unit-test", "no_data")
          .gate("container-analysis", "pass")
          .tell();
      world.deploy(1, "2026-05-05T12:00");
      Readings readings = world.readings();
      assertThat(week(readings, "unit_coverage").value()).isNull();
      assertThat(week(readings, "unit_coverage").doubt()).isEqualTo(Reading.Doubt.NO_DATA);
      assertThat(week(readings, "gate_coverage").value()).isZero();
      assertThat(week(readings, "gate_bypass_unwaived").value()).isEqualTo(100);
      assertThat(week(readings, "gate_pass_rate").value()).isEqualTo(100);
      assertThat(week(readings, "gate_pass_rate").denominator()).isEqualTo(1);
    }
  }

  @Test
  void aDeploymentIsJudgedByWhatWasKnownWhenItArrived() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      both(gates, 1, "2026-05-04T10:00", "pass", "pass");
      both(gates, 2, "2026-05-05T10:00", "pass", "fail");
      both(gates, 3, "2026-05-06T10:00", "pass", "waived");
      both(gates, 4, "2026-05-07T10:00", "pass", "fail");
      // A run that passes before the deployment clears the failed one; one after it does not.
      both(gates, 4, "2026-05-07T11:00", "pass", "pass");
      both(gates, 2, "2026-05-05T16:00", "pass", "pass");
      for (int i = 1; i <= 5; i++) {
        world.deploy(i, "2026-05-0" + (i + 3) + "T12:00");
      }
      Readings readings = world.readings();
      Reading bypassed = week(readings, "gate_bypass_rate");
      assertThat(bypassed.numerator()).isEqualTo(3);
      assertThat(bypassed.denominator()).isEqualTo(5);
      assertThat(week(readings, "gate_bypass_unwaived").numerator()).isEqualTo(2);
      // Of what runs at the end, number 5, nothing was ever judged.
      assertThat(week(readings, "gate_coverage").value()).isZero();
      Reading first = week(readings, "gate_first_pass");
      assertThat(first.denominator()).isEqualTo(4);
      assertThat(first.numerator()).isEqualTo(2);
      Reading containers =
          readings
              .read(
                  new ReadingQuery(
                          "gate_pass_rate",
                          PAY,
                          day("2026-05-04"),
                          day("2026-05-11"),
                          Grain.TOTAL,
                          null)
                      .ofPart("container-analysis"))
              .getFirst();
      assertThat(containers.numerator()).isEqualTo(3);
      assertThat(containers.denominator()).isEqualTo(5);
      assertThat(readings.parts(week("gate_pass_rate")))
          .containsExactly("container-analysis", "unit-test");
    }
  }

  private static ReadingQuery week(String metric) {
    return new ReadingQuery(metric, PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null);
  }

  private static void both(GateSamples gates, int number, String at, String unit, String scan) {
    gates
        .run("shop", shipped(number), at)
        .verdict(scan.equals("pass") ? unit : scan)
        .gate("unit-test", unit)
        .gate("container-analysis", scan)
        .tell();
  }

  @Test
  void whatWasDeployedBeforeAnyGateIsKnownIsNotCounted() {
    try (FactWorld world = world(GateSamples.TWO)) {
      world.deploy(1, "2026-05-04T12:00");
      both(new GateSamples(world), 2, "2026-05-06T10:00", "pass", "pass");
      world.deploy(2, "2026-05-06T12:00");
      Readings readings = world.readings();
      assertThat(week(readings, "gate_bypass_rate").denominator()).isEqualTo(1);
      assertThat(week(readings, "gate_coverage").value()).isEqualTo(100);
    }
  }

  @Test
  void anOrganisationWithoutGatesHasNoBypasses() {
    try (FactWorld world = world(GateSamples.TWO)) {
      world.deploy(1, "2026-05-04T12:00");
      assertThat(week(world.readings(), "gate_bypass_rate").doubt())
          .isEqualTo(Reading.Doubt.NO_DATA);
    }
  }

  /** Golden case 24, and N31: one id in two packages is two, UNKNOWN is shown. */
  @Test
  void theImageThatRunsHasItsVulnerabilities() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      gates
          .run("shop", shipped(1), "2026-05-04T10:00")
          .image("a")
          .gate(
              "container-analysis",
              "fail",
              GateSamples.scan("composition-findings", 1, 2, 0, 4, 3),
              "")
          .tell();
      world.deploy(1, "2026-05-05T12:00");
      gates
          .run("shop", shipped(2), "2026-05-06T10:00")
          .image("b")
          .gate(
              "container-analysis",
              "pass",
              GateSamples.scan("composition-findings", 0, 0, 0, 0, 0),
              "")
          .tell();
      Readings readings = world.readings();
      // The image of number 2 is scanned and does not run yet.
      assertThat(week(readings, "container_vulns").value()).isEqualTo(10);
      assertThat(week(readings, "container_vulns_critical_high").value()).isEqualTo(3);
      assertThat(week(readings, "container_vulns_fixable").value()).isEqualTo(1);
      assertThat(readings.parts(week("container_vulns")))
          .containsExactly("critical", "high", "low", "medium", "unknown");
      assertThat(readings.read(week("container_vulns").ofPart("unknown")).getFirst().value())
          .isEqualTo(3);
    }
  }

  @Test
  void aNewScanOfTheRunningImageTakesThePlaceOfTheOldOne() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      scan(gates, shipped(1), "a", "2026-05-04T10:00", 0);
      world.deploy(1, "2026-05-05T12:00");
      // Scanned again by a job that runs daily, on whatever commit it stands.
      scan(gates, sha(77), "a", "2026-05-08T04:00", 5);
      assertThat(week(world.readings(), "container_vulns").value()).isEqualTo(5);
    }
  }

  private static void scan(GateSamples gates, String sha, String image, String at, int critical) {
    gates
        .run("shop", sha, at)
        .image(image)
        .gate(
            "container-analysis",
            "pass",
            GateSamples.scan("composition-findings", critical, 0, 0, 0, 0),
            "")
        .tell();
  }

  @Test
  void withoutAnyDeploymentTheNewestScanStandsIn() {
    try (FactWorld world = world(GateSamples.TWO)) {
      scan(new GateSamples(world), sha(1), "a", "2026-05-05T10:00", 2);
      assertThat(week(world.readings(), "container_vulns").value()).isEqualTo(2);
    }
  }

  /** N31: fixed and back again is as old as when it was first seen. */
  @Test
  void aVulnerabilityKeepsTheDayOnWhichItWasFirstSeen() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      String critical = GateSamples.scan("composition-findings", 1, 0, 0, 0, 0);
      String clean = GateSamples.scan("composition-findings", 0, 0, 0, 0, 0);
      String found = GateSamples.finding("CVE-1", "critical");
      String[] days = {"2026-05-01T10:00", "2026-05-04T10:00", "2026-05-06T10:00"};
      for (int i = 0; i < 3; i++) {
        gates
            .run("shop", shipped(i + 1), days[i])
            .image(Integer.toString(i))
            .gate("container-analysis", "pass", i == 1 ? clean : critical, i == 1 ? "" : found)
            .tell();
        world.deploy(i + 1, days[i].replace("T10", "T12"));
      }
      Reading age = week(world.readings(), "container_vuln_age");
      assertThat(age.n()).isEqualTo(1);
      assertThat(age.value()).isEqualTo(9 + 14 / 24.0);
    }
  }

  @Test
  void anImageThatTwoServicesRunCountsOnceInTheirParent() {
    try (FactWorld world = world(GateSamples.TWO)) {
      world.organisation =
          new OrganisationWith(world.organisation)
              .service(new Service("bar", "Bar", Service.Kind.SERVICE, Map.of()), "ops");
      GateSamples gates = new GateSamples(world);
      scan(gates, sha(1), "a", "2026-05-05T10:00", 2);
      gates
          .run("bar", sha(2), "2026-05-05T11:00")
          .image("a")
          .gate(
              "container-analysis",
              "pass",
              GateSamples.scan("composition-findings", 2, 0, 0, 0, 0),
              "")
          .tell();
      Readings readings = world.readings();
      assertThat(week(readings, "container_vulns").value()).isEqualTo(2);
      assertThat(
              readings
                  .read(
                      new ReadingQuery(
                          "container_vulns",
                          new Scope.OfTeam("all"),
                          day("2026-05-04"),
                          day("2026-05-11"),
                          Grain.TOTAL,
                          null))
                  .getFirst()
                  .value())
          .isEqualTo(2);
    }
  }

  @Test
  void theLastRunOnACommitCountsAndFlakyTestsPassed() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      functional(gates, sha(1), "2026-05-05T10:00", 6, 4, 0);
      functional(gates, sha(1), "2026-05-05T11:00", 8, 2, 2);
      functional(gates, sha(2), "2026-05-06T10:00", 10, 0, 0);
      Readings readings = world.readings();
      Reading passed = week(readings, "functional_pass_rate");
      assertThat(passed.numerator()).isEqualTo(18);
      assertThat(passed.denominator()).isEqualTo(20);
      Reading flaky = week(readings, "functional_flaky_rate");
      assertThat(flaky.numerator()).isEqualTo(2);
      assertThat(flaky.denominator()).isEqualTo(18);
    }
  }

  private static void functional(
      GateSamples gates, String sha, String at, int passed, int failed, int flaky) {
    gates
        .run("shop", sha, at)
        .gate("unit-test", "pass", GateSamples.tests("tests", 500, 0, 0), "")
        .gate(
            "functional-test",
            failed == 0 ? "pass" : "fail",
            GateSamples.tests("browser-tests", passed, failed, flaky),
            "")
        .tell();
  }

  @Test
  void theSlowestTransactionOfTheNewestLoadTestIsTheHeadline() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      load(gates, sha(1), "2026-05-05T10:00", "fail", 100, 10, Map.of("GET /", 900, "pay", 50));
      load(gates, sha(2), "2026-05-06T10:00", "pass", 300, 2, Map.of("GET /", 120, "pay", 400));
      load(gates, sha(3), "2026-05-07T10:00", "no_data", 100, 0, Map.of());
      Readings readings = world.readings();
      // The last one tells of no transaction, and so of no time.
      assertThat(week(readings, "load_p95").value()).isNull();
      Reading thursday =
          readings
              .read(
                  new ReadingQuery(
                      "load_p95", PAY, day("2026-05-04"), day("2026-05-07"), Grain.TOTAL, null))
              .getFirst();
      assertThat(thursday.value()).isEqualTo(400);
      assertThat(thursday.n()).isEqualTo(2);
      Reading errors = week(readings, "load_error_rate");
      assertThat(errors.numerator()).isEqualTo(12);
      assertThat(errors.denominator()).isEqualTo(500);
      Reading result = week(readings, "load_result");
      assertThat(result.numerator()).isEqualTo(1);
      assertThat(result.denominator()).isEqualTo(2);
    }
  }

  private static void load(
      GateSamples gates,
      String sha,
      String at,
      String verdict,
      int samples,
      int failed,
      Map<String, Integer> p95) {
    gates
        .run("shop", sha, at)
        .gate("load-test", verdict, GateSamples.load(samples, failed, p95), "")
        .tell();
  }

  @Test
  void theNewestScanOfTheRunningApiCounts() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      dast(gates, sha(1), "2026-05-05T10:00", 1, 2);
      dast(gates, sha(2), "2026-05-06T10:00", 0, 1);
      Readings readings = world.readings();
      assertThat(week(readings, "api_security_findings").value()).isEqualTo(1);
      assertThat(week(readings, "api_security_findings_critical_high").value()).isEqualTo(1);
    }
  }

  /** Nobody built it for a month; it runs all the same. */
  @Test
  void whatIsOlderThanTheRangeStillHolds() {
    try (FactWorld world = world(GateSamples.TWO)) {
      GateSamples gates = new GateSamples(world);
      load(gates, sha(1), "2026-04-02T10:00", "pass", 300, 2, Map.of("GET /", 120, "pay", 400));
      dast(gates, sha(1), "2026-04-02T10:00", 1, 2);
      scan(gates, shipped(1), "a", "2026-04-02T10:00", 3);
      world.deploy(1, "2026-04-03T12:00");
      Readings readings = world.readings();
      assertThat(week(readings, "load_p95").value()).isEqualTo(400);
      assertThat(week(readings, "api_security_findings").value()).isEqualTo(3);
      assertThat(week(readings, "container_vulns").value()).isEqualTo(3);
    }
  }

  private static void dast(GateSamples gates, String sha, String at, int critical, int high) {
    gates
        .run("shop", sha, at)
        .gate(
            "security-test",
            "fail",
            GateSamples.scan("running-findings", critical, high, 0, 0, 0),
            "")
        .tell();
  }

  @Test
  void whatAnApiOffersAndWhatTestsCalled() {
    try (FactWorld world = world(GateSamples.TWO)) {
      new GateSamples(world)
          .run("shop", sha(1), "2026-05-05T10:00")
          .gate(
              "functional-test",
              "pass",
              "{\"kind\": \"api\", \"format\": \"har,openapi\", \"called_operations\": 3,"
                  + " \"operations\": 4, \"seen_answers\": 5, \"answers\": 10}",
              "")
          .tell();
      Readings readings = world.readings();
      assertThat(week(readings, "api_functional_coverage").value()).isEqualTo(75);
      assertThat(week(readings, "api_status_coverage").value()).isEqualTo(50);
    }
  }
}
