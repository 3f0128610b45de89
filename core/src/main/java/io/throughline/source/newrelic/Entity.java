package io.throughline.source.newrelic;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application that an agent of New Relic watches.
 *
 * @param apdexT the limit in seconds that New Relic has for it; null where none is told
 * @param environment where it runs, as its tags say; production where they say nothing
 * @param workload where its containers run
 */
record Entity(String guid, @Nullable Double apdexT, String environment, Workload workload) {
  private static final int MAX_WORD = 100;
  private static final int FIELDS = 6;

  /** How a limit is written in lines and contexts of ours. */
  static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,17}(E-?[0-9]{1,3})?");

  private static final List<String> ENVIRONMENT_TAGS = List.of("environment", "env", "tier");
  private static final List<String> SERVICE_TAGS = List.of("throughline.io/service", "service");

  /** What a row of a search for entities says. */
  static Entity of(JsonValue row) throws UnmappableException {
    Map<String, List<String>> tags = tags(row);
    Double apdexT = null;
    JsonValue settings = row.at("settings");
    if (settings.present()) {
      apdexT = settings.object().decimal("apdexTarget");
    }
    return new Entity(
        Guid.required(row, "guid"),
        apdexT == null || apdexT <= 0 ? null : apdexT,
        first(tags, ENVIRONMENT_TAGS).orElse("production"),
        Workload.of(tags));
  }

  /** The id of the service that the tags of a row name; null where they name none. */
  static @Nullable String service(JsonValue row) throws UnmappableException {
    return first(tags(row), SERVICE_TAGS).orElse(null);
  }

  private static Optional<String> first(Map<String, List<String>> tags, List<String> names) {
    return names.stream()
        .map(name -> tags.getOrDefault(name, List.of()))
        .flatMap(List::stream)
        .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(value -> !value.isEmpty() && value.length() <= MAX_WORD)
        .findFirst();
  }

  /** Tags by their keys in small letters. */
  private static Map<String, List<String>> tags(JsonValue row) throws UnmappableException {
    Map<String, List<String>> all = new TreeMap<>();
    for (JsonValue tag : row.objects("tags")) {
      List<String> values =
          all.computeIfAbsent(
              tag.requiredText("key").toLowerCase(Locale.ROOT), key -> new ArrayList<>());
      if (tag.at("values").present()) {
        for (JsonValue value : tag.at("values").items()) {
          String text = value.text();
          if (text != null) {
            values.add(text);
          }
        }
      }
    }
    return all;
  }

  /** One line that {@link #parse} reads. */
  String line() {
    return String.join(
        "\t",
        guid,
        apdexT == null ? "" : apdexT.toString(),
        environment,
        String.join(",", workload.clusters()),
        String.join(",", workload.namespaces()),
        String.join(",", workload.deployments()));
  }

  /** The entity that a line tells of, if it is one of ours. */
  static Optional<Entity> parse(String line) {
    String[] parts = line.split("\t", FIELDS);
    if (parts.length != FIELDS
        || !Guid.isOne(parts[0])
        || !(parts[1].isEmpty() || LIMIT.matcher(parts[1]).matches())) {
      return Optional.empty();
    }
    return Optional.of(
        new Entity(
            parts[0],
            parts[1].isEmpty() ? null : Double.valueOf(parts[1]),
            parts[2],
            Workload.parse(parts[3], parts[4], parts[5])));
  }
}
