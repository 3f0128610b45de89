package io.throughline.source.argocd;

import io.throughline.model.fact.AnalysisRun;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Analysis runs, each of the version of a Rollout that it names. */
final class AnalysisMapping {
  private static final String FEED = "analysis";
  private static final Set<String> ENDED = Set.of("successful", "failed", "error", "inconclusive");
  private static final Set<String> FAILED = Set.of("failed", "error");

  private AnalysisMapping() {}

  /** An analysis run of the context's Rollout. */
  static void run(Scope scope, JsonValue run, Harvest harvest) throws UnmappableException {
    AppName app = AppName.of(scope);
    Map<String, String> context = scope.delivery().context();
    String rollout = context.get("rollout");
    if (rollout == null) {
      throw new UnmappableException("", "the delivery's context names no 'rollout'");
    }
    JsonValue metadata = run.object("metadata");
    JsonValue labels = metadata.optionalObject("labels");
    RolloutVersion version =
        new RolloutVersion(
            rollout,
            RolloutVersion.revision(metadata),
            labels == null ? null : labels.text("rollouts-pod-template-hash"));
    if (version.revision() == null && version.pods() == null) {
      // One that somebody began by hand judges no version.
      return;
    }
    JsonValue status = run.optionalObject("status");
    long id = version.id(scope, app);
    String phase = status == null ? null : Words.word(status, "phase");
    harvest.add(
        AnalysisRun.class,
        id,
        FEED,
        scope.takenAt(),
        List.of(
            new AnalysisRun(
                id,
                metadata.requiredText("name"),
                phase == null ? "pending" : phase,
                labels == null ? null : step(labels),
                status == null ? null : startedAt(scope, status),
                status == null || phase == null ? null : finishedAt(scope, status, phase),
                status == null ? null : failed(status),
                status == null ? null : Words.message(status, "message"))));
  }

  private static @Nullable Integer step(JsonValue labels) throws UnmappableException {
    String text = labels.text("step-index");
    return text == null || !text.matches("[0-9]{1,5}") ? null : Integer.valueOf(text);
  }

  /** Old controllers tell only when each measurement was taken. */
  private static @Nullable Instant startedAt(Scope scope, JsonValue status)
      throws UnmappableException {
    Instant told = scope.time(status, "startedAt");
    if (told != null) {
      return told;
    }
    Instant first = null;
    for (JsonValue measurement : measurements(status)) {
      Instant at = scope.time(measurement, "startedAt");
      first = at != null && (first == null || at.isBefore(first)) ? at : first;
    }
    return first;
  }

  private static @Nullable Instant finishedAt(Scope scope, JsonValue status, String phase)
      throws UnmappableException {
    Instant told = scope.time(status, "completedAt");
    if (told != null || !ENDED.contains(phase)) {
      return told;
    }
    Instant last = null;
    for (JsonValue measurement : measurements(status)) {
      Instant at = scope.time(measurement, "finishedAt");
      last = at != null && (last == null || at.isAfter(last)) ? at : last;
    }
    return last;
  }

  private static List<JsonValue> measurements(JsonValue status) throws UnmappableException {
    List<JsonValue> all = new ArrayList<>();
    for (JsonValue metric : status.objects("metricResults")) {
      all.addAll(metric.objects("measurements"));
    }
    return all;
  }

  private static @Nullable String failed(JsonValue status) throws UnmappableException {
    List<String> names = new ArrayList<>();
    for (JsonValue metric : status.objects("metricResults")) {
      String phase = Words.word(metric, "phase");
      if (phase != null && FAILED.contains(phase)) {
        names.add(metric.requiredText("name"));
      }
    }
    return names.isEmpty() ? null : String.join(",", names);
  }
}
