package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The projects that the projects feed has stored, as its cursor keeps them: a line each with id,
 * digest of what matters of it, and path.
 */
record KnownProjects(Map<Long, Known> byId) {
  static final String FEED = "projects";
  static final String SCOPE = "known";

  /**
   * One project.
   *
   * @param digest of the fields whose change is worth storing
   */
  record Known(String digest, String path) {}

  KnownProjects {
    byId = new TreeMap<>(byId);
  }

  static KnownProjects of(FeedRun run) {
    return parse(run.cursorOf(FEED, SCOPE).orElse(""));
  }

  static KnownProjects parse(String cursor) {
    Map<Long, Known> known = new TreeMap<>();
    cursor
        .lines()
        .map(line -> line.split(" ", 3))
        .filter(parts -> parts.length == 3)
        .forEach(parts -> known.put(Long.valueOf(parts[0]), new Known(parts[1], parts[2])));
    return new KnownProjects(known);
  }

  String format() {
    return byId.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().digest() + " " + e.getValue().path())
        .collect(Collectors.joining("\n"));
  }

  /** What people call the project; its id when it is not known. */
  String name(String id) {
    Known known = id.matches("[0-9]{1,18}") ? byId.get(Long.valueOf(id)) : null;
    return known == null ? "project " + id : known.path();
  }
}
