package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The conditions of a Rollout: the last time each of its kinds turned. */
record Conditions(Times times, @Nullable JsonValue status) {
  /** The condition of a type; null when there is none. */
  @Nullable JsonValue of(String type) throws UnmappableException {
    JsonValue all = status == null ? null : status.at("conditions");
    if (all == null || !all.isArray()) {
      // One that has none is known to be written as an empty object.
      return null;
    }
    for (JsonValue condition : all.objects()) {
      if (type.equals(condition.text("type"))) {
        return condition;
      }
    }
    return null;
  }

  /** Whether the condition of a type is there and says this ({@code True}). */
  boolean says(String type, String word) throws UnmappableException {
    JsonValue condition = of(type);
    return condition != null && word.equals(condition.text("status"));
  }

  /** Whether the condition of a type is there for this reason. */
  boolean because(String type, String reason) throws UnmappableException {
    JsonValue condition = of(type);
    return condition != null && reason.equals(condition.text("reason"));
  }

  /** Since when the condition of a type says what it says; null when it is not told. */
  @Nullable Instant since(String type) throws UnmappableException {
    JsonValue condition = of(type);
    return condition == null ? null : times.time(condition, "lastTransitionTime");
  }

  /** When the condition of a type was written last; null when it is not told. */
  @Nullable Instant written(String type) throws UnmappableException {
    JsonValue condition = of(type);
    return condition == null ? null : times.time(condition, "lastUpdateTime");
  }

  /** What the condition of a type says for people; null for none. */
  @Nullable String message(String type) throws UnmappableException {
    JsonValue condition = of(type);
    return condition == null ? null : Words.message(condition, "message");
  }
}
