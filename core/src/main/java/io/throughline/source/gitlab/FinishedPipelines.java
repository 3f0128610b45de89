package io.throughline.source.gitlab;

import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import org.jspecify.annotations.Nullable;

/** Goes through the pipelines of a project that ended since the last reading. */
final class FinishedPipelines {
  private static final int AT_ONCE = 8;

  private FinishedPipelines() {}

  /** What is read of one. */
  interface Work {
    void read(Item pipeline) throws SourceException, InterruptedException;
  }

  /** Those that are still under way are asked for in every run until they are over. */
  static void each(FeedRun run, String project, Work work)
      throws SourceException, InterruptedException {
    OpenItems open = OpenItems.of(run, project);
    String pipelines = "/api/v4/projects/" + project + "/pipelines";
    new ChangedPages(
            run,
            project,
            null,
            pipelines + "?order_by=updated_at&sort=asc&per_page=100",
            changed -> {
              Fanout.each(changed, AT_ONCE, pipeline -> one(pipeline, open, work));
              open.save();
            })
        .read();
    Fanout.each(open.left(), AT_ONCE, id -> one(shown(run, pipelines, id, open), open, work));
    open.save();
  }

  private static void one(@Nullable Item pipeline, OpenItems open, Work work)
      throws SourceException, InterruptedException {
    if (pipeline != null) {
      boolean over = !PipelinesFeed.isUnfinished(pipeline);
      if (over) {
        work.read(pipeline);
      }
      open.read(pipeline.id(), !over);
    }
  }

  /** The pipeline as it is now; null when it is gone. */
  private static @Nullable Item shown(FeedRun run, String pipelines, long id, OpenItems open)
      throws SourceException, InterruptedException {
    try {
      return JsonScan.object(run.http().get(pipelines + "/" + id).body(), JsonScan.USUAL);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      open.read(id, false);
      return null;
    }
  }
}
