package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a test case was, or is to be, run in a test cycle.
 *
 * @param key the source's number of the run
 * @param executedAt when its result was set; null while there is none, or where the source does not
 *     tell
 */
public record TestRun(
    long testCycleId, String key, long testCaseId, TestResult result, @Nullable Instant executedAt)
    implements Member {
  @Override
  public long parentId() {
    return testCycleId;
  }
}
