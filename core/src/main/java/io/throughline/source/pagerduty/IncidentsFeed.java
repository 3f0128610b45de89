package io.throughline.source.pagerduty;

import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Incidents, each with its log. First all in the order in which they began; from then on those of
 * which the account's log tells something, back to 15 minutes before the newest entry that is
 * known. PagerDuty has no list of what changed; the open ones are compared beside it, so that none
 * stays open that is not.
 */
final class IncidentsFeed implements Feed {
  static final String ID = "incidents";
  private static final int AT_ONCE = 4;

  /** PagerDuty answers for less than six months at once. */
  private static final Duration SLICE = Duration.ofDays(90);

  private static final String BEGUN = "begun";
  private static final String READ = "read";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Instant asked = run.clock().instant();
    run.notice("closed", null);
    AccountLog log = new AccountLog(run);
    if (run.cursor(READ).isEmpty()) {
      log.begin();
      all(run, asked);
      run.saveCursor(READ, asked.toString());
    }
    Set<String> read = new LinkedHashSet<>();
    log.read(
        asked,
        ids -> {
          each(run, ids);
          read.addAll(ids);
        });
    OpenIncidents open = OpenIncidents.list(run);
    each(run, open.changed(read));
    open.save();
    run.completeUntil("", asked);
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID) || !Ids.isId(wish.item())) {
      return false;
    }
    new IncidentReading(run, wish.item()).read();
    return true;
  }

  static void each(FeedRun run, Collection<String> ids)
      throws SourceException, InterruptedException {
    Fanout.each(ids, AT_ONCE, id -> new IncidentReading(run, id).read());
  }

  /** Everything that began since the backfill reaches back, slice by slice. */
  private static void all(FeedRun run, Instant asked) throws SourceException, InterruptedException {
    Instant from = run.cursor(BEGUN).map(Instant::parse).orElse(run.since());
    long[] seen = {0};
    while (from.isBefore(asked)) {
      Instant until = from.plus(SLICE);
      Instant[] last = {from};
      boolean whole = slice(run, from, until, last, seen);
      if (whole) {
        from = until;
      } else if (last[0].isAfter(from)) {
        from = last[0];
      } else {
        run.notice(
            "at " + from,
            "More than "
                + Api.MOST_ROWS
                + " incidents began in one second; PagerDuty tells no more of them.");
        from = from.plusSeconds(1);
      }
      run.saveCursor(BEGUN, (from.isAfter(asked) ? asked : from).toString());
    }
  }

  private static boolean slice(
      FeedRun run, Instant from, Instant until, Instant[] last, long[] seen)
      throws SourceException, InterruptedException {
    String path =
        "/incidents?"
            + Api.parameter("sort_by", "created_at:asc").substring(1)
            + Api.parameter("since", Api.time(from))
            + Api.parameter("until", Api.time(until))
            + Api.parameter("time_zone", "UTC");
    return new Api(run)
        .each(
            path,
            "incidents",
            Api.MOST_ROWS,
            page -> {
              Set<String> ids = new LinkedHashSet<>();
              for (JsonValue row : page.rows()) {
                ids.add(Api.id(path, row));
              }
              each(run, ids);
              seen[0] += ids.size();
              run.progress("", seen[0], null);
              if (!page.rows().isEmpty()) {
                last[0] = Api.time(path, page.rows().getLast(), "created_at");
                run.saveCursor(BEGUN, last[0].toString());
              }
            });
  }
}
