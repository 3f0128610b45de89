package io.throughline.source.qmetry;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Test cycles and the latest run of each test case in them. A cycle in which something was run or
 * changed within thirty days is looked into in every run, the others once a day.
 */
final class TestCyclesFeed implements Feed {
  private static final int PAGE = 100;
  private static final Duration QUIET = Duration.ofDays(30);
  private static final Duration SELDOM = Duration.ofDays(1);

  @Override
  public String id() {
    return "test_runs";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "test cycles", project -> cycles(run, project));
  }

  private static void cycles(FeedRun run, String project)
      throws SourceException, InterruptedException {
    Api api = new Api(run);
    List<byte[]> pages = new ArrayList<>();
    List<JsonValue> cycles = new ArrayList<>();
    Api.each(
        0,
        start -> api.search("/testcycles/search", project, "key:asc", start, PAGE),
        page -> {
          pages.add(page.body());
          cycles.addAll(page.rows());
        });
    PageStore.ifChanged(run, "cycles/" + project, "test_cycles", Map.of("project", project), pages);
    long done = 0;
    for (JsonValue cycle : cycles) {
      String uid = Api.uid("/testcycles/search", cycle);
      if (Due.now(run, "looked/" + uid, SELDOM) || moved(run, uid)) {
        runs(run, api, uid);
        Due.done(run, "looked/" + uid);
      }
      run.progress(project, ++done, (long) cycles.size());
    }
  }

  private static boolean moved(FeedRun run, String uid) {
    return !Due.now(run, "moved/" + uid, QUIET);
  }

  private static void runs(FeedRun run, Api api, String uid)
      throws SourceException, InterruptedException {
    List<byte[]> pages = new ArrayList<>();
    try {
      Api.each(
          0,
          start -> api.search("/testcycles/" + uid + "/testcases/search", null, "", start, PAGE),
          page -> pages.add(page.body()));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // Deleted between the two questions; the next list is without it.
      return;
    }
    Optional<String> before = run.cursor("runs/" + uid);
    PageStore.ifChanged(run, "runs/" + uid, "test_runs", Map.of("test_cycle", uid), pages);
    if (!before.equals(run.cursor("runs/" + uid))) {
      Due.done(run, "moved/" + uid);
    }
  }
}
