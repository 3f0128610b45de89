package io.throughline.simulator.production;

import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a check from outside found from when to when. Times are epoch milliseconds.
 *
 * @param state {@code up}, {@code down}, {@code paused}, {@code maintenance} or {@code unknown}
 * @param to its end; {@code Long.MAX_VALUE} while it holds
 */
public record CheckSpan(String state, long from, long to) {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 3_600_000;
  private static final double PAUSED = 0.62;
  private static final double UNKNOWN = 0.36;

  /** A planned stretch, and what it is for. */
  public record Maintenance(String title, long from, long to) {}

  /**
   * The spans of one service's check, one after the other without a gap.
   *
   * @param outages of the service, those told by {@code now}
   */
  static List<CheckSpan> of(String slug, List<Outage> outages, Era era, long now) {
    List<CheckSpan> told = new ArrayList<>();
    for (Outage outage : outages) {
      boolean dark = outage.cause() != Outage.Cause.CHANGE || outage.severity() <= 2;
      if (outage.severity() <= 3 && dark) {
        told.add(new CheckSpan("down", outage.startedAt() + MINUTE, outage.resolvedAt()));
      }
    }
    Dice dice = era.dice("check/" + slug);
    if (dice.chance(0.5)) {
      long from = era.at(PAUSED) / MINUTE * MINUTE;
      told.add(new CheckSpan("paused", from, from + (2 + dice.below(40)) * HOUR));
    }
    if (dice.chance(0.5)) {
      long from = era.at(UNKNOWN) / MINUTE * MINUTE + dice.below(600) * MINUTE;
      told.add(new CheckSpan("unknown", from, from + (1 + dice.below(9)) * HOUR));
    }
    for (Maintenance planned : maintenance(era, now)) {
      told.add(new CheckSpan("maintenance", planned.from(), planned.to()));
    }
    return joined(told, era.start(), now);
  }

  /** On the first Sunday of each month, of all services. */
  public static List<Maintenance> maintenance(Era era, long now) {
    List<Maintenance> out = new ArrayList<>();
    LocalDate month =
        Instant.ofEpochMilli(era.start()).atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    for (LocalDate first = month; at(first, 0) <= now; first = first.plusMonths(1)) {
      long from = at(first.with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY)), 2);
      if (from >= era.start()) {
        out.add(new Maintenance("Monthly work on the clusters", from, from + HOUR));
      }
    }
    return out;
  }

  private static long at(LocalDate day, int hour) {
    return day.atTime(hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** Where two would hold at once, the one that began first does. */
  private static List<CheckSpan> joined(List<CheckSpan> told, long start, long now) {
    told.sort(Comparator.comparingLong(CheckSpan::from).thenComparing(CheckSpan::state));
    List<CheckSpan> out = new ArrayList<>();
    long at = start;
    for (CheckSpan span : told) {
      if (span.from() > now || span.to() <= at) {
        continue;
      }
      long from = Math.max(at, span.from());
      if (from > at) {
        out.add(new CheckSpan("up", at, from));
      }
      boolean over = span.to() <= now;
      out.add(new CheckSpan(span.state(), from, over ? span.to() : Long.MAX_VALUE));
      at = over ? span.to() : Long.MAX_VALUE;
    }
    if (at <= now) {
      out.add(new CheckSpan("up", at, Long.MAX_VALUE));
    }
    return out;
  }
}
