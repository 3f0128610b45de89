package io.throughline.source.jira;

import io.throughline.source.FeedRun;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The projects that the token sees, as {@link ProjectsFeed} left them.
 *
 * @param byId keys by the number of the project
 */
record Projects(SortedMap<Long, String> byId) {
  static Projects of(FeedRun run) {
    return parse(run.cursorOf(ProjectsFeed.ID, ProjectsFeed.SHOWN).orElse(""));
  }

  static Projects parse(String text) {
    SortedMap<Long, String> byId = new TreeMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",")) {
      int equals = pair.indexOf('=');
      byId.put(Long.valueOf(pair.substring(0, equals)), pair.substring(equals + 1));
    }
    return new Projects(byId);
  }

  String format() {
    return byId.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }

  /** Those that the source's settings name, or all. */
  Projects configured(Map<String, String> settings) {
    Collection<String> named = named(settings);
    SortedMap<Long, String> wanted = new TreeMap<>(byId);
    if (!named.isEmpty()) {
      wanted.values().removeIf(key -> !named.contains(key.toUpperCase(Locale.ROOT)));
    }
    return new Projects(wanted);
  }

  /** The keys in the settings, in upper case; none for all projects. */
  static Collection<String> named(Map<String, String> settings) {
    return Stream.of(settings.getOrDefault("projects", "").split(","))
        .map(key -> key.strip().toUpperCase(Locale.ROOT))
        .filter(key -> !key.isEmpty())
        .distinct()
        .toList();
  }
}
