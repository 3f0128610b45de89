package io.throughline.running;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deployments to production, the newest first.
 *
 * @param next cursor of the next page; null on the last
 */
public record Deployments(List<Deployed> items, @Nullable String next) {
  public Deployments {
    items = List.copyOf(items);
  }

  /**
   * One of them, over all clusters.
   *
   * @param service id; null when what was deployed is no service of the organisation's file
   * @param kind {@code change}, {@code rollback} or {@code config}
   * @param status {@code succeeded}, {@code failed}, {@code aborted}, {@code rolled_back}, {@code
   *     superseded} or {@code in_progress}
   * @param outcome {@code failed}, {@code good}, or {@code pending} until it is long enough ago
   * @param failedBy {@code failed}, {@code aborted}, {@code degraded}, {@code rolled_back}, {@code
   *     hotfix} or {@code incident}; null unless it failed
   * @param provisional whether the outcome may still change
   * @param version tag, or what stands for it
   * @param commit of the application; null when nothing tells
   * @param via which system tells: {@code argocd} or {@code gitlab}
   * @param strategy {@code canary}, {@code blue_green} or {@code none}; null when nobody looked
   * @param analysed whether measurements judged it
   * @param changes merge requests that it was the first to bring; null when its commit is not known
   */
  public record Deployed(
      long id,
      @Nullable String service,
      @Nullable String serviceName,
      String environment,
      String kind,
      String status,
      String outcome,
      @Nullable String failedBy,
      boolean provisional,
      boolean rework,
      @Nullable String version,
      @Nullable String commit,
      String via,
      @Nullable String strategy,
      @Nullable Boolean analysed,
      @Nullable String madeBy,
      @Nullable Boolean byHand,
      int places,
      @Nullable Integer changes,
      @Nullable Instant startedAt,
      @Nullable Instant healthyAt,
      @Nullable Instant endedAt,
      @Nullable Instant restoredAt,
      @Nullable String url) {}
}
