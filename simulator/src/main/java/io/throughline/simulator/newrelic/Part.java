package io.throughline.simulator.newrelic;

import io.throughline.simulator.production.Minute;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Traffic;
import io.throughline.simulator.world.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a series, and the minutes of it that were reported: none that is not over, and none
 * that is older than New Relic keeps.
 *
 * @param from epoch milliseconds
 */
public record Part(long from, long to, List<Minute> minutes) {
  private static final long MINUTE = 60_000;

  /** How many whole days of measurements New Relic keeps, beside the present one. */
  private static final long KEPT_DAYS = 61;

  public Part {
    minutes = List.copyOf(minutes);
  }

  /** Since when measurements are kept at a moment, epoch milliseconds. */
  public static long keptSince(long now) {
    long day = Duration.ofDays(1).toMillis();
    return Math.floorDiv(now, day) * day - KEPT_DAYS * day;
  }

  /** Those parts of a stretch in which anything was reported, the first one first. */
  public static List<Part> of(
      Production production, Project service, long from, long to, int minutes, long now) {
    Traffic traffic = production.traffic(service, now);
    List<Part> out = new ArrayList<>();
    if (traffic == null || to <= keptSince(now)) {
      return out;
    }
    long width = minutes * MINUTE;
    long first = Math.max(keptSince(now), production.era().start());
    for (long at = from; at < to; at += width) {
      List<Minute> reported = new ArrayList<>();
      for (long minute = at; minute < Math.min(at + width, to); minute += MINUTE) {
        if (minute >= first && minute + MINUTE <= now) {
          Optional<Minute> one = traffic.minute(minute);
          one.ifPresent(reported::add);
        }
      }
      if (!reported.isEmpty()) {
        out.add(new Part(at, at + width, reported));
      }
    }
    return out;
  }
}
