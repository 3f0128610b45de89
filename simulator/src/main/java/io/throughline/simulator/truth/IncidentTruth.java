package io.throughline.simulator.truth;

import io.throughline.simulator.production.Production;
import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Tracker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The true readings of incidents, each outage once, as PagerDuty, New Relic and customers tell of
 * it by now. What checks find is left out: of the past nobody tells it, and of the present only the
 * moment.
 */
public final class IncidentTruth {
  /** What it knows. */
  public static final Set<String> METRICS =
      Set.of("incident_count", "incident_count_monitoring", "mttr_incident", "mtta");

  private static final double HOUR = 3_600_000;
  private static final double MINUTE = 60_000;

  private final Company company;
  private final List<KnownOutage> outages;

  /** Looks at the world as of a moment. */
  public IncidentTruth(Company company, Production production, Tracker tracker, long now) {
    this.company = company;
    this.outages = KnownOutage.all(company, production, tracker, now);
  }

  /** All of them. */
  List<KnownOutage> outages() {
    return outages;
  }

  /**
   * The items behind the readings of a metric.
   *
   * @param part {@code SEV-1} and others; null for all severities
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Item> items(String metric, @Nullable String part, @Nullable String team) {
    Owned owned = Owned.of(company, team);
    List<Item> out = new ArrayList<>();
    for (KnownOutage outage : outages) {
      boolean wanted = part == null || part.equals("SEV-" + outage.severity());
      if (wanted && owned.has(outage.service())) {
        Item item = item(metric, outage);
        if (item != null) {
          out.add(item);
        }
      }
    }
    return out;
  }

  private static @Nullable Item item(String metric, KnownOutage outage) {
    Long over = outage.resolvedAt();
    Long answered = outage.acknowledgedAt();
    long begun = outage.triggeredAt();
    return switch (metric) {
      case "incident_count" -> outage.counts() ? Item.value(outage.name(), begun, null, 1) : null;
      case "incident_count_monitoring" ->
          outage.counts() && !outage.customersFirst()
              ? Item.value(outage.name(), begun, null, 1)
              : null;
      case "mttr_incident" ->
          outage.isTimed() && over != null
              ? Item.value(outage.name(), over, null, (over - begun) / HOUR)
              : null;
      case "mtta" ->
          outage.isTimed() && answered != null
              ? Item.value(outage.name(), answered, null, (answered - begun) / MINUTE)
              : null;
      default -> throw new IllegalArgumentException("no such metric: " + metric);
    };
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @param part {@code SEV-1} and others; null for all severities
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric,
      @Nullable String part,
      @Nullable String team,
      LocalDate from,
      LocalDate to,
      String grain) {
    Owned owned = Owned.of(company, team);
    List<Item> items = items(metric, part, team);
    return owned.readings(
        from,
        to,
        grain,
        period -> {
          List<Item> inside = items.stream().filter(i -> owned.in(period, i.at())).toList();
          return metric.startsWith("incident_count")
              ? count(period, inside.size())
              : durations(period, inside);
        });
  }

  private static Reading count(Period period, int n) {
    return new Reading(period.from(), period.to(), (double) n, null, null, null, n, 0, null, null);
  }

  private static Reading durations(Period period, List<Item> items) {
    double[] sorted =
        items.stream().mapToDouble(i -> i.value() == null ? Double.NaN : i.value()).toArray();
    Arrays.sort(sorted);
    Double median = Truth.percentile(sorted, 0.50);
    return new Reading(
        period.from(),
        period.to(),
        median,
        median,
        Truth.percentile(sorted, 0.75),
        Truth.percentile(sorted, 0.90),
        sorted.length,
        0,
        null,
        null);
  }
}
