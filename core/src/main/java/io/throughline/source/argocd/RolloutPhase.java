package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a Rollout is. Controllers from version 1.0 on say it; of older ones it follows from what they
 * write. What they say of a version before the one that is wanted now is no answer.
 */
final class RolloutPhase {
  private static final String PROGRESSING = "progressing";
  private static final String PAUSED = "paused";
  private static final String HEALTHY = "healthy";
  private static final String DEGRADED = "degraded";

  private final JsonValue rollout;
  private final JsonValue spec;
  private final @Nullable JsonValue status;
  private final Conditions conditions;
  private final RolloutStrategy strategy;

  RolloutPhase(JsonValue rollout, Conditions conditions, RolloutStrategy strategy)
      throws UnmappableException {
    this.rollout = rollout;
    this.spec = rollout.object("spec");
    this.status = rollout.optionalObject("status");
    this.conditions = conditions;
    this.strategy = strategy;
  }

  /** Whether the controller has seen what is wanted now. */
  boolean isSeen() throws UnmappableException {
    if (status == null) {
      return false;
    }
    JsonValue metadata = rollout.object("metadata");
    Long generation = metadata.integer("generation");
    String observed = status.text("observedGeneration");
    // Before version 1.0 it is a hash, which may consist of digits.
    if (generation != null && observed != null && observed.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(observed);
      if (number < generation) {
        return false;
      }
    }
    JsonValue annotations = metadata.optionalObject("annotations");
    String wanted =
        annotations == null ? null : annotations.text("rollout.argoproj.io/workload-generation");
    return wanted == null || wanted.equals(status.text("workloadObservedGeneration"));
  }

  /** As in {@link io.throughline.model.fact.Rollout}. */
  String word() throws UnmappableException {
    if (status == null || !isSeen()) {
      return PROGRESSING;
    }
    String said = Words.word(status, "phase");
    if (said != null) {
      return said;
    }
    if (isAborted()
        || conditions.of("InvalidSpec") != null
        || conditions.says("Progressing", "False")) {
      return DEGRADED;
    }
    if (isPaused()) {
      return PAUSED;
    }
    boolean serves = strategy.name().equals("blue_green") ? isActive() : isStable();
    return serves ? HEALTHY : PROGRESSING;
  }

  /** Whether the version was given up. */
  boolean isAborted() throws UnmappableException {
    return status != null
        && (Boolean.TRUE.equals(status.flag("abort"))
            || conditions.because("Progressing", "RolloutAborted"));
  }

  private boolean isPaused() throws UnmappableException {
    return status != null
        && (Boolean.TRUE.equals(spec.flag("paused"))
            || Boolean.TRUE.equals(status.flag("controllerPause"))
            || !status.objects("pauseConditions").isEmpty()
            || status.at("pauseStartTime").present());
  }

  private boolean isActive() throws UnmappableException {
    String active = place("blueGreen", "activeSelector");
    return active != null
        && active.equals(Objects.requireNonNull(status).text("currentPodHash"))
        && conditions.says("Available", "True");
  }

  private boolean isStable() throws UnmappableException {
    JsonValue told = Objects.requireNonNull(status);
    String stable = place("canary", "stableRS");
    if (stable == null || !stable.equals(told.text("currentPodHash"))) {
      return false;
    }
    Long wanted = spec.integer("replicas");
    long replicas = wanted == null ? 1 : wanted;
    return count(told, "updatedReplicas") >= replicas
        && count(told, "availableReplicas") >= replicas
        && count(told, "replicas") <= count(told, "updatedReplicas");
  }

  private static long count(JsonValue told, String field) throws UnmappableException {
    Long count = told.integer(field);
    return count == null ? 0 : count;
  }

  /** A field that stands in the status, or in a part of it in some versions. */
  private @Nullable String place(String part, String field) throws UnmappableException {
    JsonValue told = Objects.requireNonNull(status);
    String own = told.text(field);
    JsonValue inside = told.optionalObject(part);
    return own != null || inside == null ? own : inside.text(field);
  }
}
