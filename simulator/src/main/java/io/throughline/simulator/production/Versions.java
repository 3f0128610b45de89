package io.throughline.simulator.production;

import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Gates;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The images of a service, as its deployments name them in their order. */
final class Versions {
  private final Hosting hosting;
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, Artifact> bySha = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  Versions(Hosting hosting, ProjectHistory history) {
    this.hosting = hosting;
    for (Pipeline pipeline : hosting.numbered() ? history.pipelines() : List.<Pipeline>of()) {
      String digest = Gates.image(pipeline);
      if (digest != null) {
        digests.put(pipeline.sha(), digest);
      }
    }
  }

  /** What a deployment brings; the same as before where it only tries again. */
  Artifact of(Deployment deployment) {
    return bySha.computeIfAbsent(
        deployment.sha(),
        sha -> {
          int attempt = attempts.getOrDefault(sha, 0);
          String again = attempt == 0 ? "" : "-r" + (attempt + 1);
          String tag =
              hosting.numbered() ? "1." + deployment.iid() + ".0" : sha.substring(0, 8) + again;
          return new Artifact(
              hosting.image(), sha, tag, hosting.numbered() ? digest(sha, attempt) : null);
        });
  }

  /** A version whose rollout was given up is built anew before it is tried again. */
  void givenUp(Artifact artifact) {
    bySha.remove(artifact.sha());
    attempts.merge(artifact.sha(), 1, Integer::sum);
  }

  private String digest(String sha, int attempt) {
    String built = digests.get(sha);
    return built != null && attempt == 0
        ? built
        : "sha256:"
            + Dice.sha(attempt, "image/" + sha)
            + Dice.sha(attempt, "more/" + sha).substring(0, 24);
  }
}
