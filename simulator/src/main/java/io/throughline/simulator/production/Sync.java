package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of Argo CD in one place. Times are epoch milliseconds.
 *
 * @param commit what of the GitOps repository it brought out
 * @param running what is left running at its end; two of them where a rollout was given up
 * @param history its number in the application's history; null where the history has no place for
 *     it: failed ones, and those that put single resources back
 * @param by who began it; null where Argo CD did
 * @param deployment what it is in the pipeline's words; null where no pipeline knows of it
 * @param rollout how the version took over step by step; null without a Rollout
 */
public record Sync(
    Hosting hosting,
    Place place,
    Kind kind,
    boolean succeeded,
    GitopsCommit commit,
    List<Artifact> running,
    long startedAt,
    long finishedAt,
    @Nullable Account by,
    @Nullable Integer history,
    int resources,
    String message,
    @Nullable Deployment deployment,
    @Nullable Rollout rollout) {
  public Sync {
    running = List.copyOf(running);
  }

  /** Why there was an operation. */
  public enum Kind {
    /** Another image is to run. */
    DEPLOY,
    /** The image before is to run again. */
    ROLLBACK,
    /** Something else than the image changes. */
    CONFIG,
    /** What somebody changed by hand is put back. */
    SELF_HEAL,
    /** Somebody asked for the same again. */
    AGAIN
  }

  /** Phase of the operation at a moment. */
  public String phase(long now) {
    return now < finishedAt ? "Running" : succeeded ? "Succeeded" : "Failed";
  }

  /** When all that it began had come to an end: the rollout may take longer than the operation. */
  public long settledAt() {
    return rollout == null ? finishedAt : Math.max(finishedAt, rollout.endedAt());
  }
}
