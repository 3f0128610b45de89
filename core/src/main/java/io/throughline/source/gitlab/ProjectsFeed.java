package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The projects of the configured groups, the configured projects, or else all that the token's user
 * is a member of. All other feeds read what this one knows.
 */
final class ProjectsFeed implements Feed {
  @Override
  public String id() {
    return KnownProjects.FEED;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    KnownProjects known = KnownProjects.of(run);
    ProjectListing listing = new ProjectListing(run, known);
    listing.read();
    Map<Long, KnownProjects.Known> now = new TreeMap<>(known.byId());
    now.putAll(listing.found());
    Set<Long> missing = new TreeSet<>(known.byId().keySet());
    missing.removeAll(listing.found().keySet());
    if (listing.isComplete() && !missing.isEmpty()) {
      judge(run, known, missing, now);
    }
    String cursor = new KnownProjects(now).format();
    if (!run.cursor(KnownProjects.SCOPE).orElse("").equals(cursor)) {
      run.saveCursor(KnownProjects.SCOPE, cursor);
    }
    run.progress("", now.size(), (long) now.size());
  }

  /**
   * A project that is no longer listed is gone only when GitLab says so of it alone. When all are
   * missing at once, the token has lost its access, which looks just the same.
   */
  private static void judge(
      FeedRun run, KnownProjects known, Set<Long> missing, Map<Long, KnownProjects.Known> now)
      throws SourceException, InterruptedException {
    boolean all = missing.size() > 1 && missing.size() == known.byId().size();
    for (long id : missing) {
      String scope = Long.toString(id);
      try {
        byte[] body = run.http().get("/api/v4/projects/" + id).body();
        PageStore.set(run, "project", Map.of("project", scope), List.of(body));
        run.notice(
            scope,
            known.name(scope)
                + " is no longer in the configured groups or among the token's projects. What was"
                + " read is kept; nothing new is read.");
        now.remove(id);
      } catch (SourceException e) {
        if (e.remedy() != Remedy.SKIP) {
          throw e;
        }
        if (e.status() == 404 && !all) {
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          PageStore.set(run, "project_gone", Map.of("project", scope), List.of(body));
          run.notice(scope, null);
          now.remove(id);
        } else {
          run.notice(
              scope,
              "No access to "
                  + known.name(scope)
                  + " any more: give the token's user at least the Reporter role there. What was"
                  + " read is kept.");
        }
      }
    }
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("project")) {
      return false;
    }
    String id = Ids.number(wish.item());
    byte[] body = run.http().get("/api/v4/projects/" + id).body();
    JsonScan.object(body, JsonScan.USUAL);
    PageStore.set(run, "project", Map.of("project", id), List.of(body));
    return true;
  }
}
