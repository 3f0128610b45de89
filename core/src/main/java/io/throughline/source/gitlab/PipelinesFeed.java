package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pipelines that are new or changed, each with its durations and jobs. */
final class PipelinesFeed implements Feed {
  private static final int AT_ONCE = 8;
  private static final Set<String> UNFINISHED =
      Set.of("created", "waiting_for_resource", "preparing", "pending", "running", "canceling");

  @Override
  public String id() {
    return "pipelines";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "Pipelines", project -> read(run, project));
  }

  private static void read(FeedRun run, String project)
      throws SourceException, InterruptedException {
    OpenItems open = OpenItems.of(run, project);
    new ChangedPages(
            run,
            project,
            "pipelines",
            "/api/v4/projects/" + project + "/pipelines?order_by=updated_at&sort=asc&per_page=100",
            changed -> {
              List<Long> ids = changed.stream().map(Item::id).toList();
              Fanout.each(ids, AT_ONCE, id -> one(run, project, id, open));
              open.save();
            })
        .read();
    Fanout.each(open.left(), AT_ONCE, id -> one(run, project, id, open));
    open.save();
  }

  private static void one(FeedRun run, String project, long id, OpenItems open)
      throws SourceException, InterruptedException {
    String path = "/api/v4/projects/" + project + "/pipelines/" + id;
    try {
      byte[] body = run.http().get(path).body();
      Item item = JsonScan.object(body, JsonScan.USUAL);
      run.store("pipeline", PageStore.taken(run, Map.of("project", project)), null, body);
      PageStore.set(
          run,
          "pipeline_jobs",
          Map.of("project", project, "pipeline", Long.toString(id)),
          Paging.bodies(run.http(), path + "/jobs?include_retried=true&per_page=100"));
      open.read(id, UNFINISHED.contains(item.text("status")));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // Deleted since it was listed, or its jobs are closed to the token: what was stored stays.
      open.read(id, false);
    }
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("pipeline")) {
      return false;
    }
    String project = Ids.number(wish.scope());
    long id = Long.parseLong(Ids.number(wish.item()));
    one(run, project, id, OpenItems.of(run, project));
    return true;
  }
}
