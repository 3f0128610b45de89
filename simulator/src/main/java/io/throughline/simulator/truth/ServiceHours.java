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
import java.util.Map;
import java.util.TreeMap;

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
   * One hour of one service.
   *
   * @param at its beginning, epoch milliseconds
   * @param samples of five minutes each of which anything was reported
   */
  record Hour(Project service, long at, int samples, List<Minute> minutes) {
    long requests() {
      return minutes.stream().mapToLong(Minute::requests).sum();
    }

    long errors() {
      return minutes.stream().mapToLong(Minute::errors).sum();
    }

    double pleased() {
      return minutes.stream().mapToDouble(m -> m.satisfied() + m.tolerating() / 2.0).sum();
    }

    /** Those that took no longer than each limit. */
    long upTo(int bound) {
      return minutes.stream().mapToLong(m -> m.upTo().get(bound)).sum();
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
      Map<Long, List<Minute>> minutes = new TreeMap<>();
      if (traffic != null) {
        for (long at = from; at < to; at += MINUTE) {
          long hour = Math.floorDiv(at, HOUR) * HOUR;
          traffic
              .minute(at)
              .ifPresent(m -> minutes.computeIfAbsent(hour, h -> new ArrayList<>()).add(m));
        }
      }
      minutes.forEach((hour, own) -> out.add(new Hour(service, hour, samples(own), own)));
    }
    return new ServiceHours(from, to, out);
  }

  private static int samples(List<Minute> minutes) {
    return (int) minutes.stream().map(m -> Math.floorDiv(m.at(), SAMPLE)).distinct().count();
  }
}
