package io.throughline.web;

import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.JudgedBuild.Arrival;
import io.throughline.evidenced.JudgedBuild.Check;
import io.throughline.evidenced.JudgedBuild.ComparedCoverage;
import io.throughline.evidenced.JudgedBuild.Finding;
import io.throughline.evidenced.JudgedBuild.GateEvidence;
import io.throughline.evidenced.JudgedBuild.Measured;
import io.throughline.evidenced.JudgedBuild.Report;
import io.throughline.evidenced.JudgedBuild.Run;
import io.throughline.evidenced.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A build with everything that can be told of one; run 284 has next to nothing. */
record FakeBuild(UnaryOperator<String> spice) {
  private static final String SHA = "9b1f0c27d3e4".repeat(3);
  private static final Instant AT = FakeHouse.NOW.minus(Duration.ofHours(31));

  JudgedBuild judged(long run) {
    return run == 284 ? bare(run) : whole(run);
  }

  private JudgedBuild bare(long run) {
    return new JudgedBuild(
        run,
        null,
        null,
        null,
        null,
        null,
        null,
        "sonarqube",
        AT,
        "pass",
        null,
        null,
        null,
        null,
        List.of(gate("sonarqube", "SonarQube", "pass", "", List.of())),
        List.of(),
        List.of(new Run(run, AT, "pass", "sonarqube", null)),
        List.of(),
        null);
  }

  private JudgedBuild whole(long run) {
    return new JudgedBuild(
        run,
        "payments",
        spice.apply("Payments"),
        SHA,
        spice.apply("main"),
        "sha256:" + "4f1c".repeat(16),
        spice.apply("88"),
        spice.apply("throughline-gate"),
        AT,
        "fail",
        spice.apply("gates.yaml"),
        "ab12".repeat(16),
        "https://gitlab.example.com/pay/-/jobs/9",
        90_211L,
        List.of(unit(), container(), load(), browser()),
        List.of(
            new Arrival(
                spice.apply("production"),
                AT.plusSeconds(7200),
                true,
                "https://argo.example.com/applications/payments"),
            new Arrival(spice.apply("staging"), AT.plusSeconds(900), false, spice.apply("/x"))),
        List.of(
            new Run(280, AT.minusSeconds(3600), "no_data", spice.apply("throughline-gate"), SHA),
            new Run(run, AT, "fail", spice.apply("throughline-gate"), SHA)),
        List.of(
            ComparedCoverage.of("line", 83.4, 84.6, AT.minusSeconds(90_000)),
            ComparedCoverage.of("branch", 71.0, null, null),
            ComparedCoverage.of("sonar", 80.0, 78.0, AT.minusSeconds(80_000))),
        new Run(279, AT.minusSeconds(90_000), "pass", "throughline-gate", "77aa77aa77aa"));
  }

  private GateEvidence unit() {
    return new GateEvidence(
        "gate-0",
        spice.apply("Unit tests"),
        "fail",
        "",
        null,
        List.of(
            check("failed_tests", "at most", 0.0, 2.0, "", "fail"),
            check("line_coverage", "at least", 80.0, 83.4, "%", "pass"),
            check("new_line_coverage", "at least", 80.0, null, "%", "no_data"),
            check("failed_quality_words", null, null, 7.0, "", "pass")),
        List.of(
            new Measured("tests", "junit", Map.of("passed", 812.0, "failed", 2.0, "flaky", 1.0)),
            new Measured("coverage", "jacoco", Map.of("lines", 4000.0, "covered_lines", 3336.0))),
        List.of(),
        List.of(
            new JudgedBuild.Test(
                spice.apply("com.acme.payments.CaptureTest.rounds"),
                "failed",
                spice.apply("expected: 10.00 but was: 9.99\n\tat CaptureTest.java:41")),
            new JudgedBuild.Test(spice.apply("com.acme.payments.ClockTest.midnight"), "flaky", "")),
        List.of(
            new Report(
                spice.apply("target/surefire-reports/TEST-a.xml"),
                "junit",
                48_211L,
                "cd34".repeat(16),
                ""),
            new Report(
                spice.apply("target/site/jacoco.xml"),
                null,
                null,
                null,
                spice.apply("line 12: the element counter has no end"))));
  }

  private GateEvidence container() {
    return new GateEvidence(
        "gate-2",
        spice.apply("Container analysis"),
        "waived",
        "",
        new Waiver(AT.plus(Duration.ofDays(9)), spice.apply("ana"), spice.apply("not reachable")),
        List.of(check("fixable_critical", "at most", 0.0, 0.0, "", "pass")),
        List.of(),
        List.of(
            finding("CVE-2026-1234", "high", true, "waived", AT.minus(Duration.ofDays(12))),
            finding("CVE-2026-5555", "critical", false, "open", null)),
        List.of(),
        List.of());
  }

  private GateEvidence load() {
    return new GateEvidence(
        "gate-5",
        spice.apply("Load test"),
        "unreadable",
        spice.apply("results.jtl cannot be read."),
        null,
        List.of(
            new Check(
                "p95",
                "at most",
                450.0,
                512.0,
                "ms",
                spice.apply("POST /captures"),
                "fail",
                spice.apply("slower than agreed"))),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private GateEvidence browser() {
    return gate("gate-7", spice.apply("Browser tests"), "not_applicable", "", List.of());
  }

  private static GateEvidence gate(
      String id, String title, String verdict, String why, List<Check> checks) {
    return new GateEvidence(
        id, title, verdict, why, null, checks, List.of(), List.of(), List.of(), List.of());
  }

  private Check check(
      String measure, String bound, Double limit, Double value, String unit, String verdict) {
    return new Check(measure, bound, limit, value, unit, null, verdict, "");
  }

  private Finding finding(
      String rule, String severity, boolean fixable, String state, Instant since) {
    return new Finding(
        spice.apply(rule),
        spice.apply("openssl 3.0.1"),
        spice.apply("usr/lib/libssl.so"),
        spice.apply("A key is compared too slowly"),
        severity,
        fixable,
        state,
        since);
  }
}
