package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.Snapshot;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Merged merge requests of each active human in each ISO week. */
final class Contributors {
  private record Week(String someone, LocalDate sunday) {}

  private final ZoneId zone;
  private final BiPredicate<Account, Long> member;
  private final Map<Week, Integer> merged = new HashMap<>();
  private final Map<String, Account> accounts = new HashMap<>();

  /**
   * Counts for a team.
   *
   * @param member whether somebody belonged to the team at an epoch millisecond
   */
  Contributors(ZoneId zone, BiPredicate<Account, Long> member) {
    this.zone = zone;
    this.member = member;
  }

  /** One item for each human and week in which there was activity, dated on its last day (R3). */
  List<Item> of(List<Timeline> timelines, long now) {
    for (Timeline t : timelines) {
      seen(t, now);
    }
    List<Item> out = new ArrayList<>();
    merged.forEach(
        (week, count) -> {
          long at = week.sunday().atStartOfDay(zone).toInstant().toEpochMilli();
          out.add(Item.value(week.someone(), at, accounts.get(week.someone()), count));
        });
    return out;
  }

  private void seen(Timeline t, long now) {
    Account author = t.mr().author();
    active(author, t.created(), 0);
    Long merge = t.merged();
    if (merge != null) {
      active(author, merge, t.countedOnce() ? 1 : 0);
    }
    // What is said after the end reviews nothing any more (golden case 4).
    long until = t.ended() == null ? now : t.ended();
    for (Event event : t.mr().events()) {
      if (event.at() <= until && works(event, t)) {
        active(event.by(), event.at(), 0);
      }
    }
    for (Commit commit : Snapshot.of(t.mr(), now).commits()) {
      active(commit.author(), commit.authoredAt(), 0);
    }
  }

  // Commits count when they are made and when they are handed in.
  private static boolean works(Event event, Timeline t) {
    return event instanceof Event.Pushed || Metrics.reviews(event, t);
  }

  private void active(Account who, long at, int count) {
    if (who.human() && member.test(who, at)) {
      LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
      LocalDate sunday = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      merged.merge(new Week(who.someone(), sunday), count, Integer::sum);
      accounts.putIfAbsent(who.someone(), who);
    }
  }
}
