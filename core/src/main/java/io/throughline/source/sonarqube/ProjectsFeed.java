package io.throughline.source.sonarqube;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The projects, their main branches, and how the server counts. The list needs no more than the
 * right to browse; what is no longer on it is asked for alone before it is said to be gone.
 */
final class ProjectsFeed implements Feed {
  static final String ID = "projects";
  private static final String KNOWN = "known";
  private static final String MODE = "mode";
  private static final String METRICS = "metrics";
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration BRANCHES = Duration.ofDays(1);

  /**
   * A project.
   *
   * @param branch name of the main branch; empty text when it is not known
   */
  record Known(String key, String branch) {}

  @Override
  public String id() {
    return ID;
  }

  /** The projects that were found last. */
  static Collection<Known> known(FeedRun run) throws SourceException {
    String saved =
        run.cursorOf(ID, KNOWN)
            .orElseThrow(
                () ->
                    new SourceException(
                        Remedy.RETRY, "It is not known yet which projects SonarQube has."));
    return parse(saved).values();
  }

  /** How the server counts, as it said last. */
  static String mode(FeedRun run) {
    return run.cursorOf(ID, MODE).orElse(Measures.STANDARD);
  }

  /** The measures that the server has, comma-joined. */
  static String metrics(FeedRun run) throws SourceException {
    return run.cursorOf(ID, METRICS)
        .orElseThrow(
            () ->
                new SourceException(
                    Remedy.RETRY, "It is not known yet which measures SonarQube has."));
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor(KNOWN).isPresent() && !Due.now(run, "looked", EVERY)) {
      return;
    }
    Api api = new Api(run);
    keep(run, MODE, api.mode());
    keep(run, METRICS, String.join(",", api.metrics()));
    Map<String, Known> before = parse(run.cursor(KNOWN).orElse(""));
    Map<String, Known> now = new TreeMap<>();
    boolean whole = list(run, api, before, now);
    for (Known missing : before.values()) {
      if (!now.containsKey(missing.key()) && (!whole || !gone(run, missing))) {
        now.put(missing.key(), missing);
      }
    }
    for (Known project : List.copyOf(now.values())) {
      if (project.branch().isEmpty() || Due.now(run, "branches/" + project.key(), BRANCHES)) {
        now.put(project.key(), branch(run, api, project));
      }
    }
    run.notice(
        "",
        now.isEmpty()
            ? "SonarQube shows this token no project. May its user browse them, and are the keys"
                + " under projects and the organization right?"
            : null);
    keep(run, KNOWN, format(now));
    run.progress("", now.size(), (long) now.size());
    Due.done(run, "looked");
  }

  /** Whether all projects were listed. */
  private static boolean list(
      FeedRun run, Api api, Map<String, Known> before, Map<String, Known> now)
      throws SourceException, InterruptedException {
    List<String> wanted =
        Arrays.stream(run.settings().getOrDefault("projects", "").split(","))
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .toList();
    String organization = run.settings().getOrDefault("organization", "");
    String path =
        "/api/components/search?qualifiers=TRK"
            + (organization.isEmpty() ? "" : Api.parameter("organization", organization));
    int[] number = {0};
    boolean whole =
        api.each(
            path,
            "components",
            Api.PAGE,
            page -> {
              PageStore.ifChanged(
                  run, "page/" + number[0]++, "projects", Map.of(), List.of(page.body()));
              for (JsonValue row : page.rows()) {
                String key = key(path, row);
                if (wanted.isEmpty() || wanted.contains(key)) {
                  now.put(key, before.getOrDefault(key, new Known(key, "")));
                }
              }
              return true;
            });
    run.notice(
        "list",
        whole
            ? null
            : "SonarQube lists no more than "
                + Api.MOST_ROWS
                + " projects: name those that count under projects.");
    return whole;
  }

  private static String key(String path, JsonValue row) throws SourceException {
    try {
      return ProjectMapping.key(row);
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  /** Only what SonarQube says to be nowhere is gone; what is closed to us may be there. */
  private static boolean gone(FeedRun run, Known project)
      throws SourceException, InterruptedException {
    String path = "/api/components/show?" + Api.parameter("component", project.key()).substring(1);
    Presence presence = Presence.of(run.http(), path);
    if (presence == Presence.GONE) {
      PageStore.set(
          run,
          "project_gone",
          Map.of("project_key", project.key()),
          List.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
    return presence != Presence.CLOSED;
  }

  private static Known branch(FeedRun run, Api api, Known project)
      throws SourceException, InterruptedException {
    String path =
        "/api/project_branches/list?" + Api.parameter("project", project.key()).substring(1);
    Api.Answer answer;
    try {
      answer = api.get(path);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      run.notice(
          project.key(),
          "Project " + project.key() + " does not tell its main branch. " + e.getMessage());
      return project;
    }
    Due.done(run, "branches/" + project.key());
    Optional<String> name = mainBranch(path, answer);
    if (name.isEmpty() || name.get().equals(project.branch())) {
      return project;
    }
    PageStore.set(run, "branches", Map.of("project_key", project.key()), List.of(answer.body()));
    return new Known(project.key(), name.get());
  }

  private static Optional<String> mainBranch(String path, Api.Answer answer)
      throws SourceException {
    try {
      for (JsonValue row : answer.json().at("branches").objects()) {
        if (Boolean.TRUE.equals(row.flag("isMain"))) {
          return Optional.of(row.requiredText("name"));
        }
      }
      return Optional.empty();
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private static void keep(FeedRun run, String scope, String text) {
    if (!run.cursor(scope).equals(Optional.of(text))) {
      run.saveCursor(scope, text);
    }
  }

  private static Map<String, Known> parse(String text) {
    Map<String, Known> known = new TreeMap<>();
    text.lines()
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> known.put(parts[0], new Known(parts[0], parts[1])));
    return known;
  }

  private static String format(Map<String, Known> known) {
    return known.values().stream()
        .map(one -> one.key() + "\t" + one.branch())
        .collect(Collectors.joining("\n"));
  }
}
