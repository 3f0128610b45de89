package io.throughline.evidence;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.ReportFinding;
import io.throughline.model.fact.ReportTest;
import io.throughline.model.fact.ReportTransaction;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps what the reports of one gate said. A gate tells its findings and tests together; they are
 * kept with the first report of their kind.
 */
final class MeasuredMapping {
  private static final String FEED = "gates";
  private static final String LOAD = "load";

  private final Scope scope;
  private final Origin origin;
  private final String gate;
  private final long run;
  private final Instant at;
  private final Harvest harvest;
  private final Map<String, ReportTest> tests = new LinkedHashMap<>();
  private final Map<String, ReportFinding> findings = new LinkedHashMap<>();
  private @Nullable Long ofTests;
  private @Nullable Long ofFindings;

  /**
   * @param run {@link io.throughline.model.fact.FactId} of the judging
   */
  MeasuredMapping(Scope scope, Origin origin, String gate, long run, Instant at, Harvest harvest) {
    this.scope = scope;
    this.origin = origin;
    this.gate = gate;
    this.run = run;
    this.at = at;
    this.harvest = harvest;
  }

  /**
   * One kind.
   *
   * @param place among those of the gate
   */
  void map(JsonValue measured, String kind, int place) throws UnmappableException {
    long id = Origin.id(scope.config(), run + "\n" + gate + "\n" + kind + "\n" + place);
    BuildReport report =
        ReportFacts.of(
            new ReportFacts.Head(
                id,
                origin,
                place == 0 ? "" : Integer.toString(place),
                run,
                gate,
                kind,
                EvidenceMapping.text(measured, "format"),
                at,
                measured.flag("scanned"),
                EvidenceMapping.text(measured, "digest"),
                EvidenceMapping.text(measured, "window")),
            new Told(measured, kind.equals(LOAD)));
    within(measured, "covered_lines", report.coveredLines(), report.lines());
    within(measured, "covered_branches", report.coveredBranches(), report.branches());
    within(measured, "covered_new_lines", report.coveredNewLines(), report.newLines());
    within(measured, "flaky", report.flaky(), report.passed());
    within(measured, "called_operations", report.calledOperations(), report.operations());
    within(measured, "seen_answers", report.seenAnswers(), report.answers());
    within(measured, "failed", report.failedSamples(), report.samples());
    harvest.complete(report, at);
    if (kind.endsWith("tests") && ofTests == null) {
      ofTests = id;
    }
    if (kind.endsWith("findings") && ofFindings == null) {
      ofFindings = id;
    }
    if (kind.equals(LOAD)) {
      transactions(measured, id);
    }
  }

  /** A part that is more than the whole is a mistake of whoever wrote it. */
  private static void within(
      JsonValue measured, String word, @Nullable Long part, @Nullable Long whole)
      throws UnmappableException {
    if (part != null && whole != null && part > whole) {
      throw new UnmappableException(
          measured.at(word).pointer(), part + " is more than the " + whole + " that it is part of");
    }
  }

  void tests(List<JsonValue> told) throws UnmappableException {
    for (JsonValue test : told) {
      if (ofTests != null) {
        String name = test.requiredText("name");
        String outcome = test.requiredText("outcome");
        if (!outcome.equals("failed") && !outcome.equals("flaky")) {
          throw test.at("outcome").unexpected("failed or flaky");
        }
        String key = key(name);
        tests.put(
            key, new ReportTest(ofTests, key, outcome, EvidenceMapping.text(test, "message")));
      }
    }
  }

  void findings(List<JsonValue> told, String state) throws UnmappableException {
    for (JsonValue finding : told) {
      if (ofFindings != null) {
        String rule = finding.requiredText("rule");
        String subject = finding.text("subject");
        String identity = finding.text("identity");
        String same =
            Sha256.hex(
                (identity == null ? rule + "\n" + subject : identity)
                    .getBytes(StandardCharsets.UTF_8));
        findings.putIfAbsent(
            same,
            new ReportFinding(
                ofFindings,
                same,
                key(rule),
                subject == null ? "" : key(subject),
                EvidenceMapping.text(finding, "place"),
                EvidenceMapping.text(finding, "title"),
                severity(finding),
                Boolean.TRUE.equals(finding.flag("fixable")),
                state));
      }
    }
  }

  /** After all of the gate is told. */
  void end() throws UnmappableException {
    if (ofTests != null) {
      harvest.replace(
          ReportTest.class, ofTests, FEED, scope.takenAt(), List.copyOf(tests.values()));
    }
    if (ofFindings != null) {
      harvest.replace(
          ReportFinding.class, ofFindings, FEED, scope.takenAt(), List.copyOf(findings.values()));
    }
  }

  private void transactions(JsonValue load, long id) throws UnmappableException {
    Map<String, ReportTransaction> all = new LinkedHashMap<>();
    for (JsonValue one : load.objects("transactions")) {
      String name = key(one.requiredText("name"));
      all.put(
          name,
          new ReportTransaction(
              id,
              name,
              one.requiredInteger("samples"),
              one.integer("failed"),
              one.decimal("p50"),
              one.decimal("p90"),
              one.decimal("p95"),
              one.decimal("p99"),
              one.decimal("success_p95"),
              one.decimal("throughput")));
    }
    harvest.replace(
        ReportTransaction.class, id, FEED, scope.takenAt(), new ArrayList<>(all.values()));
  }

  private static String severity(JsonValue finding) throws UnmappableException {
    String word = finding.requiredText("severity");
    return switch (word) {
      case "critical", "high", "medium", "low", "unknown" -> word;
      default -> throw finding.at("severity").unexpected("critical, high, medium, low or unknown");
    };
  }

  /** A name that is longer than any that people give is known by its beginning and its digest. */
  private static String key(String name) {
    int most = 400;
    return name.length() <= most
        ? name
        : name.substring(0, most) + "…" + Sha256.hex(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Numbers of a JSON object.
   *
   * @param load whether what failed are samples, and not tests
   */
  private record Told(JsonValue measured, boolean load) implements ReportFacts.Numbers {
    private static final String FAILED = "failed";

    @Override
    public @Nullable Long count(String asked) throws UnmappableException {
      boolean samples = asked.equals("failed_samples");
      if (samples != load && (samples || asked.equals(FAILED))) {
        return null;
      }
      String word = samples ? FAILED : asked;
      Long number = measured.integer(word);
      if (number != null && number < 0) {
        throw measured.at(word).unexpected("no number below 0");
      }
      return number;
    }

    @Override
    public @Nullable Double decimal(String word) throws UnmappableException {
      Double number = measured.decimal(word);
      if (number != null && (number < 0 || !Double.isFinite(number))) {
        throw measured.at(word).unexpected("no number below 0");
      }
      return number;
    }
  }
}
