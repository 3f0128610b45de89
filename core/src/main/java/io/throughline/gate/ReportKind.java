package io.throughline.gate;

import io.throughline.report.ApiCalls;
import io.throughline.report.ApiDescription;
import io.throughline.report.CoverageSummary;
import io.throughline.report.FindingSummary;
import io.throughline.report.LoadSummary;
import io.throughline.report.Measured;
import io.throughline.report.TestSummary;
import java.util.Locale;
import java.util.Set;

/** What a report is about. A gate takes reports of some kinds. */
public enum ReportKind {
  /** Tests whose tool writes no report of its own: JUnit XML. */
  TESTS,
  /** Tests in a browser, by the reports of their tools. */
  BROWSER_TESTS,
  COVERAGE,
  CODE_FINDINGS,
  COMPOSITION_FINDINGS,
  RUNNING_FINDINGS,
  LOAD,
  /** Descriptions of an API, and recordings of calls. */
  API;

  private static final Set<String> BROWSERS = Set.of("playwright", "mochawesome");

  /**
   * Of what kind a report is.
   *
   * @param format id of its format
   */
  public static ReportKind of(String format, Measured measured) {
    return switch (measured) {
      case TestSummary tests -> BROWSERS.contains(format) ? BROWSER_TESTS : TESTS;
      case CoverageSummary coverage -> COVERAGE;
      case FindingSummary findings ->
          switch (findings.kind()) {
            case CODE -> CODE_FINDINGS;
            case COMPOSITION -> COMPOSITION_FINDINGS;
            case RUNNING -> RUNNING_FINDINGS;
          };
      case LoadSummary load -> LOAD;
      case ApiDescription description -> API;
      case ApiCalls calls -> API;
    };
  }

  /** Word for files: {@code code-findings}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
