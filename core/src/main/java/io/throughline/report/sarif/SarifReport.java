package io.throughline.report.sarif;

import io.throughline.report.Artefact;
import io.throughline.report.Detail;
import io.throughline.report.FindingCounts;
import io.throughline.report.FindingSummary;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SARIF log of any number of runs.
 *
 * <ul>
 *   <li>A result whose kind is another than {@code fail}, or that is gone since the baseline, is no
 *       finding. One that was suppressed is told apart, unless a suppression is under review or was
 *       rejected.
 *   <li>The severity is that of {@code security-severity} of the result or its rule, in the bands
 *       of CVSS; else the level of the result, of its rule, or {@code warning}, as high, medium,
 *       low or info.
 *   <li>A result is the same as another of its fingerprints, else of its rule, file and line. Where
 *       no file is named, and where packages are looked at, its message tells it apart. Packages
 *       count once for each rule; what was called while the program ran counts once for each rule,
 *       method and path.
 *   <li>A run without a list of results did not look. Of one that failed its results count, but
 *       without any it is no clean result.
 *   <li>Results that other files hold are not here, so that such a report is refused.
 * </ul>
 */
final class SarifReport {
  static final String VERSION = "2.1.0";

  private static final int MOST_TOOLS = 5;

  private final JsonReader json;
  private final Consumer<? super Detail> details;
  private final FindingCounts findings;
  private final Set<String> tools = new LinkedHashSet<>();
  private FindingSummary.@Nullable Kind kind;
  private Artefact artefact = Artefact.NONE;
  private boolean version;
  private boolean hasRuns;
  private long runs;
  private boolean allLooked = true;

  SarifReport(JsonReader json, Consumer<? super Detail> details) {
    this.json = json;
    this.details = details;
    this.findings = new FindingCounts(details);
  }

  FindingSummary all() throws ReportException {
    json.fields("a SARIF log", this::field);
    if (!version) {
      throw json.at("it does not say which version of SARIF it is");
    }
    if (!hasRuns) {
      throw json.at("it has no runs");
    }
    json.end();
    if (runs == 0) {
      findings.notes().add("it holds no run of a tool");
    }
    return findings.summary(
        kind == null ? FindingSummary.Kind.CODE : kind,
        String.join(", ", tools),
        artefact,
        findings.any() || runs > 0 && allLooked);
  }

  private void field(String name) throws ReportException {
    switch (name) {
      case "version" -> {
        String told = json.text("the version of SARIF");
        if (!told.equals(VERSION)) {
          throw json.at(
              "it is SARIF " + Notes.piece(told) + ", and the one that is read is " + VERSION);
        }
        version = true;
      }
      case "runs" -> {
        hasRuns = true;
        if (!json.isNull()) {
          json.items("the list of runs", this::run);
        }
      }
      default -> {}
    }
  }

  private void run() throws ReportException {
    runs++;
    SarifRun run = new SarifRun(json, findings, details);
    run.read();
    allLooked &= run.looked();
    if (kind == null) {
      kind = run.tool().kind();
    } else if (kind != run.tool().kind()) {
      findings
          .notes()
          .add("%s is told under what its first tool looks at", Notes.piece(run.tool().title()));
    }
    if (tools.size() < MOST_TOOLS) {
      tools.add(run.tool().title());
    }
    artefact = artefact.or(run.artefact());
  }
}
