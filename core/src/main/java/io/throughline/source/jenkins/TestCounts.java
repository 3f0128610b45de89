package io.throughline.source.jenkins;

import io.throughline.evidence.CountedTests;
import io.throughline.evidence.Origin;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Pipeline;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many tests passed in a build, as Jenkins counted the reports that the build handed to it. A
 * part of its own, so that it takes no report's place that a gate took of the same build.
 */
final class TestCounts {
  private static final String FORMAT = "jenkins";

  private TestCounts() {}

  /** The counts of a build that has some; one without tests says nothing of them. */
  static void of(Scope scope, JsonValue build, Pipeline pipeline, Instant finished, Harvest harvest)
      throws UnmappableException {
    JsonValue counted = counted(build);
    if (counted == null) {
      return;
    }
    long total = count(counted, "totalCount");
    long failed = count(counted, "failCount");
    long skipped = count(counted, "skipCount");
    if (failed + skipped > total) {
      throw counted.at("totalCount").unexpected("at least as many as failed and were skipped");
    }
    long id = scope.id(counted, Sha256.number("tests\n" + FactId.external(pipeline.id())));
    harvest.complete(
        new CountedTests(FORMAT, total - failed - skipped, failed, skipped)
            .fact(id, origin(pipeline, finished), finished),
        finished);
  }

  private static @Nullable JsonValue counted(JsonValue build) throws UnmappableException {
    JsonValue first = null;
    for (JsonValue action : Actions.of(build)) {
      if (action.at("totalCount").present() && action.at("failCount").present()) {
        if ("testReport".equals(action.text("urlName"))) {
          return action;
        }
        first = first == null ? action : first;
      }
    }
    return first;
  }

  private static long count(JsonValue counted, String name) throws UnmappableException {
    Long count = counted.integer(name);
    if (count != null && (count < 0 || count > Integer.MAX_VALUE)) {
      throw counted.at(name).unexpected("how many tests");
    }
    return count == null ? 0 : count;
  }

  private static Origin origin(Pipeline build, Instant finished) {
    return new Origin(
        null,
        build.projectId(),
        build.sha(),
        build.ref(),
        null,
        build.webUrl(),
        finished,
        build.webUrl());
  }
}
