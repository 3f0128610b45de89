package io.throughline.source.sonarqube;

import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All known projects, some at once; one that is closed to us does not stop the others. */
final class EachProject {
  private static final int AT_ONCE = 4;

  private EachProject() {}

  /** What is read of one project. */
  interface Reading {
    void read(ProjectsFeed.Known project) throws SourceException, InterruptedException;
  }

  /**
   * @param what the things that are read, for a notice
   * @throws SourceException the first failure, after the other projects were read; at once where a
   *     person must act
   */
  static void read(FeedRun run, String what, Reading reading)
      throws SourceException, InterruptedException {
    AtomicReference<@Nullable SourceException> later = new AtomicReference<>();
    Fanout.each(
        ProjectsFeed.known(run),
        AT_ONCE,
        project -> {
          Instant asked = run.clock().instant();
          try {
            reading.read(project);
            run.notice(project.key(), null);
            run.completeUntil(project.key(), asked);
          } catch (SourceException e) {
            if (e.remedy() == Remedy.PERSON) {
              throw e;
            }
            if (e.remedy() == Remedy.RETRY) {
              later.compareAndSet(null, e);
            } else {
              run.notice(
                  project.key(),
                  "Project " + project.key() + " gives no " + what + ". " + e.getMessage());
            }
          }
        });
    SourceException failure = later.get();
    if (failure != null) {
      throw failure;
    }
  }
}
