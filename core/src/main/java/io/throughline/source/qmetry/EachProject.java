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
    /** Reads, and tells how many things are known of it. */
    long read(String project) throws SourceException, InterruptedException;
  }

  static void read(FeedRun run, String what, Reading reading)
      throws SourceException, InterruptedException {
    Instant asked = run.clock().instant();
    long known = 0;
    for (String project : ProjectsFeed.known(run)) {
      try {
        known += reading.read(project);
        run.notice(project, null);
      } catch (SourceException e) {
        if (e.remedy() != Remedy.SKIP) {
          throw e;
        }
        run.notice(project, "Project " + project + " gives no " + what + ". " + e.getMessage());
      }
    }
    run.progress("", known, null);
    run.completeUntil("", asked);
  }
}
