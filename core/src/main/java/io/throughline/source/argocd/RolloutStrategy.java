package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a Rollout brings a version out.
 *
 * @param name {@code canary}, {@code blue_green} or {@code none}: a canary without steps is none
 * @param steps of a canary; empty for others
 * @param analysed whether an analysis judges it, in a step or in the background
 * @param promotedByPerson whether the new version of blue and green waits for a person
 */
record RolloutStrategy(
    String name, List<JsonValue> steps, boolean analysed, boolean promotedByPerson) {
  static RolloutStrategy of(JsonValue rollout) throws UnmappableException {
    JsonValue spec = rollout.object("spec");
    JsonValue strategy = spec.optionalObject("strategy");
    JsonValue blueGreen = strategy == null ? null : strategy.optionalObject("blueGreen");
    if (blueGreen != null) {
      boolean analysed =
          blueGreen.at("prePromotionAnalysis").present()
              || blueGreen.at("postPromotionAnalysis").present();
      boolean byPerson =
          Boolean.FALSE.equals(blueGreen.flag("autoPromotionEnabled"))
              && isNothing(blueGreen.integer("autoPromotionSeconds"));
      return new RolloutStrategy("blue_green", List.of(), analysed, byPerson);
    }
    JsonValue canary = strategy == null ? null : strategy.optionalObject("canary");
    List<JsonValue> steps = canary == null ? List.of() : canary.objects("steps");
    boolean analysed = canary != null && canary.at("analysis").present();
    for (JsonValue step : steps) {
      JsonValue experiment = step.optionalObject("experiment");
      analysed |=
          step.at("analysis").present()
              || (experiment != null && !experiment.objects("analyses").isEmpty());
    }
    return new RolloutStrategy(steps.isEmpty() ? "none" : "canary", steps, analysed, false);
  }

  private static boolean isNothing(@Nullable Long seconds) {
    return seconds == null || seconds == 0;
  }

  /** How many steps a canary has; null for blue and green. */
  @Nullable Integer count() {
    return name.equals("blue_green") ? null : Integer.valueOf(steps.size());
  }

  /** Whether a pause at a step of a canary ends only when a person lets it go on. */
  boolean waitsForPerson(@Nullable Integer step) throws UnmappableException {
    if (step == null || step < 0 || step >= steps.size()) {
      return false;
    }
    JsonValue pause = steps.get(step).optionalObject("pause");
    return pause != null && !pause.at("duration").present();
  }
}
