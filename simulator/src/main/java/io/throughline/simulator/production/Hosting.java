package io.throughline.simulator.production;

import io.throughline.simulator.world.Clusters;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Era;
import io.throughline.simulator.world.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service is kept in production by Argo CD.
 *
 * @param argoFrom since when Argo CD brings it out, epoch milliseconds; before that the pipeline
 *     did
 * @param rolloutsFrom since when there is a Rollout, epoch milliseconds
 * @param analysed whether an analysis judges its canaries
 * @param waitsForPerson whether a person has to let a rollout go on
 * @param automated whether a change in Git is brought out without a person
 * @param numbered whether its images are named by a version, and held by their digest; else by the
 *     commit
 */
public record Hosting(
    Project project,
    List<Place> places,
    long argoFrom,
    Strategy strategy,
    long rolloutsFrom,
    boolean analysed,
    boolean waitsForPerson,
    boolean automated,
    boolean numbered) {
  public Hosting {
    places = List.copyOf(places);
  }

  /** How a new version takes over. */
  public enum Strategy {
    NONE,
    CANARY,
    BLUE_GREEN
  }

  /**
   * One application of Argo CD: the service in one cluster.
   *
   * @param cluster as Argo CD calls it
   */
  public record Place(String application, String cluster) {
    /** Address of the cluster's API. */
    public String server() {
      return "https://" + cluster + ".k8s.brightwater.example:6443";
    }
  }

  // slug | Argo CD from, part of the history | strategy | from | analysed | waits for a
  // person | automated | numbered. Robot firmware and the report builder never move.
  private static final String ALL =
      """
      route-planner|0.40|CANARY|0.50|y|n|y|n
      map-tiles|0.42|BLUE_GREEN|0.70|n|n|y|n
      docking|0.44|CANARY|0.60|n|y|y|n
      ingest-gateway|0.40|CANARY|0.45|y|n|y|n
      time-series|0.50|NONE|0|n|n|y|y
      alerting|0.46|CANARY|0.80|y|n|y|n
      checkout-api|0.48|CANARY|0.55|y|y|y|y
      payments|0.55|BLUE_GREEN|0.60|n|y|n|y
      web-shop|0.40|CANARY|0.40|y|n|y|n
      mobile-bff|0.45|CANARY|0.75|n|n|y|y
      fleet-insights|0.50|NONE|0|n|n|n|n
      """;

  /** All that Argo CD keeps at some time, in the order of the projects. */
  public static List<Hosting> of(Company company, Era era) {
    List<Hosting> out = new ArrayList<>();
    for (String line : ALL.lines().toList()) {
      String[] cell = line.split("\\|");
      Project project = company.project(cell[0]);
      List<Place> places =
          Clusters.of(project).stream()
              .map(c -> new Place(Clusters.application(project, c), "prod-" + c))
              .toList();
      out.add(
          new Hosting(
              project,
              places,
              second(era.at(Double.parseDouble(cell[1]))),
              Strategy.valueOf(cell[2]),
              second(era.at(Double.parseDouble(cell[3]))),
              cell[4].equals("y"),
              cell[5].equals("y"),
              cell[6].equals("y"),
              cell[7].equals("y")));
    }
    return out;
  }

  private static long second(long at) {
    return at / 1000 * 1000;
  }

  /** The strategy at a moment. */
  public Strategy strategy(long at) {
    return at < rolloutsFrom ? Strategy.NONE : strategy;
  }

  /** Name of its image, without tag and digest. */
  public String image() {
    String group = project.group();
    String department = group.substring(group.lastIndexOf('/') + 1);
    return "registry.brightwater.example/" + department + "/" + project.slug();
  }

  /** The file of the GitOps repository that says which image runs. */
  public String path() {
    return folder() + "/kustomization.yaml";
  }

  /** The folder of the GitOps repository that Argo CD reads. */
  public String folder() {
    return "apps/" + project.slug() + "/overlays/production";
  }
}
