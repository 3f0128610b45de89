package io.throughline.source.gitlab;

import io.throughline.evidence.CountedTests;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The summary of a pipeline's tests. One of no test says nothing: nobody uploaded a report. */
final class TestReportMapping {
  private TestReportMapping() {}

  static void page(Scope scope, JsonValue summary, Harvest harvest) throws UnmappableException {
    JsonValue total = summary.object("total");
    long passed = count(total, "success");
    long failed = count(total, "failed") + count(total, "error");
    long skipped = count(total, "skipped");
    if (passed + failed + skipped > 0) {
      new CountedTests("gitlab", passed, failed, skipped)
          .map(scope, scope.contextId("project"), harvest);
    }
  }

  private static long count(JsonValue total, String word) throws UnmappableException {
    @Nullable Long number = total.integer(word);
    if (number != null && number < 0) {
      throw total.at(word).unexpected("no number below 0");
    }
    return number == null ? 0 : number;
  }
}
