package io.throughline.source.pagerduty;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.SourceException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The services. What is no longer on the list is asked for alone before it is said to be gone: a
 * key may have lost the right to see it.
 */
final class ServicesFeed implements Feed {
  private static final String KNOWN = "known";
  private static final String PATH = "/services?sort_by=name";
  private static final Duration EVERY = Duration.ofMinutes(15);

  @Override
  public String id() {
    return "services";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor(KNOWN).isPresent() && !Due.now(run, "looked", EVERY)) {
      return;
    }
    Set<String> now = new TreeSet<>();
    int[] number = {0};
    boolean whole =
        new Api(run)
            .each(
                PATH,
                "services",
                Api.MOST_ROWS,
                page -> {
                  PageStore.ifChanged(
                      run, "page/" + number[0]++, "services", Map.of(), List.of(page.body()));
                  for (JsonValue row : page.rows()) {
                    now.add(Api.id(PATH, row));
                  }
                });
    run.notice(
        "list", whole ? null : "PagerDuty lists no more than " + Api.MOST_ROWS + " services.");
    for (String before : run.cursor(KNOWN).orElse("").split(" ")) {
      if (Ids.isId(before) && !now.contains(before) && (!whole || !gone(run, before))) {
        now.add(before);
      }
    }
    run.notice("", now.isEmpty() ? "PagerDuty shows this key no service. May it read them?" : null);
    run.saveCursor(KNOWN, String.join(" ", now));
    run.progress("", now.size(), (long) now.size());
    Due.done(run, "looked");
  }

  /** Whether it need not be looked for again: PagerDuty says it is nowhere, or it is there. */
  private static boolean gone(FeedRun run, String service)
      throws SourceException, InterruptedException {
    Presence presence = Presence.of(run.http(), "/services/" + service);
    if (presence == Presence.GONE) {
      PageStore.set(
          run,
          "service_gone",
          Map.of("service", service),
          List.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
    return presence == Presence.GONE;
  }
}
