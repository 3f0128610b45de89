package io.throughline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateReport;
import io.throughline.model.fact.GateRun;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.ReportFinding;
import io.throughline.model.fact.ReportTest;
import io.throughline.model.fact.ReportTransaction;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Versioned;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceMappingTest {
  private static final Instant CAME = Instant.parse("2026-05-04T10:00:00Z");
  private static final String SHA = "9f2c1e0b7a8d4c3b2a190817161514131211100f";

  private static final String WHOLE =
      """
      {
        "version": 1, "verdict": "fail", "exit_code": 1, "day": "2026-05-04",
        "service": "checkout", "kind": "service", "team": "payments",
        "commit": "%s", "image": "sha256:%s", "branch": "main", "build": "77",
        "rules": {"source": "gates.yaml", "sha256": "ab12"},
        "gates": [
          {"gate": "unit-test", "title": "Unit test", "verdict": "pass", "why": "",
           "conditions": [
             {"measure": "line_coverage", "limit": 60.0, "bound": "at least", "unit": "%%",
              "value": 75.0, "transaction": null, "verdict": "pass", "why": ""}],
           "measured": [
             {"kind": "tests", "format": "junit", "passed": 40, "failed": 0, "skipped": 2, "flaky": 1},
             {"kind": "coverage", "format": "cobertura", "covered_lines": 75, "lines": 100,
              "covered_branches": 3, "branches": 8}],
           "tests": [{"name": "shop.PayTest.pays", "outcome": "flaky", "message": ""}],
           "findings": [], "findings_in_all": 0, "waived_findings": [],
           "reports": [{"path": "junit.xml", "format": "junit", "kind": "tests", "bytes": 9, "sha256": "cd"}],
           "unreadable": [{"path": "b.xml", "place": "line 3", "reason": "it ends too early"}], "notes": []},
          {"gate": "container-analysis", "title": "Container analysis", "verdict": "fail", "why": "",
           "conditions": [],
           "measured": [
             {"kind": "composition-findings", "format": "trivy", "tool": "Trivy 0.57.1",
              "artefact": "shop", "digest": "sha256:%s", "scanned": true, "critical": 1, "high": 0,
              "medium": 0, "low": 0, "unknown": 1, "fixable_critical": 1, "fixable_high": 0,
              "fixable_medium": 0, "suppressed": 0, "waived": 1}],
           "tests": [],
           "findings": [
             {"rule": "CVE-1", "subject": "zlib@1", "place": "os", "title": "t", "severity": "critical",
              "fixable": true, "identity": "CVE-1 zlib"},
             {"rule": "CVE-2", "subject": "curl@1", "place": "os", "title": "", "severity": "unknown",
              "fixable": false}],
           "waived_findings": [
             {"rule": "CVE-3", "subject": "vim@1", "place": "os", "title": "", "severity": "low",
              "fixable": false}],
           "reports": [], "unreadable": [], "notes": []},
          {"gate": "load-test", "title": "Load test", "verdict": "no_data", "why": "nothing is agreed",
           "conditions": [],
           "measured": [
             {"kind": "load", "format": "jmeter-csv", "samples": 200, "failed": 3, "p95": 412.5,
              "users": 10, "window": "whole run",
              "transactions": [
                {"name": "pay", "samples": 200, "failed": 3, "p50": 100.0, "p90": 300.0, "p95": 412.5,
                 "p99": 600.0, "success_p95": 400.0, "throughput": 6.5}]}],
           "tests": [], "findings": [], "waived_findings": [], "reports": [], "unreadable": []}
        ],
        "unreadable": [{"path": "b.xml", "place": "line 3", "reason": "it ends too early"}],
        "unassigned": []
      }
      """
          .formatted(SHA, "1".repeat(64), "2".repeat(64));

  @Test
  void aFileBecomesTheRunItsGatesAndWhatItsReportsSaid() throws Exception {
    Mapped mapped = map(WHOLE, Map.of());
    GateRun run = only(mapped, GateRun.class);
    assertThat(run.service()).isEqualTo("checkout");
    assertThat(run.sha()).isEqualTo(SHA);
    assertThat(run.build()).isEqualTo("77");
    assertThat(run.verdict()).isEqualTo("fail");
    assertThat(run.at()).isEqualTo(CAME);
    assertThat(members(mapped, GateOutcome.class))
        .extracting(GateOutcome::gate, GateOutcome::verdict)
        .containsExactly(
            tuple("unit-test", "pass"),
            tuple("container-analysis", "fail"),
            tuple("load-test", "no_data"));
    assertThat(members(mapped, GateCheck.class))
        .singleElement()
        .satisfies(check -> assertThat(check.value()).isEqualTo(75.0));
    assertThat(members(mapped, GateReport.class))
        .extracting(GateReport::path)
        .containsExactly("junit.xml", "b.xml");
    assertThat(members(mapped, GateReport.class).getLast().problem())
        .isEqualTo("line 3: it ends too early");
    assertThat(members(mapped, GateReport.class).getLast().gate()).isEqualTo("unit-test");

    BuildReport tests = report(mapped, "tests");
    assertThat(tests.passed()).isEqualTo(40);
    assertThat(tests.failed()).isZero();
    assertThat(tests.lines()).isNull();
    BuildReport coverage = report(mapped, "coverage");
    assertThat(coverage.coveredLines()).isEqualTo(75);
    assertThat(coverage.lines()).isEqualTo(100);
    assertThat(coverage.newLines()).isNull();
    BuildReport scan = report(mapped, "composition-findings");
    assertThat(scan.image()).isEqualTo("sha256:" + "2".repeat(64));
    assertThat(scan.unknown()).isOne();
    BuildReport load = report(mapped, "load");
    assertThat(load.failedSamples()).isEqualTo(3);
    assertThat(load.failed()).isNull();
    assertThat(load.p95()).isEqualTo(412.5);
    assertThat(members(mapped, ReportTest.class))
        .extracting(ReportTest::outcome)
        .containsExactly("flaky");
    assertThat(members(mapped, ReportFinding.class))
        .extracting(ReportFinding::rule, ReportFinding::severity, ReportFinding::state)
        .containsExactly(
            tuple("CVE-1", "critical", "open"),
            tuple("CVE-2", "unknown", "open"),
            tuple("CVE-3", "low", "waived"));
    assertThat(members(mapped, ReportTransaction.class))
        .singleElement()
        .satisfies(t -> assertThat(t.p95()).isEqualTo(412.5));
  }

  @Test
  void whatThePipelinesSystemSaysWinsOverTheFile() throws Exception {
    Mapped mapped =
        map(
            WHOLE,
            Map.of(
                "sha",
                "ABCDEF0123",
                "ref",
                "release/1",
                "finished_at",
                "2026-05-03T08:00:00Z",
                "url",
                "https://ci/job/1"));
    GateRun run = only(mapped, GateRun.class);
    assertThat(run.sha()).isEqualTo("abcdef0123");
    assertThat(run.ref()).isEqualTo("release/1");
    assertThat(run.at()).isEqualTo(Instant.parse("2026-05-03T08:00:00Z"));
  }

  @Test
  void theSameFileIsTheSameRunAndAnotherOneIsNot() throws Exception {
    long one = only(map(WHOLE, Map.of()), GateRun.class).id();
    assertThat(only(map(WHOLE, Map.of()), GateRun.class).id()).isEqualTo(one);
    assertThat(
            only(map(WHOLE.replace("\"limit\": 60.0", "\"limit\": 61.0"), Map.of()), GateRun.class)
                .id())
        .isNotEqualTo(one);
  }

  @Test
  void whatIsNoEvidenceIsRefusedWithItsPlace() {
    refused(WHOLE.replace("\"version\": 1", "\"version\": 2"), "/version", "version 2");
    refused(
        WHOLE.replace("\"covered_lines\": 75", "\"covered_lines\": 101"),
        "/gates/0/measured/1/covered_lines",
        "more than");
    refused(
        WHOLE.replace("\"passed\": 40", "\"passed\": -1"), "/gates/0/measured/0/passed", "below 0");
    refused(
        WHOLE.replace("\"verdict\": \"no_data\"", "\"verdict\": \"fine\""),
        "/gates/2/verdict",
        "none of");
    refused(WHOLE.replace("\"load-test\"", "\"unit-test\""), "/gates/2/gate", "twice");
    refused(
        WHOLE.replace("\"service\": \"checkout\"", "\"service\": null"), "/service", "--service");
    refused(WHOLE.substring(0, 900), "", "");
  }

  private static void refused(String file, String pointer, String reason) {
    assertThatThrownBy(() -> map(file, Map.of()))
        .isInstanceOfSatisfying(
            UnmappableException.class,
            e -> {
              assertThat(e.pointer()).isEqualTo(pointer);
              assertThat(e).hasMessageContaining(reason);
            });
  }

  private static Mapped map(String file, Map<String, String> context) throws UnmappableException {
    Harvest harvest = new Harvest();
    Delivery delivery =
        new Delivery(
            1,
            "ci",
            Channel.UPLOAD,
            "gate_evidence",
            context,
            CAME,
            file.getBytes(StandardCharsets.UTF_8));
    MappingContext config = new MappingContext(3, List.of(), List.of(), List.of(), Map.of());
    EvidenceMapping.map(new Scope(delivery, config), null, harvest);
    return harvest.mapped();
  }

  private static BuildReport report(Mapped mapped, String kind) {
    return mapped.snapshots().stream()
        .map(Versioned::snapshot)
        .filter(BuildReport.class::isInstance)
        .map(BuildReport.class::cast)
        .filter(report -> kind.equals(report.kind()))
        .findFirst()
        .orElseThrow();
  }

  private static <T extends Snapshot> T only(Mapped mapped, Class<T> type) {
    return mapped.snapshots().stream()
        .map(Versioned::snapshot)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static <T extends Member> List<T> members(Mapped mapped, Class<T> type) {
    return mapped.sets().stream()
        .filter(set -> set.type().equals(type))
        .map(FactSet::members)
        .flatMap(List::stream)
        .map(type::cast)
        .toList();
  }
}
