package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import java.util.Map;

/** Releases. They carry no version, so a project's whole list is stored when it differs. */
final class ReleasesFeed implements Feed {
  @Override
  public String id() {
    return "releases";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "Releases", project -> read(run, project));
  }

  private static void read(FeedRun run, String project)
      throws SourceException, InterruptedException {
    PageStore.ifChanged(
        run,
        project,
        "releases",
        Map.of("project", project),
        Paging.lists(run.http(), "/api/v4/projects/" + project + "/releases?per_page=100"));
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("releases")) {
      return false;
    }
    read(run, Ids.number(wish.scope()));
    return true;
  }
}
