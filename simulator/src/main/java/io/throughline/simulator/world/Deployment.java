package io.throughline.simulator.world;

import java.util.List;

/**
 * One deployment to one environment. Times are epoch milliseconds.
 *
 * @param outcome success, failed or canceled
 * @param carried the merge requests that came with it; empty unless it succeeded
 */
public record Deployment(
    long id,
    int iid,
    Project project,
    String environment,
    String sha,
    String title,
    long pipelineId,
    String outcome,
    long createdAt,
    long finishedAt,
    Account user,
    List<MergeRequest> carried) {

  /** The status that GitLab shows at a moment. */
  public String status(long now) {
    return now >= finishedAt ? outcome : "running";
  }

  /** When GitLab last touched it, seen from a moment. */
  public long updatedAt(long now) {
    return now >= finishedAt ? finishedAt : createdAt;
  }
}
