package io.throughline.source.argocd;

import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last operation on an application, going on or ended, well or not. A failed one stands nowhere
 * else, and only until the next one begins.
 *
 * @param phase as in {@link io.throughline.model.fact.GitopsSync}
 * @param initiatedBy not told by a webhook
 * @param source what was deployed beside the revision; null where it is not told
 * @param retries null where the payload leaves the operation itself out
 * @param resources as in {@link io.throughline.model.fact.GitopsSync}
 * @param appSha commit of the application, where who asked for the sync named it
 * @param healing whether Argo CD says that it puts back what was changed by hand
 */
record Operation(
    String phase,
    @Nullable String revision,
    @Nullable JsonValue initiatedBy,
    @Nullable JsonValue source,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer retries,
    @Nullable Integer resources,
    @Nullable String message,
    @Nullable String appSha,
    boolean healing) {
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "error");
  private static final int MOST_RETRIES = 1_000_000;

  /** What {@code operationState} tells; null for none, and for one that only tried. */
  static @Nullable Operation of(Scope scope, @Nullable JsonValue state) throws UnmappableException {
    if (state == null) {
      return null;
    }
    String phase = Words.word(state, "phase");
    if (phase == null) {
      throw state.at("phase").unexpected("a word such as Succeeded");
    }
    JsonValue asked = state.optionalObject("operation");
    JsonValue sync = asked == null ? null : asked.optionalObject("sync");
    if (sync != null && Boolean.TRUE.equals(sync.flag("dryRun"))) {
      return null;
    }
    JsonValue result = state.optionalObject("syncResult");
    String revision = Told.revision(result);
    Long healed = sync == null ? null : sync.integer("autoHealAttemptsCount");
    return new Operation(
        phase,
        revision == null ? Told.revision(sync) : revision,
        asked == null ? null : asked.optionalObject("initiatedBy"),
        source(result, sync),
        scope.requiredTime(state, "startedAt"),
        scope.time(state, "finishedAt"),
        asked == null ? null : retries(state),
        asked == null ? null : resources(phase, result),
        Words.message(state, "message"),
        asked == null ? null : Syncs.informed(asked),
        healed != null && healed > 0);
  }

  private static @Nullable JsonValue source(@Nullable JsonValue result, @Nullable JsonValue sync) {
    for (JsonValue holder : new JsonValue[] {result, sync}) {
      if (holder != null && holder.at("sources").present()) {
        return holder.at("sources");
      }
      if (holder != null && holder.at("source").present()) {
        return holder.at("source");
      }
    }
    return null;
  }

  /** Argo CD leaves a count of 0 out. */
  private static Integer retries(JsonValue state) throws UnmappableException {
    Long count = state.integer("retryCount");
    if (count == null) {
      return 0;
    }
    if (count < 0 || count > MOST_RETRIES) {
      throw state.at("retryCount").unexpected("a count of retries");
    }
    return count.intValue();
  }

  /**
   * How many resources were changed: created, configured or pruned. What was applied on the side of
   * the server does not say whether it was changed; then it is not told.
   */
  private static @Nullable Integer resources(String phase, @Nullable JsonValue result)
      throws UnmappableException {
    if (!ENDED.contains(phase)) {
      return null;
    }
    if (result == null) {
      // It ended before anything was tried; one that went well and tells nothing is no such one.
      return phase.equals("succeeded") ? null : Integer.valueOf(0);
    }
    int changed = 0;
    for (JsonValue resource : result.objects("resources")) {
      String hook = resource.text("hookType");
      if (hook == null || hook.isBlank()) {
        Boolean one = changed(resource);
        if (one == null) {
          return null;
        }
        changed += one ? 1 : 0;
      }
    }
    return changed;
  }

  private static @Nullable Boolean changed(JsonValue resource) throws UnmappableException {
    String status = resource.text("status");
    String message = resource.text("message");
    if (status == null || status.isBlank()) {
      return null;
    }
    return switch (status) {
      case "Pruned" -> true;
      case "PruneSkipped", "SyncFailed" -> false;
      default -> message == null ? null : byMessage(message);
    };
  }

  /** {@code deployment.apps/checkout configured}. */
  private static @Nullable Boolean byMessage(String message) {
    String verb = message.strip().replaceFirst("^\\S+ ", "").replaceFirst("(?s)[^a-z].*", "");
    return switch (verb) {
      case "unchanged" -> false;
      case "created", "configured", "replaced", "pruned" -> true;
      default -> null;
    };
  }

  boolean ended() {
    return ENDED.contains(phase);
  }
}
