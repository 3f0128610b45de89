package io.throughline.evidence;

import io.throughline.model.fact.BuildReport;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the fact of a report from the numbers that are told of it. */
final class ReportFacts {
  private ReportFacts() {}

  /** The numbers by their words; null for what is not told. */
  interface Numbers {
    @Nullable Long count(String word) throws UnmappableException;

    @Nullable Double decimal(String word) throws UnmappableException;
  }

  /**
   * What is told of a report beside its numbers.
   *
   * @param id {@link io.throughline.model.fact.FactId}
   * @param run of the judging that told it; null for a report of its own
   */
  record Head(
      long id,
      Origin origin,
      String part,
      @Nullable Long run,
      @Nullable String gate,
      String kind,
      @Nullable String format,
      Instant at,
      @Nullable Boolean scanned,
      @Nullable String digest,
      @Nullable String window) {}

  static BuildReport of(Head head, Numbers numbers) throws UnmappableException {
    Origin origin = head.origin();
    Long users = numbers.count("users");
    return new BuildReport(
        head.id(),
        origin.service(),
        origin.projectId(),
        origin.sha(),
        origin.ref(),
        head.digest() != null ? head.digest() : origin.image(),
        origin.build(),
        head.part(),
        head.run(),
        head.gate(),
        head.kind(),
        head.format(),
        head.at(),
        head.scanned(),
        numbers.count("covered_lines"),
        numbers.count("lines"),
        numbers.count("covered_branches"),
        numbers.count("branches"),
        numbers.count("covered_new_lines"),
        numbers.count("new_lines"),
        numbers.count("passed"),
        numbers.count("failed"),
        numbers.count("skipped"),
        numbers.count("flaky"),
        numbers.count("critical"),
        numbers.count("high"),
        numbers.count("medium"),
        numbers.count("low"),
        numbers.count("unknown"),
        numbers.count("fixable_critical"),
        numbers.count("fixable_high"),
        numbers.count("fixable_medium"),
        numbers.count("suppressed"),
        numbers.count("waived"),
        numbers.count("called_operations"),
        numbers.count("operations"),
        numbers.count("seen_answers"),
        numbers.count("answers"),
        numbers.count("samples"),
        numbers.count("failed_samples"),
        numbers.decimal("p95"),
        users == null ? null : (int) Math.min(Integer.MAX_VALUE, users),
        head.window(),
        origin.webUrl());
  }
}
