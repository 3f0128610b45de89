package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The projects that the projects feed has stored, as its cursor keeps them: a line each with id,
 * digest of what matters of it, path, and behind a tab the default branch.
 */
record KnownProjects(Map<Long, Known> byId) {
  static final String FEED = "projects";
  static final String SCOPE = "known";

  /**
   * One project.
   *
   * @param digest of the fields whose change is worth storing
   * @param defaultBranch empty text when it is not known
   */
  record Known(String digest, String path, String defaultBranch) {
    private static Known parse(String digest, String text) {
      int tab = text.indexOf('\t');
      return tab < 0
          ? new Known(digest, text, "")
          : new Known(digest, text.substring(0, tab), text.substring(tab + 1));
    }

    private String format() {
      return digest + " " + path + "\t" + defaultBranch;
    }
  }

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
        .forEach(parts -> known.put(Long.valueOf(parts[0]), Known.parse(parts[1], parts[2])));
    return new KnownProjects(known);
  }

  String format() {
    return byId.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().format())
        .collect(Collectors.joining("\n"));
  }

  /** What people call the project; its id when it is not known. */
  String name(String id) {
    Known known = id.matches("[0-9]{1,18}") ? byId.get(Long.valueOf(id)) : null;
    return known == null ? "project " + id : known.path();
  }

  /** The project's default branch; empty text when it is not known. */
  String defaultBranch(String id) {
    Known known = byId.get(Long.valueOf(id));
    return known == null ? "" : known.defaultBranch();
  }
}
