package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What runs of an application. Argo CD reads it from the pods, so that in the middle of a change
 * the old and the new are there together, and after an aborted rollout the old alone. It is told
 * only where it says what the last sync brought.
 */
final class Images {
  private static final String ROLLOUTS = "argoproj.io";

  private Images() {}

  /**
   * What runs since the last sync ended: each image once, in order, joined by blanks; empty for
   * none, null while nothing can be said.
   *
   * @param status of an application
   */
  static @Nullable String settled(JsonValue status) throws UnmappableException {
    JsonValue summary = status.optionalObject("summary");
    if (summary == null || !looked(status)) {
      return null;
    }
    List<String> images = each(summary.at("images"));
    JsonValue health = status.optionalObject("health");
    String word = health == null ? null : Words.word(health, "status");
    if ("healthy".equals(word)) {
      return String.join(" ", images);
    }
    // Where nothing gives a version up by itself, one that does not run well is the new one.
    boolean alone = !hasRollout(status) && eachOnce(images);
    return "degraded".equals(word) && alone ? String.join(" ", images) : null;
  }

  /** Texts of a list, each once and in order; none for nothing. */
  static List<String> each(JsonValue list) throws UnmappableException {
    if (!list.present()) {
      return List.of();
    }
    Set<String> images = new TreeSet<>();
    for (JsonValue item : list.items()) {
      String image = item.text();
      if (image != null && !image.isBlank()) {
        images.add(image.strip());
      }
    }
    return List.copyOf(images);
  }

  /** Whether Argo CD looked at what runs after the operation ended; of old ones it is not told. */
  private static boolean looked(JsonValue status) throws UnmappableException {
    JsonValue operation = status.optionalObject("operationState");
    Instant looked = Times.WRITTEN.time(status, "reconciledAt");
    Instant ended = operation == null ? null : Times.WRITTEN.time(operation, "finishedAt");
    if (looked == null || ended == null) {
      return true;
    }
    return !looked.isBefore(ended);
  }

  private static boolean eachOnce(List<String> images) {
    Set<String> repositories = new HashSet<>();
    return images.stream().map(Images::repository).allMatch(repositories::add);
  }

  private static String repository(String image) {
    String plain = image.replaceFirst("@.*", "");
    int colon = plain.indexOf(':', plain.lastIndexOf('/') + 1);
    return colon < 0 ? plain : plain.substring(0, colon);
  }

  /** Whether a Rollout is among the resources. */
  static boolean hasRollout(JsonValue status) throws UnmappableException {
    for (JsonValue resource : status.objects("resources")) {
      if (isRollout(resource)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a resource is a Rollout. */
  static boolean isRollout(JsonValue resource) throws UnmappableException {
    return "Rollout".equals(resource.text("kind")) && ROLLOUTS.equals(resource.text("group"));
  }
}
