package io.throughline.source.gitlab;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels of a merge request, which come as texts, with {@code name} or with {@code title}. */
final class Labels {
  private Labels() {}

  /** Comma-separated with a comma at both ends; null when the payload carries no labels. */
  static @Nullable String of(JsonValue parent) throws UnmappableException {
    JsonValue labels = parent.at("labels");
    if (!labels.present()) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonValue label : labels.items()) {
      String name = name(label);
      if (name != null && !name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names.isEmpty() ? "" : "," + String.join(",", names) + ",";
  }

  private static @Nullable String name(JsonValue label) throws UnmappableException {
    if (!label.isObject()) {
      return label.text();
    }
    String title = label.text("title");
    return title == null ? label.text("name") : title;
  }
}
