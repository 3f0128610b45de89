package io.throughline.source.gitlab;

import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all known projects, some at once. One project's trouble does not stop the others.
 */
final class EachProject {
  private static final int AT_ONCE = 4;

  private EachProject() {}

  /** What is done for one project, by its id. */
  interface Task {
    void read(String project) throws SourceException, InterruptedException;
  }

  /**
   * @param what the things that are read, for a notice ({@code Pipelines})
   * @throws SourceException the first failure, after the other projects were read; at once where a
   *     person must act
   */
  static void read(FeedRun run, String what, Task task)
      throws SourceException, InterruptedException {
    KnownProjects known = KnownProjects.of(run);
    AtomicReference<@Nullable SourceException> later = new AtomicReference<>();
    Fanout.each(
        known.byId().keySet(),
        AT_ONCE,
        id -> {
          String project = Long.toString(id);
          try {
            task.read(project);
            run.notice(project, null);
          } catch (SourceException e) {
            if (e.remedy() == Remedy.PERSON) {
              throw e;
            }
            if (e.remedy() == Remedy.RETRY) {
              later.compareAndSet(null, e);
            } else {
              run.notice(
                  project,
                  what
                      + " of "
                      + known.name(project)
                      + " cannot be read: switched off there, gone, or closed to the token. What was"
                      + " read before is kept. "
                      + e.getMessage());
            }
          }
        });
    if (later.get() != null) {
      throw later.get();
    }
  }
}
