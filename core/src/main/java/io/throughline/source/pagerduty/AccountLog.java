package io.throughline.source.pagerduty;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The log of the whole account, of which only is kept which incidents it speaks of. It begins with
 * the newest and tells at most 10,000 entries of a stretch of time, so it is read in stretches that
 * are halved until they tell all.
 */
final class AccountLog {
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final Duration STRETCH = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** So that a clock of theirs which is ahead of ours hides nothing. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final int MOST_SEEN = 5_000;
  private static final String NEWEST = "log";
  private static final String SEEN = "seen";
  private static final String PATH = "/log_entries";

  private final FeedRun run;

  AccountLog(FeedRun run) {
    this.run = run;
  }

  /** What is done with the incidents of one stretch. */
  interface Use {
    void incidents(Collection<String> ids) throws SourceException, InterruptedException;
  }

  /** An entry: its own id, and that of its incident. */
  private record Entry(String id, String incident, Instant at) {}

  /** Notes where the log stands, before everything else is read for the first time. */
  void begin() throws SourceException, InterruptedException {
    if (run.cursor(NEWEST).isPresent()) {
      return;
    }
    String path = PATH + "?limit=1&is_overview=false";
    List<JsonValue> rows;
    try {
      rows = new Api(run).get(path).json().at("log_entries").objects();
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
    Instant newest = rows.isEmpty() ? run.since() : Api.time(PATH, rows.getFirst(), "created_at");
    run.saveCursor(NEWEST, newest.toString());
  }

  /** Reads what came since, stretch by stretch; each is remembered after it was used. */
  void read(Instant asked, Use use) throws SourceException, InterruptedException {
    Instant newest = run.cursor(NEWEST).map(Instant::parse).orElse(run.since());
    Instant end = asked.plus(AHEAD);
    Instant from = newest.minus(OVERLAP);
    Duration length = STRETCH;
    while (from.isBefore(end)) {
      Instant until = from.plus(length).isAfter(end) ? end : from.plus(length);
      Set<Entry> entries = new LinkedHashSet<>();
      if (!list(from, until, entries)) {
        if (length.compareTo(SHORTEST) > 0) {
          length = length.dividedBy(2).plusMillis(1);
          continue;
        }
        run.notice(
            "log",
            "PagerDuty's log has more than "
                + Api.MOST_ROWS
                + " entries of one second; it tells no more of them.");
      }
      newest = take(entries, newest, asked, until, use);
      from = until;
    }
  }

  private Instant take(Set<Entry> entries, Instant before, Instant asked, Instant until, Use use)
      throws SourceException, InterruptedException {
    Set<String> seen = Set.of(run.cursor(SEEN).orElse("").split(" "));
    Set<String> ids = new LinkedHashSet<>();
    Instant newest = before;
    for (Entry entry : entries) {
      if (!seen.contains(entry.id())) {
        ids.add(entry.incident());
      }
      // A time from the future must not carry the mark past what is still to come.
      newest =
          entry.at().isAfter(newest) && !entry.at().isAfter(asked.plus(AHEAD))
              ? entry.at()
              : newest;
    }
    use.incidents(ids);
    if (until.isBefore(asked.minus(AHEAD)) && until.isAfter(newest)) {
      newest = until;
    }
    Instant overlap = newest.minus(OVERLAP);
    Set<String> kept =
        entries.stream()
            .filter(entry -> !entry.at().isBefore(overlap))
            .map(Entry::id)
            .limit(MOST_SEEN)
            .collect(Collectors.toCollection(TreeSet::new));
    save(SEEN, String.join(" ", kept));
    save(NEWEST, newest.toString());
    return newest;
  }

  private void save(String scope, String text) {
    if (!run.cursor(scope).orElse("").equals(text)) {
      run.saveCursor(scope, text);
    }
  }

  private boolean list(Instant from, Instant until, Set<Entry> entries)
      throws SourceException, InterruptedException {
    return new Api(run)
        .each(
            PATH
                + "?is_overview=false"
                + Api.parameter("since", Api.time(from))
                + Api.parameter("until", Api.time(until.plusSeconds(1)))
                + Api.parameter("time_zone", "UTC"),
            "log_entries",
            Api.MOST_ROWS,
            page -> {
              for (JsonValue row : page.rows()) {
                JsonValue incident = row.at("incident");
                // An entry without an incident is none of ours.
                if (incident.isObject()) {
                  entries.add(
                      new Entry(
                          Api.id(PATH, row),
                          Api.id(PATH, incident),
                          Api.time(PATH, row, "created_at")));
                }
              }
            });
  }
}
