package io.throughline.source.gitlab;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.IdPairs;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Once a day compares the merge requests that were read with those that GitLab has: what is gone
 * there is told gone here, after GitLab confirmed it one by one; what was never read is read.
 */
final class MergeRequestSweep implements Feed {
  static final String ID = "merge_request_sweep";

  private final Duration every;

  MergeRequestSweep(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "The list of merge requests", project -> read(run, project));
  }

  private void read(FeedRun run, String project) throws SourceException, InterruptedException {
    String looked = "looked/" + project;
    if (run.cursor(looked).isEmpty()) {
      Due.done(run, looked);
    }
    if (!Due.now(run, looked, every)) {
      return;
    }
    SortedMap<Long, Long> known = IdPairs.parse(run.cursor(project).orElse(""));
    known.putAll(IdPairs.parse(run.cursorOf(MergeRequestsFeed.ID, "seen/" + project).orElse("")));
    SortedMap<Long, Long> gone = IdPairs.parse(run.cursor("gone/" + project).orElse(""));
    known.keySet().removeAll(gone.keySet());
    Map<Long, Item> listed = listed(run, project);
    readMissed(run, project, known, listed);
    List<Long> missing = known.keySet().stream().filter(iid -> !listed.containsKey(iid)).toList();
    String path = "/api/v4/projects/" + project + "/merge_requests/";
    for (long iid : missing) {
      long id = Objects.requireNonNull(known.get(iid));
      if (Presence.of(run.http(), path + iid) == Presence.GONE) {
        Map<String, String> ids =
            Map.of(
                "project", project,
                "merge_request", Long.toString(id),
                "iid", Long.toString(iid));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        PageStore.set(run, "merge_request_gone", ids, List.of(body));
        gone.put(iid, known.remove(iid));
        run.saveCursor("gone/" + project, IdPairs.format(gone));
      }
    }
    run.saveCursor(project, IdPairs.format(known));
    Due.done(run, looked);
  }

  private static Map<Long, Item> listed(FeedRun run, String project)
      throws SourceException, InterruptedException {
    Map<Long, Item> listed = new TreeMap<>();
    // By creation and upwards: what comes while we read is added at the end and moves nothing.
    Paging.each(
        run.http(),
        "/api/v4/projects/"
            + project
            + "/merge_requests?state=all&scope=all&view=simple&order_by=created_at&sort=asc"
            + "&per_page=100",
        page ->
            JsonScan.list(page.body(), JsonScan.USUAL)
                .forEach(item -> listed.put(item.iid(), item)));
    return listed;
  }

  /** What GitLab committed so late that the overlap did not catch it. */
  private static void readMissed(
      FeedRun run, String project, SortedMap<Long, Long> known, Map<Long, Item> listed)
      throws SourceException, InterruptedException {
    Instant border =
        Watermark.parse(run.cursorOf(MergeRequestsFeed.ID, project).orElse(""))
            .from(Instant.MIN.plus(Watermark.OVERLAP));
    for (Item item : listed.values()) {
      Instant updated = item.updatedAt().orElse(Instant.MAX);
      boolean due = !updated.isBefore(run.since()) && updated.isBefore(border);
      if (due && !known.containsKey(item.iid())) {
        MergeRequestsFeed.one(run, project, Long.toString(item.iid()));
        known.put(item.iid(), item.id());
      }
    }
  }
}
