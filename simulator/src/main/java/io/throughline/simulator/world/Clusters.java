package io.throughline.simulator.world;

import java.util.List;
import java.util.Map;

/** Where the services run that Argo CD keeps; the other ones are brought out by their pipelines. */
public final class Clusters {
  private static final Map<String, List<String>> OF =
      Map.ofEntries(
          Map.entry("route-planner", List.of("eu")),
          Map.entry("map-tiles", List.of("eu")),
          Map.entry("docking", List.of("eu")),
          Map.entry("ingest-gateway", List.of("eu", "us", "in")),
          Map.entry("time-series", List.of("eu")),
          Map.entry("alerting", List.of("eu")),
          Map.entry("checkout-api", List.of("us")),
          Map.entry("payments", List.of("us")),
          Map.entry("web-shop", List.of("eu", "us", "in")),
          Map.entry("mobile-bff", List.of("eu")),
          Map.entry("fleet-insights", List.of("in")));

  private Clusters() {}

  /** Those of a service, the first one gets new versions first; none where Argo CD keeps it not. */
  public static List<String> of(Project project) {
    return OF.getOrDefault(project.slug(), List.of());
  }

  /** Name of the application of Argo CD that is a service in a cluster. */
  public static String application(Project project, String cluster) {
    return of(project).size() == 1 ? project.slug() : project.slug() + "-" + cluster;
  }
}
