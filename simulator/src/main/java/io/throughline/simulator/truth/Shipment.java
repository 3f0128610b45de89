package io.throughline.simulator.truth;

import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was to bring a version of a service to production, in all places and attempts together, as
 * far as it can be known. Times are epoch milliseconds.
 *
 * @param argo whether Argo CD tells of it; else GitLab does
 * @param artifact what was to run: an image, or of GitLab the commit
 * @param endedAt when it came to its status; null while it goes on
 * @param healthyAt when all of it was healthy; null where that is not known
 * @param pausedSeconds how long it waited for a person
 * @param machine whether a machine changed Git; null where nothing tells
 * @param byHand whether a person began it or let it go on; null where nothing tells
 * @param strategy {@code canary}, {@code blue_green} or {@code none}; null where nothing tells
 * @param degradedAt when its health turned bad while it was watched; null for never
 * @param wellAt when that was over
 * @param carried the merge requests that it was the first to bring
 */
record Shipment(
    Project service,
    boolean argo,
    Kind kind,
    Status status,
    String artifact,
    long startedAt,
    @Nullable Long endedAt,
    @Nullable Long healthyAt,
    double pausedSeconds,
    @Nullable Boolean machine,
    @Nullable Boolean byHand,
    @Nullable String strategy,
    @Nullable Long degradedAt,
    @Nullable Long wellAt,
    List<MergeRequest> carried) {
  Shipment {
    carried = List.copyOf(carried);
  }

  /** What it brings. */
  enum Kind {
    CHANGE,
    /** A version from before. */
    ROLLBACK,
    /** Nothing but settings, which is no deployment. */
    CONFIG
  }

  /** What came of it. */
  enum Status {
    SUCCEEDED,
    FAILED,
    ABORTED,
    /** A newer version came before all of it had arrived. */
    SUPERSEDED,
    IN_PROGRESS
  }

  boolean counts() {
    return kind != Kind.CONFIG && endedAt != null;
  }

  /** Whether it came to no good end by itself. */
  boolean broke() {
    return status == Status.FAILED || status == Status.ABORTED;
  }

  boolean reached() {
    return status == Status.SUCCEEDED;
  }

  long end() {
    if (endedAt == null) {
      throw new IllegalStateException("it goes on");
    }
    return endedAt;
  }

  Shipment carrying(List<MergeRequest> mergeRequests) {
    return new Shipment(
        service,
        argo,
        kind,
        status,
        artifact,
        startedAt,
        endedAt,
        healthyAt,
        pausedSeconds,
        machine,
        byHand,
        strategy,
        degradedAt,
        wellAt,
        mergeRequests);
  }

  /** For a reader. */
  String name() {
    return service.slug() + " " + artifact.substring(Math.max(0, artifact.length() - 24));
  }
}
