package io.throughline.source.pagerduty;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Maintenance windows: those that are to come or under way every 15 minutes, all of them once a
 * day. One that is taken off the list before it began was cancelled, where PagerDuty says that
 * there is no such window.
 */
final class WindowsFeed implements Feed {
  private static final String KIND = "maintenance_windows";
  private static final String OPEN = "open";
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration ALL = Duration.ofDays(1);

  @Override
  public String id() {
    return "maintenance_windows";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor(OPEN).isPresent() && !Due.now(run, "looked", EVERY)) {
      return;
    }
    Instant asked = run.clock().instant();
    Set<String> now = new TreeSet<>();
    boolean whole = list(run, "ongoing", now) & list(run, "future", now);
    for (String before : run.cursor(OPEN).orElse("").split(" ")) {
      if (before.contains("/") && !now.contains(before)) {
        ended(run, before);
      }
    }
    if (Due.now(run, "all", ALL)) {
      whole &= list(run, "all", new TreeSet<>());
      Due.done(run, "all");
    }
    run.notice(
        "",
        whole ? null : "PagerDuty lists no more than " + Api.MOST_ROWS + " maintenance windows.");
    run.saveCursor(OPEN, String.join(" ", now));
    run.completeUntil("", asked);
    Due.done(run, "looked");
  }

  private static boolean list(FeedRun run, String filter, Set<String> found)
      throws SourceException, InterruptedException {
    String path = "/maintenance_windows?filter=" + filter;
    int[] number = {0};
    return new Api(run)
        .each(
            path,
            KIND,
            Api.MOST_ROWS,
            page -> {
              PageStore.ifChanged(
                  run, filter + "/" + number[0]++, KIND, Map.of(), List.of(page.body()));
              for (JsonValue row : page.rows()) {
                String services = services(path, row);
                if (!services.isEmpty()) {
                  found.add(Api.id(path, row) + services);
                }
              }
            });
  }

  private static String services(String path, JsonValue row) throws SourceException {
    StringBuilder services = new StringBuilder();
    try {
      for (JsonValue service : row.objects("services")) {
        services.append('/').append(Ids.of(service));
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
    return services.toString();
  }

  /** What is still there is over, and stands in the list of all. */
  private static void ended(FeedRun run, String before)
      throws SourceException, InterruptedException {
    List<String> ids = Arrays.asList(before.split("/"));
    if (Presence.of(run.http(), "/maintenance_windows/" + ids.getFirst()) != Presence.GONE) {
      // Ended before its time or moved: its new end is worth a look at all of them.
      run.saveCursor("all", Instant.EPOCH.toString());
      return;
    }
    for (String service : ids.subList(1, ids.size())) {
      PageStore.set(
          run,
          "maintenance_window_gone",
          Map.of("window", ids.getFirst(), "service", service),
          List.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
  }
}
