package io.throughline.source.jenkins;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Job;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a build, each a job of its pipeline. The time that a stage waited for somebody's
 * word is no running time. A stage that goes on is known by its start, one that has ended by its
 * end, so that the later of two looks wins.
 */
final class StageMapping {
  private static final Map<String, String> STATUSES =
      Map.of(
          "SUCCESS", "success",
          "FAILED", "failed",
          "UNSTABLE", "failed",
          "ABORTED", "canceled",
          "IN_PROGRESS", "running",
          "PAUSED_PENDING_INPUT", "manual",
          "NOT_EXECUTED", "skipped",
          "QUEUED", "pending");

  private static final Set<String> ENDED = Set.of("success", "failed", "canceled");

  private StageMapping() {}

  /** The stages of the context's build; there may be none. */
  static void describe(Scope scope, JsonValue run, Harvest harvest) throws UnmappableException {
    BuildContext context = BuildContext.of(scope);
    long build = scope.contextNumber("pipeline");
    for (JsonValue stage : run.object().objects("stages")) {
      Job job = stage(scope, stage, build, context.project());
      Instant version = job.finishedAt() == null ? job.startedAt() : job.finishedAt();
      harvest.complete(job, version == null ? Instant.EPOCH : version);
    }
  }

  private static Job stage(Scope scope, JsonValue stage, long build, long project)
      throws UnmappableException {
    String word = stage.text("status");
    String status = word == null ? null : STATUSES.get(word);
    if (word != null && status == null) {
      throw stage.at("status").unexpected("one of " + STATUSES.keySet().stream().sorted().toList());
    }
    Instant started = Millis.at(scope, stage, "startTimeMillis");
    Long lasted = lasted(stage, "durationMillis");
    Long paused = lasted(stage, "pauseDurationMillis");
    boolean ended = status != null && ENDED.contains(status);
    String name = stage.text("name");
    return new Job(
        scope.id(stage, Sha256.number("stage\n" + build + "\n" + stage.requiredText("id"))),
        FactId.of(scope.config().source(), build),
        project,
        name,
        name,
        status,
        null,
        started,
        started,
        ended && started != null && lasted != null
            ? Millis.plus(stage.at("durationMillis"), started, lasted)
            : null,
        ended && lasted != null
            ? Double.valueOf(Math.max(0, lasted - (paused == null ? 0 : paused)) / 1000.0)
            : null,
        null);
  }

  private static @Nullable Long lasted(JsonValue stage, String name) throws UnmappableException {
    Long millis = stage.integer(name);
    if (millis != null && millis < 0) {
      throw stage.at(name).unexpected("a time that is not negative");
    }
    return millis;
  }
}
