package io.throughline.source.argocd;

import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.Rollout;
import io.throughline.model.fact.RolloutPause;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live objects of Argo Rollouts, of all their versions so far. */
final class RolloutMapping {
  private static final String FEED = "rollout";

  private RolloutMapping() {}

  /** A Rollout of the context's application. */
  static void rollout(Scope scope, JsonValue rollout, Harvest harvest) throws UnmappableException {
    AppName app = AppName.of(scope);
    RolloutVersion version = RolloutVersion.of(rollout);
    RolloutStrategy strategy = RolloutStrategy.of(rollout);
    JsonValue status = rollout.optionalObject("status");
    Conditions conditions = new Conditions(scope::time, status);
    RolloutPhase phase = new RolloutPhase(rollout, conditions, strategy);
    // The count is of the version before until the controller saw the new one.
    if (status != null && phase.isSeen()) {
      harvest.partial(
          told(scope, app, rollout, version, strategy, phase, conditions), scope.takenAt());
      pauses(scope, app, rollout, version, phase, conditions, harvest);
    }
    appSha(scope, app, rollout, harvest);
  }

  private static Rollout told(
      Scope scope,
      AppName app,
      JsonValue rollout,
      RolloutVersion version,
      RolloutStrategy strategy,
      RolloutPhase phase,
      Conditions conditions)
      throws UnmappableException {
    JsonValue status = rollout.object("status");
    String word = phase.word();
    boolean aborted = phase.isAborted();
    return new Rollout(
        version.id(scope, app),
        app.id(scope),
        rollout.object("metadata").text("name"),
        version.revision(),
        strategy.name(),
        strategy.count(),
        strategy.name().equals("canary") ? Pause.step(status) : null,
        strategy.analysed(),
        image(rollout.object("spec")),
        status.text("currentPodHash"),
        word,
        aborted,
        aborted ? abortedAt(scope, status, conditions) : null,
        startedAt(scope, rollout, version, conditions),
        word.equals("healthy") ? completedAt(conditions) : null,
        message(status, conditions),
        scope.takenAt());
  }

  /** Of several containers all images; null where the pods are described in another object. */
  private static @Nullable String image(JsonValue spec) throws UnmappableException {
    JsonValue template = spec.optionalObject("template");
    JsonValue pods = template == null ? null : template.optionalObject("spec");
    if (pods == null) {
      return null;
    }
    List<String> images = new ArrayList<>();
    for (JsonValue container : pods.objects("containers")) {
      String image = container.text("image");
      if (image != null && !image.isBlank()) {
        images.add(image.strip());
      }
    }
    images.sort(null);
    return images.isEmpty() ? null : String.join(" ", images);
  }

  private static @Nullable Instant abortedAt(Scope scope, JsonValue status, Conditions conditions)
      throws UnmappableException {
    Instant told = scope.time(status, "abortedAt");
    if (told != null) {
      return told;
    }
    return conditions.because("Progressing", "RolloutAborted")
        ? conditions.since("Progressing")
        : null;
  }

  /** The object itself tells the beginning of the first version, and of one that goes on. */
  private static @Nullable Instant startedAt(
      Scope scope, JsonValue rollout, RolloutVersion version, Conditions conditions)
      throws UnmappableException {
    if (version.revision() != null && version.revision() == 1) {
      return scope.time(rollout.object("metadata"), "creationTimestamp");
    }
    return conditions.says("Completed", "False") ? conditions.since("Completed") : null;
  }

  private static @Nullable Instant completedAt(Conditions conditions) throws UnmappableException {
    if (conditions.of("Completed") != null) {
      return conditions.says("Completed", "True") ? conditions.since("Completed") : null;
    }
    return conditions.because("Progressing", "NewReplicaSetAvailable")
        ? conditions.written("Progressing")
        : null;
  }

  private static @Nullable String message(JsonValue status, Conditions conditions)
      throws UnmappableException {
    String told = Words.message(status, "message");
    if (told != null) {
      return told;
    }
    String wrong = conditions.message("InvalidSpec");
    return wrong != null || !conditions.says("Progressing", "False")
        ? wrong
        : conditions.message("Progressing");
  }

  private static void pauses(
      Scope scope,
      AppName app,
      JsonValue rollout,
      RolloutVersion version,
      RolloutPhase phase,
      Conditions conditions,
      Harvest harvest)
      throws UnmappableException {
    List<Pause> now = Pause.of(scope::time, rollout);
    Map<Long, List<RolloutPause>> all = new LinkedHashMap<>();
    for (Pause one : now) {
      put(all, version.id(scope, app), one, null);
    }
    for (Pause one : Pause.parse(scope.delivery().context().getOrDefault("paused_before", ""))) {
      if (!now.contains(one)) {
        boolean same = one.version().equals(version.key());
        put(
            all,
            app.id(scope, "rollout " + one.version()),
            one,
            ended(scope, one, same, rollout, phase, conditions));
      }
    }
    for (Map.Entry<Long, List<RolloutPause>> one : all.entrySet()) {
      harvest.add(RolloutPause.class, one.getKey(), FEED, scope.takenAt(), one.getValue());
    }
  }

  private static void put(
      Map<Long, List<RolloutPause>> all, long id, Pause one, @Nullable Instant endedAt) {
    all.computeIfAbsent(id, key -> new ArrayList<>())
        .add(
            new RolloutPause(
                id,
                one.key(),
                one.step(),
                one.reason().isEmpty() ? null : one.reason(),
                one.forPerson(),
                one.startedAt(),
                endedAt));
  }

  /** When a pause ended that was there before: as the object tells, else when it was seen gone. */
  private static Instant ended(
      Scope scope,
      Pause pause,
      boolean same,
      JsonValue rollout,
      RolloutPhase phase,
      Conditions conditions)
      throws UnmappableException {
    Instant seen = scope.takenAt();
    Instant end = null;
    if (same && phase.isAborted()) {
      end = abortedAt(scope, rollout.object("status"), conditions);
    } else if (same && conditions.says("Paused", "False")) {
      end = conditions.since("Paused");
    } else if (same && conditions.says("Progressing", "True")) {
      end = conditions.since("Progressing");
    }
    if (end == null || end.isBefore(pause.startedAt()) || end.isAfter(seen)) {
      return seen.isBefore(pause.startedAt()) ? pause.startedAt() : seen;
    }
    return end;
  }

  /** The commit that the pods name is of the sync that brought them. */
  private static void appSha(Scope scope, AppName app, JsonValue rollout, Harvest harvest)
      throws UnmappableException {
    String began = scope.delivery().context().get("sync_started");
    JsonValue template = rollout.object("spec").optionalObject("template");
    JsonValue metadata = template == null ? null : template.optionalObject("metadata");
    String sha = metadata == null ? null : Syncs.marked(metadata);
    if (began == null || sha == null) {
      return;
    }
    Instant startedAt;
    try {
      startedAt = SourceTime.parse(began);
    } catch (DateTimeException e) {
      throw new UnmappableException("", "the delivery's context has no time 'sync_started'");
    }
    harvest.partial(
        new GitopsSync(
            Syncs.startedId(scope, app, startedAt),
            app.id(scope),
            null,
            null,
            null,
            null,
            null,
            null,
            sha,
            null,
            null,
            null,
            startedAt,
            null,
            null,
            null,
            null,
            null),
        scope.takenAt());
  }
}
