package io.throughline.simulator.truth;

import io.throughline.simulator.production.CheckSpan;
import io.throughline.simulator.production.CheckSpan.Maintenance;
import io.throughline.simulator.production.Load;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Traffic;
import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.truth.ServiceHours.Hour;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The true readings of how well production is, from every minute of it. */
public final class HealthTruth {
  /** What it knows. */
  public static final Set<String> METRICS =
      Set.of(
          "error_rate", "throughput", "apdex", "latency", "latency_p50", "latency_p99", "uptime");

  private static final double HOUR = 3_600_000;
  private static final double SAMPLE_MINUTES = 5;

  private final Company company;
  private final Production production;
  private final long seenFrom;
  private final long now;
  private @Nullable ServiceHours measured;

  /**
   * Looks at the world as of a moment.
   *
   * @param seenFrom since when somebody looks at New Relic and the checks, epoch milliseconds
   */
  public HealthTruth(Company company, Production production, long seenFrom, long now) {
    this.company = company;
    this.production = production;
    this.seenFrom = seenFrom;
    this.now = now;
  }

  /** Whether it tells of this moment for somebody who looks since then. */
  boolean isOf(long since, long moment) {
    return seenFrom == since && now == moment;
  }

  /** Every minute, which takes seconds; who asks for uptime alone need not wait. */
  private synchronized List<Hour> hours(Owned owned) {
    ServiceHours known = measured;
    if (known == null) {
      known = ServiceHours.of(production, seenFrom, now);
      measured = known;
    }
    return known.hours().stream().filter(h -> owned.has(h.service())).toList();
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    Owned owned = Owned.of(company, team);
    List<Hour> own = metric.equals("uptime") ? List.of() : hours(owned);
    return owned.readings(
        from,
        to,
        grain,
        period -> {
          List<Hour> in = own.stream().filter(h -> owned.in(period, h.at())).toList();
          List<Hour> used = in.stream().filter(h -> h.requests() > 0).toList();
          return switch (metric) {
            case "error_rate" ->
                Owned.ratio(
                    period, used.size(), sum(used, Hour::errors), sum(used, Hour::requests), 100);
            case "apdex" ->
                Owned.ratio(
                    period, used.size(), sum(used, Hour::pleased), sum(used, Hour::requests), 1);
            case "throughput" ->
                Owned.ratio(
                    period,
                    in.size(),
                    sum(in, Hour::requests),
                    SAMPLE_MINUTES * sum(in, Hour::samples),
                    1);
            case "latency" -> latency(period, used, 0.95);
            case "latency_p50" -> latency(period, used, 0.50);
            case "latency_p99" -> latency(period, used, 0.99);
            case "uptime" -> uptime(period, owned);
            default -> throw new IllegalArgumentException("no such metric: " + metric);
          };
        });
  }

  private static double sum(List<Hour> hours, ToDoubleFunction<Hour> what) {
    return hours.stream().mapToDouble(what).sum();
  }

  /** That of the slowest service. */
  private static Reading latency(Period period, List<Hour> used, double share) {
    List<double[]> services =
        used.stream()
            .collect(
                Collectors.groupingBy(h -> h.service().id(), TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(HealthTruth::counts)
            .toList();
    double[] slowest = null;
    for (double[] one : services) {
      slowest = slowest == null || at(one, share) > at(slowest, share) ? one : slowest;
    }
    return slowest == null
        ? Owned.nothing(period)
        : new Reading(
            period.from(),
            period.to(),
            at(slowest, share),
            at(slowest, 0.50),
            at(slowest, 0.75),
            at(slowest, 0.90),
            used.size(),
            0,
            null,
            null);
  }

  /** How many took no longer than each limit, and at last how many there were. */
  private static double[] counts(List<Hour> hours) {
    int limits = Traffic.BOUNDS.size();
    double[] out = new double[limits + 1];
    for (int i = 0; i < limits; i++) {
      int bound = i;
      out[i] = sum(hours, hour -> hour.upTo().get(bound));
    }
    out[limits] = sum(hours, Hour::requests);
    return out;
  }

  /** Milliseconds; between two limits answers are taken to be spread evenly. */
  private static double at(double[] counts, double share) {
    double wanted = share * counts[counts.length - 1];
    double before = 0;
    for (int i = 0; i < Traffic.BOUNDS.size(); i++) {
      if (counts[i] >= wanted) {
        double low = i == 0 ? 0 : Traffic.BOUNDS.get(i - 1);
        double part = (wanted - before) / (counts[i] - before);
        return low + part * (Traffic.BOUNDS.get(i) - low);
      }
      before = counts[i];
    }
    return Traffic.BOUNDS.getLast();
  }

  /** That of the check that was up least; what nobody saw is in neither sum. */
  private Reading uptime(Period period, Owned owned) {
    long from = Math.max(owned.begin(period.from()), seenFrom);
    long to = Math.min(owned.begin(period.to()), now);
    double worstUp = 0;
    double worstKnown = 0;
    int checks = 0;
    for (Project service : production.services()) {
      if (Load.of(service) == null || !owned.has(service)) {
        continue;
      }
      double up = found(service, "up", from, to);
      double known = up + found(service, "down", from, to);
      if (known > 0) {
        boolean worse = checks == 0 || up / known < worstUp / worstKnown;
        worstUp = worse ? up : worstUp;
        worstKnown = worse ? known : worstKnown;
        checks++;
      }
    }
    return Owned.ratio(period, checks, worstUp / HOUR, worstKnown / HOUR, 100);
  }

  private double found(Project service, String state, long from, long to) {
    double time = 0;
    for (CheckSpan span : production.checks(service, now)) {
      long begin = Math.max(from, span.from());
      long end = Math.min(to, span.to());
      if (span.state().equals(state) && begin < end) {
        time += end - begin - planned(begin, end);
      }
    }
    return time;
  }

  /** Milliseconds of planned maintenance between two moments. */
  private double planned(long from, long to) {
    double time = 0;
    for (Maintenance one : CheckSpan.maintenance(production.era(), now)) {
      time += Math.max(0, Math.min(to, one.to()) - Math.max(from, one.from()));
    }
    return time;
  }
}
