package io.throughline.report;

/**
 * One entry of a report, told while the report is read; the lines of a report of coverage are told
 * together at its end.
 */
public sealed interface Detail permits TestCase, Finding, CoveredLines, BuiltFrom {}
