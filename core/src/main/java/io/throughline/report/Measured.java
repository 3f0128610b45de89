package io.throughline.report;

import java.util.List;

/** What was read in a report. */
public sealed interface Measured
    permits TestSummary, CoverageSummary, FindingSummary, LoadSummary, ApiDescription, ApiCalls {
  /** What a person should know about the report; empty when nothing is odd. */
  List<String> notes();
}
