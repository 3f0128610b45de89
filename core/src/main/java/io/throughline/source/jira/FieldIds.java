package io.throughline.source.jira;

import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which custom fields mean what: their ids as the feed found them, and for webhooks, which know no
 * ids, the names that people use.
 */
record FieldIds(Map<String, List<String>> ids, Map<String, String> settings) {
  private static final int DEFAULT_MIN = 20;
  private static final Map<String, Set<String>> USUAL =
      Map.of(
          "points", Set.of("story points", "story point estimate"),
          "criteria", Set.of("acceptance criteria"),
          "sprint", Set.of("sprint"),
          "flagged", Set.of("flagged"),
          "epic_link", Set.of("epic link"),
          "request_type", Set.of("request type", "customer request type"));

  FieldIds {
    ids = Map.copyOf(ids);
    settings = Map.copyOf(settings);
  }

  static FieldIds of(Scope scope) {
    Map<String, List<String>> ids = new HashMap<>();
    for (String use : USUAL.keySet()) {
      String joined = scope.delivery().context().get(use);
      if (joined != null) {
        ids.put(use, Stream.of(joined.split(",")).filter(id -> !id.isBlank()).toList());
      }
    }
    return new FieldIds(ids, scope.config().settings());
  }

  /**
   * What a field of this id and name is used for; a configured name takes the place of usual ones.
   */
  static Set<String> uses(Map<String, String> settings, String id, String name) {
    Set<String> uses = new TreeSet<>();
    USUAL.forEach(
        (use, names) -> {
          String named = settings.get(use + "_field");
          if (named == null
              ? names.contains(name.toLowerCase(Locale.ROOT))
              : named.equalsIgnoreCase(name) || named.equals(id)) {
            uses.add(use);
          }
        });
    return uses;
  }

  /** Whether the field of a use is known at all. */
  boolean knows(String use) {
    return !ids.getOrDefault(use, List.of()).isEmpty();
  }

  /** The first value of the fields of a use, or null. */
  @Nullable JsonValue value(JsonValue fields, String use) {
    for (String id : ids.getOrDefault(use, List.of())) {
      JsonValue value = fields.at(id);
      if (value.present()) {
        return value;
      }
    }
    return null;
  }

  /** Whether an item of a changelog is about a field of this use. */
  boolean is(String use, JsonValue item) throws UnmappableException {
    String id = item.text("fieldId");
    String name = item.text("field");
    if (id != null && ids.getOrDefault(use, List.of()).contains(id)) {
      return true;
    }
    String named = settings.get(use + "_field");
    boolean configured = named != null && (named.equalsIgnoreCase(name) || named.equals(id));
    // Where the ids are known, another field of the same name is another field.
    boolean usual =
        !knows(use)
            && name != null
            && USUAL.getOrDefault(use, Set.of()).contains(name.toLowerCase(Locale.ROOT));
    return configured || usual || (use.equals("sprint") && "Sprint".equals(name));
  }

  /** How many characters acceptance criteria have at least. */
  int criteriaMin() {
    String text = settings.getOrDefault("criteria_min", "");
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : DEFAULT_MIN;
  }
}
