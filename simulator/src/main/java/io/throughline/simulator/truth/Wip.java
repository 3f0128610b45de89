package io.throughline.simulator.truth;

import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.Office;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a team had in progress in the evenings of its working days. */
final class Wip {
  private final List<TicketMetrics.Progress> progress;
  private final ZoneId zone;
  private final long now;

  /**
   * @param progress of the team's tickets
   */
  Wip(List<TicketMetrics.Progress> progress, ZoneId zone, long now) {
    this.progress = progress;
    this.zone = zone;
    this.now = now;
  }

  /** The mean of a period's evenings; those before anything was begun do not count. */
  Reading reading(Period period, boolean perPerson) {
    long begun =
        progress.stream().mapToLong(TicketMetrics.Progress::from).min().orElse(Long.MAX_VALUE);
    int days = 0;
    double sum = 0;
    Set<String> people = new HashSet<>();
    for (LocalDate day : days(period)) {
      long end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
      if (end > now || end <= begun) {
        continue;
      }
      days++;
      for (TicketMetrics.Progress one : progress) {
        if (one.from() < end && one.to() >= end) {
          sum++;
          String who = one.who();
          if (who != null) {
            people.add(who);
          }
        }
      }
    }
    int persons = perPerson ? people.size() : 0;
    double below = (double) days * Math.max(1, persons);
    return new Reading(
        period.from(),
        period.to(),
        days == 0 ? null : (Double) (sum / below),
        null,
        null,
        null,
        days,
        persons,
        days == 0 ? null : (Double) sum,
        days == 0 ? null : (Double) below);
  }

  /** The head office's: no team has a calendar of its own. */
  private static List<LocalDate> days(Period period) {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
      if (Office.BERLIN.worksOn(day)) {
        days.add(day);
      }
    }
    return days;
  }

  /** Whether this is one of its metrics. */
  static boolean knows(@Nullable String metric) {
    return "wip".equals(metric) || "wip_per_person".equals(metric);
  }
}
