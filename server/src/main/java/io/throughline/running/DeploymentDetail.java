package io.throughline.running;

import io.throughline.running.Deployments.Deployed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment and what belongs to it.
 *
 * @param gitops commit of the GitOps repository that asked for it; null when none is known
 * @param pausedSeconds how long it waited for a person
 * @param hotfixOf id of the deployment that it mends
 * @param restoredBy id of the deployment that mended it
 * @param gates how its commit was judged, in the order of the gates; empty when nothing is known
 * @param windows the windows of time that let syncs of its applications in or held them back; empty
 *     when there were none, or none are known
 */
public record DeploymentDetail(
    Deployed deployment,
    @Nullable Change gitops,
    @Nullable Double pausedSeconds,
    @Nullable Long hotfixOf,
    @Nullable Long restoredBy,
    @Nullable Instant detectedAt,
    List<Part> parts,
    List<Change> changes,
    List<Gate> gates,
    List<Blamed> incidents,
    List<Analysis> analyses,
    List<Window> windows) {
  public DeploymentDetail {
    parts = List.copyOf(parts);
    changes = List.copyOf(changes);
    gates = List.copyOf(gates);
    incidents = List.copyOf(incidents);
    analyses = List.copyOf(analyses);
    windows = List.copyOf(windows);
  }

  /** The deployment to one cluster, or one attempt. */
  public record Part(
      @Nullable String cluster,
      String status,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String url) {}

  /**
   * A change that it carried, or the one that asked for it.
   *
   * @param reference {@code !42} of a merge request, or the beginning of a commit
   * @param startedAt first commit
   */
  public record Change(
      String reference,
      @Nullable String title,
      @Nullable Instant startedAt,
      @Nullable Instant mergedAt,
      @Nullable String url) {}

  /**
   * The verdict of a gate.
   *
   * @param verdict as of a gate, or {@code missing}
   * @param run id of the run that judged; null for none
   */
  public record Gate(String gate, String title, String verdict, @Nullable Long run) {}

  /**
   * An incident that is put down to it.
   *
   * @param why {@code explicit}, {@code sha} or {@code latest}
   */
  public record Blamed(
      long id,
      @Nullable String number,
      @Nullable String title,
      @Nullable Integer severity,
      @Nullable Instant triggeredAt,
      @Nullable Instant resolvedAt,
      String why,
      @Nullable String url) {}

  /**
   * A window of time of one or more of its applications.
   *
   * @param kind {@code allow} or {@code deny}
   * @param schedule when it opens, as cron writes it
   * @param duration how long it is open, as Go writes it ({@code 62h})
   * @param zone of the schedule; null when that is not told
   * @param byHand whether a person may sync against it
   * @param then whether it is known to have held when this was deployed; false: it was seen later
   */
  public record Window(
      String kind,
      String schedule,
      String duration,
      @Nullable String zone,
      boolean byHand,
      boolean then) {}

  /** A judgement of its rollout by measurements. */
  public record Analysis(
      String name,
      @Nullable String phase,
      @Nullable Integer step,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String metrics,
      @Nullable String message) {}
}
