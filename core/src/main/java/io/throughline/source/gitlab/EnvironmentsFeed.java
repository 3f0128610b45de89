package io.throughline.source.gitlab;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Environments and their tiers, which tell what is production. They change seldom. Remembers the
 * names of those that GitLab calls something less, for the deployments.
 */
final class EnvironmentsFeed implements Feed {
  static final String ID = "environments";

  private static final Set<String> LESS = Set.of("staging", "testing", "development");
  private static final Set<String> WANTED = Set.of("id", "name", "tier");

  private final Duration every;

  EnvironmentsFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "Environments", project -> read(run, project));
  }

  private void read(FeedRun run, String project) throws SourceException, InterruptedException {
    String looked = "looked/" + project;
    if (!Due.now(run, looked, every)) {
      return;
    }
    Set<String> less = new TreeSet<>();
    List<byte[]> pages =
        Paging.lists(run.http(), "/api/v4/projects/" + project + "/environments?per_page=100");
    PageStore.ifChanged(run, project, ID, Map.of("project", project), pages);
    for (byte[] page : pages) {
      JsonScan.list(page, WANTED).stream()
          .filter(environment -> LESS.contains(environment.text("tier")))
          .map(environment -> environment.text("name"))
          .filter(name -> name.lines().count() == 1)
          .forEach(less::add);
    }
    run.saveCursor("less/" + project, String.join("\n", less));
    Due.done(run, looked);
  }

  /** Names of the project's environments that are surely not production. */
  static Set<String> lessThanProduction(FeedRun run, String project) {
    return run.cursorOf(ID, "less/" + project).orElse("").lines().collect(Collectors.toSet());
  }
}
