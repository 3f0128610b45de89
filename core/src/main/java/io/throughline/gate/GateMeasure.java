package io.throughline.gate;

import io.throughline.report.Finding;
import io.throughline.report.Severity;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a condition of a gate can look at: a closed list of words. */
public enum GateMeasure {
  TESTS("tests", "", Better.MORE),
  FAILED_TESTS("failed tests, errors included", "", Better.LESS),
  SKIPPED_TESTS("skipped tests", "", Better.LESS),
  PASS_RATE("passed of all tests that ran", "%", Better.MORE),
  FLAKY_RATE("flaky of all tests that passed", "%", Better.LESS),
  LINE_COVERAGE("covered lines", "%", Better.MORE),
  BRANCH_COVERAGE("taken branches", "%", Better.MORE),
  NEW_LINE_COVERAGE("covered lines of the change", "%", Better.MORE),
  CRITICAL("critical findings", "", Better.LESS),
  HIGH("high findings", "", Better.LESS),
  MEDIUM("medium findings", "", Better.LESS),
  LOW("low findings", "", Better.LESS),
  UNKNOWN("findings of unknown severity", "", Better.LESS),
  FIXABLE_CRITICAL("critical findings that can be fixed", "", Better.LESS),
  FIXABLE_HIGH("high findings that can be fixed", "", Better.LESS),
  FIXABLE_MEDIUM("medium findings that can be fixed", "", Better.LESS),
  P50("50th percentile", "ms", Better.LESS),
  P90("90th percentile", "ms", Better.LESS),
  P95("95th percentile", "ms", Better.LESS),
  P99("99th percentile", "ms", Better.LESS),
  P95_GROWTH_SINCE_LAST_RELEASE(
      "growth since the last release of the 95th percentile", "%", Better.LESS),
  ERROR_RATE("failed samples", "%", Better.LESS),
  THROUGHPUT("samples a second", "/s", Better.MORE),
  SAMPLES("samples", "", Better.MORE),
  API_COVERAGE("operations of the API that a test called", "%", Better.MORE),
  API_STATUS_COVERAGE("documented answers of the API that a test saw", "%", Better.MORE);

  /** Which way is better. */
  enum Better {
    MORE,
    LESS
  }

  private final String title;
  private final String unit;
  private final Better better;

  GateMeasure(String title, String unit, Better better) {
    this.title = title;
    this.unit = unit;
    this.better = better;
  }

  /** The measure of a word of the file; empty when there is none. */
  public static Optional<GateMeasure> of(String id) {
    return Arrays.stream(values()).filter(measure -> measure.id().equals(id)).findFirst();
  }

  /** Word for files: {@code line_coverage}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** {@code %}, {@code ms}, {@code /s}; empty for counts. */
  public String unit() {
    return unit;
  }

  /** Whether a value keeps a limit; one that lies on it does. */
  public boolean keeps(double value, double limit) {
    return better == Better.MORE ? value >= limit : value <= limit;
  }

  /** {@code at least} or {@code at most}. */
  public String bound() {
    return better == Better.MORE ? "at least" : "at most";
  }

  /** The severity of the findings that it counts; null when it counts none. */
  @Nullable Severity severity() {
    return switch (this) {
      case CRITICAL, FIXABLE_CRITICAL -> Severity.CRITICAL;
      case HIGH, FIXABLE_HIGH -> Severity.HIGH;
      case MEDIUM, FIXABLE_MEDIUM -> Severity.MEDIUM;
      case LOW -> Severity.LOW;
      case UNKNOWN -> Severity.UNKNOWN;
      default -> null;
    };
  }

  /** Whether it counts only what can be fixed. */
  boolean fixable() {
    return this == FIXABLE_CRITICAL || this == FIXABLE_HIGH || this == FIXABLE_MEDIUM;
  }

  /** How many of some findings it counts. */
  long count(Collection<Finding> findings) {
    Severity wanted = severity();
    return findings.stream()
        .filter(finding -> finding.severity() == wanted && (!fixable() || finding.fixable()))
        .count();
  }

  /** Whether each transaction of a load test is held to it, and the worst one told. */
  boolean ofTransaction() {
    return compareTo(P50) >= 0 && compareTo(SAMPLES) <= 0;
  }
}
