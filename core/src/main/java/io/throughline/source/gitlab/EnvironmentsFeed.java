package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.util.Map;

/** Environments and their tiers, which tell what is production. They change seldom. */
final class EnvironmentsFeed implements Feed {
  private final Duration every;

  EnvironmentsFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return "environments";
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
    PageStore.ifChanged(
        run,
        project,
        "environments",
        Map.of("project", project),
        "/api/v4/projects/" + project + "/environments?per_page=100");
    Due.done(run, looked);
  }
}
