package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.IdPairs;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Merge requests that are new or changed, each with its details. */
final class MergeRequestsFeed implements Feed {
  static final String ID = "merge_requests";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    GraphQl graph = new GraphQl(run.http());
    EachProject.read(run, "Merge requests", project -> read(run, project, graph));
  }

  private void read(FeedRun run, String project, GraphQl graph)
      throws SourceException, InterruptedException {
    MergeRequestDetails details = new MergeRequestDetails(run, project, graph);
    List<Item> again = again(run, project);
    details.read(again);
    SortedMap<Long, Long> seen = sinceSweep(run, project);
    new ChangedPages(
            run,
            project,
            "merge_requests",
            "/api/v4/projects/"
                + project
                + "/merge_requests?state=all&scope=all&order_by=updated_at&sort=asc&per_page=100",
            changed -> {
              details.read(changed);
              remember(run, project, seen, changed);
              rememberBroken(run, project, details.broken());
            })
        .read();
    if (!again.isEmpty()) {
      rememberBroken(run, project, details.broken());
    }
  }

  /** What the sweep must miss when it is gone one day: read since the sweep's own list was made. */
  private static SortedMap<Long, Long> sinceSweep(FeedRun run, String project) {
    SortedMap<Long, Long> seen = IdPairs.parse(run.cursor("seen/" + project).orElse(""));
    for (String scope : List.of(project, "gone/" + project)) {
      String swept = run.cursorOf(MergeRequestSweep.ID, scope).orElse("");
      seen.keySet().removeAll(IdPairs.parse(swept).keySet());
    }
    return seen;
  }

  private static void remember(
      FeedRun run, String project, SortedMap<Long, Long> seen, List<Item> items) {
    items.forEach(item -> seen.put(item.iid(), item.id()));
    run.saveCursor("seen/" + project, IdPairs.format(seen));
  }

  private static List<Item> again(FeedRun run, String project) {
    return IdPairs.parse(run.cursor("again/" + project).orElse("")).entrySet().stream()
        .map(e -> item(e.getKey(), e.getValue()))
        .toList();
  }

  private static void rememberBroken(FeedRun run, String project, List<Item> broken) {
    SortedMap<Long, Long> pairs = IdPairs.parse("");
    broken.forEach(item -> pairs.put(item.iid(), item.id()));
    String cursor = IdPairs.format(pairs);
    if (run.cursor("again/" + project).orElse("").equals(cursor)) {
      return;
    }
    run.saveCursor("again/" + project, cursor);
    String names =
        pairs.keySet().stream().limit(10).map(iid -> "!" + iid).collect(Collectors.joining(", "));
    run.notice(
        project + "/again",
        broken.isEmpty()
            ? null
            : "GitLab fails to give the details of "
                + names
                + " of "
                + KnownProjects.of(run).name(project)
                + " though it is well otherwise; they are asked for again in every run.");
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("merge_request")) {
      return false;
    }
    one(run, Ids.number(wish.scope()), Ids.number(wish.item()));
    return true;
  }

  /** Reads one merge request and its details, whatever was read of it before. */
  static void one(FeedRun run, String project, String iid)
      throws SourceException, InterruptedException {
    byte[] body = run.http().get("/api/v4/projects/" + project + "/merge_requests/" + iid).body();
    Item item = JsonScan.object(body, JsonScan.USUAL);
    run.store("merge_request", PageStore.taken(run, Map.of("project", project)), null, body);
    MergeRequestDetails details = new MergeRequestDetails(run, project, new GraphQl(run.http()));
    details.read(List.of(item));
    if (!details.broken().isEmpty()) {
      throw new SourceException(
          Remedy.RETRY, "GitLab fails to give the details of merge request !" + iid + ".");
    }
  }

  private static Item item(long iid, long id) {
    return new Item(Map.of("iid", Long.toString(iid), "id", Long.toString(id)));
  }
}
