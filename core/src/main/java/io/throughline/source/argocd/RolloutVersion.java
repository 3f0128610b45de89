package io.throughline.source.argocd;

import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version that a Rollout brings out from the others: the controller's count of
 * versions, or the hash of its pods where an old controller does not count.
 *
 * @param rollout {@code namespace/name} of the Rollout object
 * @param revision the count; null where it is not told
 * @param pods the hash; null where it is not told
 */
record RolloutVersion(String rollout, @Nullable Long revision, @Nullable String pods) {
  static final String REVISION = "rollout.argoproj.io/revision";

  /** The version that a Rollout is at. */
  static RolloutVersion of(JsonValue rollout) throws UnmappableException {
    JsonValue metadata = rollout.object("metadata");
    JsonValue status = rollout.optionalObject("status");
    return new RolloutVersion(
        metadata.requiredText("namespace") + "/" + metadata.requiredText("name"),
        revision(metadata),
        status == null ? null : status.text("currentPodHash"));
  }

  /** The count in an object's annotations; null where there is none. */
  static @Nullable Long revision(JsonValue metadata) throws UnmappableException {
    JsonValue annotations = metadata.optionalObject("annotations");
    return annotations == null ? null : annotations.integer(REVISION);
  }

  /** What it is known by among those of its application. */
  String key() {
    return rollout + " " + (revision != null ? "revision " + revision : "pods " + pods);
  }

  long id(Scope scope, AppName app) {
    return app.id(scope, "rollout " + key());
  }
}
