package io.throughline.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * One pipeline. Times are epoch milliseconds.
 *
 * @param outcome final status: success, failed or canceled
 * @param mrIid the merge request it runs for; null for pipelines of a branch
 * @param era the history it belongs to
 */
public record Pipeline(
    long id,
    int iid,
    Project project,
    String ref,
    String sha,
    String source,
    String outcome,
    long createdAt,
    long startedAt,
    long finishedAt,
    Account user,
    @Nullable Integer mrIid,
    Era era) {

  /** The status that GitLab shows at a moment. */
  public String status(long now) {
    return now >= finishedAt ? outcome : now >= startedAt ? "running" : "pending";
  }

  /** When GitLab last touched it, seen from a moment. */
  public long updatedAt(long now) {
    return now >= finishedAt ? finishedAt : now >= startedAt ? startedAt : createdAt;
  }
}
