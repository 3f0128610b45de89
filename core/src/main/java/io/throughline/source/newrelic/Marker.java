package io.throughline.source.newrelic;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A note that something was deployed, as it is to be written.
 *
 * @param guid the application
 * @param version tag or short commit by which people know it
 * @param commit null where it is not known
 * @param at when it was running
 * @param description null for none
 * @param deepLink where people read more of it; null for none
 */
public record Marker(
    String guid,
    String version,
    @Nullable String commit,
    Instant at,
    @Nullable String description,
    @Nullable String deepLink) {
  private static final int MAX_TEXT = 1000;

  /**
   * @throws IllegalArgumentException when New Relic could not take it
   */
  public Marker {
    if (!Guid.isOne(guid)) {
      throw new IllegalArgumentException("no GUID of an entity");
    }
    if (version.isBlank()) {
      throw new IllegalArgumentException("a marker needs a version");
    }
  }

  /** What NerdGraph is told. */
  Map<String, Object> deployment() {
    Map<String, Object> all = new TreeMap<>();
    all.put("entityGuid", guid);
    all.put("version", cut(version));
    all.put("timestamp", at.toEpochMilli());
    all.put("user", MarkerWriter.USER);
    if (commit != null) {
      all.put("commit", cut(commit));
    }
    if (description != null) {
      all.put("description", cut(description));
    }
    if (deepLink != null) {
      all.put("deepLink", cut(deepLink));
    }
    return all;
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
