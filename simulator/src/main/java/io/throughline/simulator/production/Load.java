package io.throughline.simulator.production;

import io.throughline.simulator.world.Project;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is used on an ordinary day, and how fast it is.
 *
 * @param rpm requests a minute at noon of a working day
 * @param median milliseconds that half of its answers take at most
 * @param sigma spread of the logarithm of that time
 * @param apdexT limit of satisfied users, seconds
 * @param weekend share of the requests that come on a day without work
 * @param failing share of requests that fail anyway
 * @param upstream slugs of the services that it calls
 */
public record Load(
    double rpm,
    double median,
    double sigma,
    double apdexT,
    double weekend,
    double failing,
    List<String> upstream) {
  private static final Map<String, Load> ALL =
      Map.ofEntries(
          Map.entry("route-planner", load(900, 42, 0.60, 0.1, 0.8, 0.0012, "map-tiles")),
          Map.entry("map-tiles", load(2_400, 18, 0.75, 0.1, 0.8, 0.0004)),
          Map.entry("docking", load(320, 60, 0.50, 0.25, 0.8, 0.0020)),
          Map.entry("ingest-gateway", load(6_000, 9, 0.55, 0.1, 0.9, 0.0003, "time-series")),
          Map.entry("time-series", load(1_500, 55, 0.90, 0.25, 0.9, 0.0010)),
          Map.entry("alerting", load(240, 35, 0.70, 0.1, 0.9, 0.0008, "time-series")),
          Map.entry("checkout-api", load(700, 120, 0.65, 0.4, 1.3, 0.0030, "payments")),
          Map.entry("payments", load(260, 210, 0.60, 0.4, 1.3, 0.0040)),
          Map.entry("web-shop", load(3_200, 85, 0.80, 0.25, 1.4, 0.0015, "checkout-api")),
          Map.entry("mobile-bff", load(1_900, 65, 0.70, 0.25, 1.3, 0.0012, "checkout-api")),
          Map.entry("fleet-insights", load(150, 340, 0.85, 0.4, 0.2, 0.0060, "time-series")),
          // So little that nobody should read much into it.
          Map.entry("report-builder", load(38, 620, 0.90, 0.4, 0.15, 0.0090, "fleet-insights")));

  private static Load load(
      double rpm,
      double median,
      double sigma,
      double apdexT,
      double weekend,
      double failing,
      String... upstream) {
    return new Load(rpm, median, sigma, apdexT, weekend, failing, List.of(upstream));
  }

  /** That of a service; null of one whose requests nobody measures. */
  public static @Nullable Load of(Project project) {
    return ALL.get(project.slug());
  }

  public Load {
    upstream = List.copyOf(upstream);
  }
}
