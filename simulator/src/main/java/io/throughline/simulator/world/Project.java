package io.throughline.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * One GitLab project.
 *
 * @param path path with its groups, for example {@code brightwater/fleet/route-planner}
 * @param serviceId the service it holds; null when no service maps it
 * @param team the owning team's id; null when no service maps it
 * @param pipelineMinutes ordinary length of its pipelines
 * @param jenkins full name in Jenkins of what builds it; null when GitLab builds it
 */
public record Project(
    long id,
    String path,
    String name,
    @Nullable String serviceId,
    @Nullable String team,
    Delivery delivery,
    String language,
    double pipelineMinutes,
    boolean releaseBranches,
    @Nullable String jenkins) {

  /** How merged changes reach production. */
  public enum Delivery {
    /** Some minutes after each merge. */
    CONTINUOUS,
    /** Twice on every working day. */
    DAILY,
    /** On Tuesdays. */
    WEEKLY,
    /** A tagged release on Thursdays instead of a deployment: a library. */
    RELEASE,
    /** Never. */
    NONE
  }

  /** The last part of the path. */
  public String slug() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of the group that holds the project. */
  public String group() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** How the names of its source files end. */
  public String fileEnding() {
    return switch (language) {
      case "go" -> ".go";
      case "python" -> ".py";
      case "cpp" -> ".cpp";
      case "typescript" -> ".ts";
      default -> ".java";
    };
  }
}
