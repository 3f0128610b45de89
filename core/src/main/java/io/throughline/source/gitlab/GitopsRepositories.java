package io.throughline.source.gitlab;

import io.throughline.source.Due;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The GitOps repositories that the settings of a source name. One that is not among the projects
 * that the source reads is asked for alone: then its commits are read, and nothing else of it.
 */
record GitopsRepositories(FeedRun run) {
  static final String SETTING = "gitops";
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Set<String> MATTERS =
      Set.of("id", "path_with_namespace", "name", "web_url", "default_branch", "archived");

  /**
   * A repository.
   *
   * @param branch the default one; empty text when there is none yet
   */
  record Repository(String id, String path, String branch) {}

  /** The paths that the settings name. */
  static List<String> named(Map<String, String> settings) {
    return Arrays.stream(settings.getOrDefault(SETTING, "").split(","))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .toList();
  }

  /** Whether the settings name a project; GitLab's paths are the same in any case. */
  static boolean isOne(Map<String, String> settings, String path) {
    return named(settings).stream().anyMatch(path::equalsIgnoreCase);
  }

  /** The repository of a path. */
  Repository find(String path) throws SourceException, InterruptedException {
    for (Map.Entry<Long, KnownProjects.Known> known : KnownProjects.of(run).byId().entrySet()) {
      if (known.getValue().path().equalsIgnoreCase(path)) {
        String id = Long.toString(known.getKey());
        return new Repository(id, path, known.getValue().defaultBranch());
      }
    }
    String scope = "project/" + path;
    Optional<Repository> kept = run.cursor(scope).flatMap(text -> parse(path, text));
    return kept.isPresent() && !Due.now(run, "looked/" + path, EVERY)
        ? kept.get()
        : ask(path, scope);
  }

  private Repository ask(String path, String scope) throws SourceException, InterruptedException {
    String encoded = URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20");
    byte[] body = run.http().get("/api/v4/projects/" + encoded).body();
    Item item = JsonScan.object(body, MATTERS);
    String id = Long.toString(item.id());
    String branch = item.text("default_branch").replaceAll("\\s", " ");
    Map<String, String> matters = new HashMap<>(item.fields());
    matters.keySet().retainAll(MATTERS);
    String cursor = id + "\t" + branch + "\t" + new TreeMap<>(matters).toString().hashCode();
    if (!run.cursor(scope).equals(Optional.of(cursor))) {
      PageStore.set(run, "project", Map.of("project", id), List.of(body));
      run.saveCursor(scope, cursor);
    }
    Due.done(run, "looked/" + path);
    return new Repository(id, path, branch);
  }

  private static Optional<Repository> parse(String path, String cursor) {
    String[] parts = cursor.split("\t", -1);
    return parts.length == 3 && parts[0].matches("[0-9]{1,18}")
        ? Optional.of(new Repository(parts[0], path, parts[1]))
        : Optional.empty();
  }
}
