package io.throughline.simulator.truth;

import io.throughline.simulator.newrelic.Entities;
import io.throughline.simulator.newrelic.Part;
import io.throughline.simulator.production.Minute;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Traffic;
import io.throughline.simulator.world.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of each service, hour by hour, as far as New Relic kept it when somebody began
 * to look and as far as agents have reported.
 *
 * @param from when the first measurement may be, epoch milliseconds
 * @param to when the last one ends
 */
record ServiceHours(long from, long to, List<Hour> hours) {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 3_600_000;
  private static final long SAMPLE = 5 * MINUTE;
  private static final long REPORTED = Duration.ofMinutes(2).toMillis();

  ServiceHours {
    hours = List.copyOf(hours);
  }

  /**
   * One hour of one service. Of its minutes only sums are kept: all of two months would not fit
   * into the memory of a small machine.
   *
   * @param at its beginning, epoch milliseconds
   * @param samples of five minutes each of which anything was reported
   * @param pleased satisfied requests, and half of the tolerating ones
   * @param upTo those that took no longer than each limit
   */
  record Hour(
      Project service,
      long at,
      int samples,
      long requests,
      long errors,
      double pleased,
      List<Long> upTo) {
    Hour {
      upTo = List.copyOf(upTo);
    }

    static Hour of(Project service, long at, List<Minute> minutes) {
      List<Long> upTo = new ArrayList<>();
      for (int i = 0; i < Traffic.BOUNDS.size(); i++) {
        int bound = i;
        upTo.add(minutes.stream().mapToLong(m -> m.upTo().get(bound)).sum());
      }
      return new Hour(
          service,
          at,
          (int) minutes.stream().map(m -> Math.floorDiv(m.at(), SAMPLE)).distinct().count(),
          minutes.stream().mapToLong(Minute::requests).sum(),
          minutes.stream().mapToLong(Minute::errors).sum(),
          minutes.stream().mapToDouble(m -> m.satisfied() + m.tolerating() / 2.0).sum(),
          upTo);
    }
  }

  /**
   * Measures all services.
   *
   * @param seenFrom when somebody began to look at New Relic, epoch milliseconds
   */
  static ServiceHours of(Production production, long seenFrom, long now) {
    long from = Math.max(Part.keptSince(seenFrom), production.era().start());
    long to = Math.floorDiv(now - REPORTED, SAMPLE) * SAMPLE;
    List<Hour> out = new ArrayList<>();
    for (Project service : Entities.watched(production)) {
      Traffic traffic = production.traffic(service, now);
      for (long hour = Math.floorDiv(from, HOUR) * HOUR; traffic != null && hour < to; ) {
        List<Minute> minutes = new ArrayList<>();
        for (long at = Math.max(from, hour); at < Math.min(to, hour + HOUR); at += MINUTE) {
          traffic.minute(at).ifPresent(minutes::add);
        }
        if (!minutes.isEmpty()) {
          out.add(Hour.of(service, hour, minutes));
        }
        hour += HOUR;
      }
    }
    return new ServiceHours(from, to, out);
  }
}
