package io.throughline.source.jenkins;

import io.throughline.model.fact.Pipeline;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds, each a run of a pipeline. A rebuild is a build of its own.
 *
 * <p>A build is known by its job, its number and its start: a job that is made again under the same
 * name counts from 1 again, and its builds are others. Jenkins gives no version, but a build only
 * goes on: one that has ended wins over the same one running.
 */
final class BuildMapping {
  private BuildMapping() {}

  /** A build as it was mapped. */
  record Built(Pipeline pipeline, Instant startedAt) {}

  /** A list of builds of one job. */
  static void list(Scope scope, JsonValue list, Harvest harvest) throws UnmappableException {
    JsonValue builds = list.object().at(list.has("allBuilds") ? "allBuilds" : "builds");
    for (JsonValue build : builds.objects()) {
      build(scope, build, harvest);
    }
  }

  /** One build. */
  static void build(Scope scope, JsonValue build, Harvest harvest) throws UnmappableException {
    BuildContext context = BuildContext.of(scope);
    Instant started = Millis.required(scope, build, "timestamp");
    Instant finished = finished(scope, build, started);
    Revision revision = Revision.of(build, context.ref());
    Pipeline pipeline =
        new Pipeline(
            scope.id(build, number(context.job(), build.requiredInteger("number"), started)),
            context.project(),
            context.ref() == null ? revision.branch() : context.ref(),
            revision.sha(),
            null,
            status(build),
            Trigger.of(build),
            queued(build, started),
            started,
            finished,
            finished == null ? null : (finished.toEpochMilli() - started.toEpochMilli()) / 1000.0,
            build.text("url"));
    Instant version = finished == null ? started : finished;
    if (build.has("actions")) {
      harvest.complete(pipeline, version);
    } else {
      harvest.partial(pipeline, version);
    }
    if (context.ref() == null) {
      ProjectMapping.seen(scope, context.project(), new Built(pipeline, started), harvest);
    }
    if (finished != null) {
      TestCounts.of(scope, build, pipeline, finished, harvest);
    }
  }

  /**
   * The number of a build.
   *
   * @param job full name
   */
  static long number(String job, long number, Instant started) {
    return Sha256.number("build\n" + job + "\n" + number + "\n" + started.toEpochMilli());
  }

  /** Whether it still runs: while it is cleaned up it has a result already. */
  static boolean isRunning(JsonValue build) throws UnmappableException {
    return Boolean.TRUE.equals(build.flag("building"));
  }

  /** When it was asked for, where the plugin Metrics notes it; else when it began. */
  private static Instant queued(JsonValue build, Instant started) throws UnmappableException {
    for (JsonValue action : Actions.of(build)) {
      Long waited = action.integer("queuingDurationMillis");
      if (waited != null) {
        if (waited < 0) {
          throw action.at("queuingDurationMillis").unexpected("a time that is not negative");
        }
        return Millis.plus(action.at("queuingDurationMillis"), started, -waited);
      }
    }
    return started;
  }

  private static @Nullable Instant finished(Scope scope, JsonValue build, Instant started)
      throws UnmappableException {
    Long duration = build.integer("duration");
    if (duration == null || isRunning(build) || build.text("result") == null) {
      return null;
    }
    if (duration < 0) {
      throw build.at("duration").unexpected("a time that is not negative");
    }
    Instant finished = Millis.plus(build.at("duration"), started, duration);
    if (SourceTime.absurd(finished, scope.delivery().receivedAt())) {
      throw build.at("duration").unexpected("a build that ended before it was told of");
    }
    return finished;
  }

  /** Our words; what is unstable has failed tests, and has no word of its own elsewhere. */
  private static @Nullable String status(JsonValue build) throws UnmappableException {
    if (isRunning(build)) {
      return "running";
    }
    String result = build.text("result");
    return result == null
        ? null
        : switch (result) {
          case "SUCCESS" -> "success";
          case "FAILURE", "UNSTABLE" -> "failed";
          case "ABORTED" -> "canceled";
          case "NOT_BUILT" -> "skipped";
          default ->
              throw build
                  .at("result")
                  .unexpected(
                      List.of("SUCCESS", "UNSTABLE", "FAILURE", "ABORTED", "NOT_BUILT") + "");
        };
  }
}
