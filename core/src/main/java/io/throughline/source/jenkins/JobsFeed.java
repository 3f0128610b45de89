package io.throughline.source.jenkins;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the projects in all folders, or in those that are named under {@code projects}. All other
 * feeds read what this one knows.
 */
final class JobsFeed implements Feed {
  @Override
  public String id() {
    return KnownJobs.FEED;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    KnownJobs known = KnownJobs.parse(run.cursor(KnownJobs.SCOPE).orElse(""));
    FolderWalk walk = new FolderWalk(run);
    walk.read();
    Map<String, KnownJobs.Known> now = new TreeMap<>(walk.found());
    Map<String, KnownJobs.Known> missing = new TreeMap<>(known.byName());
    missing.keySet().removeAll(now.keySet());
    boolean all = missing.size() > 1 && missing.size() == known.byName().size();
    for (KnownJobs.Known project : missing.values()) {
      judge(run, project, all, now);
    }
    String cursor = new KnownJobs(now).format();
    if (!run.cursor(KnownJobs.SCOPE).map(cursor::equals).orElse(false)) {
      run.saveCursor(KnownJobs.SCOPE, cursor);
    }
    run.notice(
        "",
        now.isEmpty()
            ? "Jenkins shows this user no job. May it read them, and are the names under projects"
                + " right?"
            : null);
    run.progress("", now.size(), (long) now.size());
  }

  /**
   * A project that is no longer listed is gone only when Jenkins says so of it alone. When all are
   * missing at once, the user has lost its access, which Jenkins answers in the same way.
   */
  private static void judge(
      FeedRun run, KnownJobs.Known project, boolean all, Map<String, KnownJobs.Known> now)
      throws SourceException, InterruptedException {
    String name = project.name().full();
    Presence presence = Presence.of(run.http(), project.name().path() + Tree.nothing());
    if (presence == Presence.THERE) {
      run.notice(name, name + " is no longer among the configured jobs. What was read is kept.");
    } else if (presence == Presence.GONE && !all) {
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      PageStore.set(run, "job_gone", Map.of("project", name), List.of(body));
      run.notice(name, null);
    } else {
      now.put(name, project);
      run.notice(
          name,
          "No access to "
              + name
              + " any more: give the user of the token the permission Job/Read there. What was read"
              + " is kept.");
    }
  }
}
