package io.throughline.source.pagerduty;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The log of the whole account, of which only is kept which incidents it speaks of. It begins with
 * the newest and tells at most 10,000 entries of a stretch of time; what it leaves out is asked for
 * again, up to the oldest that it told.
 */
final class AccountLog {
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final Duration STRETCH = Duration.ofDays(1);

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
    Instant end = asked.plus(AHEAD);
    Instant from = run.cursor(NEWEST).map(Instant::parse).orElse(run.since()).minus(OVERLAP);
    while (from.isBefore(end)) {
      Instant until = from.plus(STRETCH).isAfter(end) ? end : from.plus(STRETCH);
      Stretch stretch =
          new Stretch(new LinkedHashSet<>(), new ArrayList<>(), seen(), asked.plus(AHEAD));
      whole(from, until, stretch);
      use.incidents(stretch.incidents());
      remember(stretch, asked, until);
      from = until;
    }
  }

  /**
   * What one stretch told.
   *
   * @param entries those that were told first, the newest
   * @param seen ids of entries that were used before
   * @param latest a time beyond it is none
   */
  private record Stretch(
      Set<String> incidents, List<Entry> entries, Set<String> seen, Instant latest) {
    void add(Entry entry) {
      if (!seen.contains(entry.id())) {
        incidents.add(entry.incident());
      }
      if (entries.size() < MOST_SEEN) {
        entries.add(entry);
      }
    }

    /** A time from the future must not carry the mark past what is still to come. */
    Instant newest(Instant before) {
      return entries.stream()
          .map(Entry::at)
          .filter(at -> at.isAfter(before) && !at.isAfter(latest))
          .max(Comparator.naturalOrder())
          .orElse(before);
    }
  }

  private Set<String> seen() {
    return new HashSet<>(Arrays.asList(run.cursor(SEEN).orElse("").split(" ")));
  }

  private void remember(Stretch stretch, Instant asked, Instant until) {
    Instant newest = stretch.newest(run.cursor(NEWEST).map(Instant::parse).orElse(run.since()));
    if (until.isBefore(asked.minus(AHEAD)) && until.isAfter(newest)) {
      newest = until;
    }
    Instant overlap = newest.minus(OVERLAP);
    save(
        SEEN,
        stretch.entries().stream()
            .filter(entry -> !entry.at().isBefore(overlap))
            .map(Entry::id)
            .collect(Collectors.joining(" ")));
    save(NEWEST, newest.toString());
  }

  private void save(String scope, String text) {
    if (!run.cursor(scope).orElse("").equals(text)) {
      run.saveCursor(scope, text);
    }
  }

  private void whole(Instant from, Instant until, Stretch stretch)
      throws SourceException, InterruptedException {
    Instant end = until.truncatedTo(ChronoUnit.SECONDS);
    Instant[] oldest = {end};
    while (!end.isBefore(from.truncatedTo(ChronoUnit.SECONDS))
        && !list(from, end, stretch, oldest)) {
      if (oldest[0].isBefore(end)) {
        end = oldest[0];
      } else {
        run.notice(
            "log",
            "PagerDuty's log has more than "
                + Api.MOST_ROWS
                + " entries of one second; it tells no more of them.");
        end = end.minusSeconds(1);
      }
      oldest[0] = end;
    }
  }

  /**
   * @param until the last second that is wanted
   * @param oldest is told the last second that was told
   * @return whether all was told
   */
  private boolean list(Instant from, Instant until, Stretch stretch, Instant[] oldest)
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
                Instant at = Api.time(PATH, row, "created_at");
                Instant second = at.truncatedTo(ChronoUnit.SECONDS);
                oldest[0] = second.isBefore(oldest[0]) ? second : oldest[0];
                JsonValue incident = row.at("incident");
                // An entry without an incident is none of ours.
                if (incident.isObject()) {
                  stretch.add(new Entry(Api.id(PATH, row), Api.id(PATH, incident), at));
                }
              }
            });
  }
}
