package io.throughline.source.newrelic;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Notes that something was deployed, of all applications of the account, back to an hour before the
 * last reading.
 */
final class MarkersFeed implements Feed {
  static final String ID = "markers";

  static final String DOCUMENT =
      "query($account: Int!, $markers: Nrql!) { actor { account(id: $account) {"
          + " markers: nrql(query: $markers, timeout: 25) { results } } } }";

  private static final String UNTIL = "until";
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final Duration LEAST = Duration.ofMinutes(2);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Instant now = run.clock().instant();
    Instant from =
        run.cursor(UNTIL).map(Instant::parse).map(last -> last.minus(OVERLAP)).orElse(run.since());
    Duration window = WINDOW;
    while (from.isBefore(now)) {
      Instant to = from.plus(window).isAfter(now) ? now : from.plus(window);
      if (!read(run, from, to) && window.compareTo(LEAST) > 0) {
        window = window.dividedBy(2);
        continue;
      }
      run.saveCursor(UNTIL, to.toString());
      from = to;
      window = WINDOW;
    }
    run.completeUntil("", now);
  }

  /**
   * Reads what was noted in a stretch.
   *
   * @return false when there may be more than was told
   */
  private static boolean read(FeedRun run, Instant from, Instant to)
      throws SourceException, InterruptedException {
    NerdGraph.Answer answer =
        new NerdGraph(run.http())
            .ask(
                DOCUMENT,
                Map.of(
                    "account", Account.number(run.settings()), "markers", Nrql.markers(from, to)));
    try {
      int rows = SampleMapping.rows(Account.of(answer), ID).size();
      if (rows > 0) {
        // A note does not change, so a page that is read twice is the same.
        run.store("markers", PageStore.taken(run, Map.of()), null, answer.body());
      }
      return rows < Nrql.MOST_EVENTS;
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }
}
