package io.throughline.simulator.production;

import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * The repository that says what runs where: a project of GitLab into which machines and people
 * push. It has no merge requests, builds nothing and belongs to no team.
 */
public final class GitopsRepository {
  /** What it is in GitLab. */
  public static final Project PROJECT =
      new Project(
          1290,
          "brightwater/gitops",
          "GitOps",
          null,
          null,
          Project.Delivery.NONE,
          "yaml",
          1,
          false,
          null);

  private static final ProjectHistory EMPTY = new ProjectHistory(PROJECT);

  private GitopsRepository() {}

  /** What other projects have and this one does not: merge requests, pipelines, deployments. */
  public static ProjectHistory history() {
    return EMPTY;
  }

  /** Its commits as Git keeps them, the first one first; empty text is no parent. */
  public static List<Commit> line(List<GitopsCommit> commits) {
    List<Commit> out = new ArrayList<>();
    String parent = "";
    for (GitopsCommit one : commits) {
      out.add(new Commit(one.sha(), parent, one.message(), one.author(), one.at(), one.at()));
      parent = one.sha();
    }
    return out;
  }
}
