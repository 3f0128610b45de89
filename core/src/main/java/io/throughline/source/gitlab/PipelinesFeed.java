package io.throughline.source.gitlab;

import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.Map;
import java.util.Set;

/**
 * Pipelines that are new or changed, each with its durations and jobs.
 *
 * <p>The jobs of the history come from one list. Of the pipelines in it only those of the default
 * branch, which alone are counted, are asked for what the list of pipelines leaves out.
 */
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
    GraphQl graph = new GraphQl(run.http());
    EachProject.read(run, "Pipelines", project -> read(run, project, graph));
  }

  private static void read(FeedRun run, String project, GraphQl graph)
      throws SourceException, InterruptedException {
    OpenItems open = OpenItems.of(run, project);
    JobHistory history = JobHistory.read(run, project);
    String branch = KnownProjects.of(run).defaultBranch(project);
    PipelineTimes times = new PipelineTimes(run, project, branch, graph);
    new ChangedPages(
            run,
            project,
            "pipelines",
            "/api/v4/projects/" + project + "/pipelines?order_by=updated_at&sort=asc&per_page=100",
            changed -> {
              Set<Long> told =
                  times.read(
                      changed.stream().filter(one -> counted(history, branch, one)).toList());
              Fanout.each(
                  changed,
                  AT_ONCE,
                  pipeline -> {
                    if (!history.covers(pipeline)) {
                      one(run, project, pipeline.id(), open);
                    } else if (counted(history, branch, pipeline)
                        && !told.contains(pipeline.id())) {
                      shown(run, project, pipeline.id(), open);
                    } else {
                      open.read(pipeline.id(), isUnfinished(pipeline));
                    }
                  });
              open.save();
            })
        .read();
    Fanout.each(open.left(), AT_ONCE, id -> one(run, project, id, open));
    open.save();
  }

  /** Whether its jobs are read and only its own times are wanted still. */
  private static boolean counted(JobHistory history, String branch, Item pipeline) {
    return history.covers(pipeline) && (branch.isEmpty() || branch.equals(pipeline.text("ref")));
  }

  /** The pipeline itself, which alone says how long it took, and its jobs. */
  private static void one(FeedRun run, String project, long id, OpenItems open)
      throws SourceException, InterruptedException {
    if (!shown(run, project, id, open)) {
      return;
    }
    try {
      PageStore.set(
          run,
          "pipeline_jobs",
          Map.of("project", project, "pipeline", Long.toString(id)),
          Paging.bodies(run.http(), path(project, id) + "/jobs?include_retried=true&per_page=100"));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // Its jobs are closed to the token: what was stored stays.
    }
  }

  /** False when it was deleted since it was listed; what was stored stays. */
  private static boolean shown(FeedRun run, String project, long id, OpenItems open)
      throws SourceException, InterruptedException {
    try {
      byte[] body = run.http().get(path(project, id)).body();
      Item item = JsonScan.object(body, JsonScan.USUAL);
      run.store("pipeline", PageStore.taken(run, Map.of("project", project)), null, body);
      open.read(id, isUnfinished(item));
      return true;
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      open.read(id, false);
      return false;
    }
  }

  static boolean isUnfinished(Item pipeline) {
    return UNFINISHED.contains(pipeline.text("status"));
  }

  private static String path(String project, long id) {
    return "/api/v4/projects/" + project + "/pipelines/" + id;
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
