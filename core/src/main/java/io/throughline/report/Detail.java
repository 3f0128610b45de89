package io.throughline.report;

/** One entry of a report, told while the report is read. */
public sealed interface Detail permits TestCase, Finding {}
