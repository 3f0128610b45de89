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

/** Merged merge requests of each active person in each ISO week. */
final class Contributors {
  private record Week(String person, LocalDate monday) {}

  private final ZoneId zone;
  private final BiPredicate<Account, Long> member;
  private final Map<Week, Integer> merged = new HashMap<>();

  /**
   * Counts for a team.
   *
   * @param member whether somebody belonged to the team at an epoch millisecond
   */
  Contributors(ZoneId zone, BiPredicate<Account, Long> member) {
    this.zone = zone;
    this.member = member;
  }

  /** One item for each person and week in which the person was active, dated on its Monday. */
  List<Item> of(List<Timeline> timelines, long now) {
    for (Timeline t : timelines) {
      seen(t, now);
    }
    List<Item> out = new ArrayList<>();
    merged.forEach(
        (week, count) -> {
          long at = week.monday().atStartOfDay(zone).toInstant().toEpochMilli();
          out.add(new Item(week.person(), at, null, null, (double) count, count, 1));
        });
    return out;
  }

  private void seen(Timeline t, long now) {
    Account author = t.mr().author();
    active(author, t.created(), 0);
    Long merge = t.merged();
    if (merge != null) {
      active(author, merge, t.counted() && !t.cherryPick() ? 1 : 0);
    }
    for (Event event : t.mr().events()) {
      if (event.at() <= now && Metrics.reviews(event, t)) {
        active(event.by(), event.at(), 0);
      }
    }
    for (Commit commit : Snapshot.of(t.mr(), now).commits()) {
      active(commit.author(), commit.authoredAt(), 0);
    }
  }

  private void active(Account who, long at, int count) {
    String person = who.personId();
    if (person != null && who.human() && member.test(who, at)) {
      LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
      LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      merged.merge(new Week(person, monday), count, Integer::sum);
    }
  }
}
