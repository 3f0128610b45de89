package io.throughline.source.qmetry;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Instant;

/** One project after the other; one that is closed to us does not stop the others. */
final class EachProject {
  private EachProject() {}

  /** What is read of one project. */
  interface Reading {
    void read(String project) throws SourceException, InterruptedException;
  }

  /**
   * @param what the things that are read, for a notice
   * @throws SourceException the first failure, after the other projects were read; at once where a
   *     person must act
   */
  static void read(FeedRun run, String what, Reading reading)
      throws SourceException, InterruptedException {
    SourceException later = null;
    for (String project : ProjectsFeed.known(run)) {
      Instant asked = run.clock().instant();
      try {
        reading.read(project);
        run.notice(project, null);
        run.completeUntil(project, asked);
      } catch (SourceException e) {
        if (e.remedy() == Remedy.PERSON) {
          throw e;
        }
        if (e.remedy() == Remedy.RETRY) {
          later = later == null ? e : later;
        } else {
          run.notice(project, "Project " + project + " gives no " + what + ". " + e.getMessage());
        }
      }
    }
    if (later != null) {
      throw later;
    }
  }
}
