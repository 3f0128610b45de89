package io.throughline.source.gitlab;

import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code throughline-gate} left among the artifacts of the job that judges a build. Off unless
 * the setting {@code gates} names the file, since each run of the job costs a request.
 *
 * <p>The jobs of the history come from one list, which tells which of them left artifacts; later
 * ones are asked for by pipeline. A job that was run again is a run of its own.
 */
final class GatesFeed implements Feed {
  static final String KIND = "gate_evidence";

  /** The wish to read the gates of one pipeline. */
  static final String WISH = "gates";

  private static final int AT_ONCE = 8;

  /** As the starter kit calls it, and as its stage is called. */
  private static final Set<String> USUAL_JOBS = Set.of("quality-gates", "gates");

  @Override
  public String id() {
    return "gates";
  }

  /** Whether the settings of a source ask for it. */
  static boolean isWanted(Map<String, String> settings) {
    return !settings.getOrDefault("gates", "").isEmpty();
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (isWanted(run.settings())) {
      EachProject.read(run, "Gates", project -> read(run, project));
    }
  }

  private static void read(FeedRun run, String project)
      throws SourceException, InterruptedException {
    GateArtifacts artifacts = artifacts(run, project);
    JobHistory history = JobHistory.read(run, project, page -> keep(page, artifacts));
    FinishedPipelines.each(
        run,
        project,
        pipeline -> {
          if (!history.covers(pipeline)) {
            ofPipeline(run, project, pipeline.id(), artifacts);
          }
        });
    artifacts.tell();
  }

  private static GateArtifacts artifacts(FeedRun run, String project) {
    Map<String, String> settings = run.settings();
    String job = settings.getOrDefault("gates_job", "");
    return new GateArtifacts(
        run, project, job.isEmpty() ? USUAL_JOBS : Set.of(job), settings.getOrDefault("gates", ""));
  }

  private static void ofPipeline(FeedRun run, String project, long id, GateArtifacts artifacts)
      throws SourceException, InterruptedException {
    try {
      Paging.each(
          run.http(),
          "/api/v4/projects/"
              + project
              + "/pipelines/"
              + id
              + "/jobs?include_retried=true&per_page=100",
          page -> keep(page, artifacts));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // The pipeline is gone, or its jobs are closed to the token: what was stored stays.
    }
  }

  private static void keep(HttpDoor.Page page, GateArtifacts artifacts)
      throws SourceException, InterruptedException {
    List<Item> jobs = JsonScan.list(page.body(), GateArtifacts.FIELDS);
    Fanout.each(jobs.stream().filter(artifacts::has).toList(), AT_ONCE, artifacts::keep);
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(WISH)) {
      return false;
    }
    String project = Ids.number(wish.scope());
    long id = Long.parseLong(Ids.number(wish.item()));
    if (isWanted(run.settings())) {
      ofPipeline(run, project, id, artifacts(run, project));
    }
    return true;
  }
}
