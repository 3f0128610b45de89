package io.throughline.simulator.production;

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

  // slug | clusters | Argo CD from, part of the history | strategy | from | analysed | waits for a
  // person | automated | numbered. Robot firmware and the report builder never move.
  private static final String ALL =
      """
      route-planner|eu|0.40|CANARY|0.50|y|n|y|n
      map-tiles|eu|0.42|BLUE_GREEN|0.70|n|n|y|n
      docking|eu|0.44|CANARY|0.60|n|y|y|n
      ingest-gateway|eu,us,in|0.40|CANARY|0.45|y|n|y|n
      time-series|eu|0.50|NONE|0|n|n|y|y
      alerting|eu|0.46|CANARY|0.80|y|n|y|n
      checkout-api|us|0.48|CANARY|0.55|y|y|y|y
      payments|us|0.55|BLUE_GREEN|0.60|n|y|n|y
      web-shop|eu,us,in|0.40|CANARY|0.40|y|n|y|n
      mobile-bff|eu|0.45|CANARY|0.75|n|n|y|y
      fleet-insights|in|0.50|NONE|0|n|n|n|n
      """;

  /** All that Argo CD keeps at some time, in the order of the projects. */
  public static List<Hosting> of(Company company, Era era) {
    List<Hosting> out = new ArrayList<>();
    for (String line : ALL.lines().toList()) {
      String[] cell = line.split("\\|");
      String[] clusters = cell[1].split(",");
      List<Place> places = new ArrayList<>();
      for (String cluster : clusters) {
        String application = clusters.length == 1 ? cell[0] : cell[0] + "-" + cluster;
        places.add(new Place(application, "prod-" + cluster));
      }
      out.add(
          new Hosting(
              company.project(cell[0]),
              places,
              second(era.at(Double.parseDouble(cell[2]))),
              Strategy.valueOf(cell[3]),
              second(era.at(Double.parseDouble(cell[4]))),
              cell[5].equals("y"),
              cell[6].equals("y"),
              cell[7].equals("y"),
              cell[8].equals("y")));
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
