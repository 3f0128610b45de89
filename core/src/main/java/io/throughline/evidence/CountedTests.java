package io.throughline.evidence;

import io.throughline.gate.ReportKind;
import io.throughline.model.fact.BuildReport;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tests of one build that its pipeline's own system has counted. No gate took them, and which of
 * them were flaky nobody says.
 *
 * @param format who counted
 * @param failed errors included
 */
public record CountedTests(String format, long passed, long failed, long skipped) {
  /**
   * Maps them; where they come from stands in the delivery's context.
   *
   * @param project {@link io.throughline.model.fact.FactId} of the project
   */
  public void map(Scope scope, Long project, Harvest harvest) throws UnmappableException {
    Origin origin = Origin.of(scope, project);
    Instant at = origin.moment(scope.delivery());
    long id = Origin.id(scope.config(), "counted tests\n" + format + "\n" + origin.words());
    harvest.complete(fact(id, origin, at), at);
  }

  /** As a part of its own, so that it takes no report's place that a gate took of the build. */
  public BuildReport fact(long id, Origin origin, Instant at) throws UnmappableException {
    return ReportFacts.of(
        new ReportFacts.Head(
            id, origin, format, null, null, ReportKind.TESTS.id(), format, at, null, null, null),
        new ReportFacts.Numbers() {
          @Override
          public @Nullable Long count(String word) {
            return switch (word) {
              case "passed" -> (Long) passed;
              case "failed" -> (Long) failed;
              case "skipped" -> (Long) skipped;
              default -> null;
            };
          }

          @Override
          public @Nullable Double decimal(String word) {
            return null;
          }
        });
  }
}
