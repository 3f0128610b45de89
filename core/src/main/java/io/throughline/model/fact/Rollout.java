package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one version was rolled out step by step, by Argo Rollouts for example.
 *
 * @param projectId the application that it belongs to, a {@link Project} of the GitOps controller
 * @param name of the Rollout object
 * @param revision the controller's count of versions, in the annotation {@code
 *     rollout.argoproj.io/revision}
 * @param strategy {@code canary}, {@code blue_green} or {@code none} (no steps and no preview)
 * @param steps how many steps a canary has
 * @param step the one that it is at, from 0; {@code steps} when all are done
 * @param analysed whether an analysis judges it, in a step or in the background
 * @param image of the version that is rolled out
 * @param podHash the label {@code rollouts-pod-template-hash} of its pods, the same for their life;
 *     null where the controller does not tell
 * @param phase {@code progressing}, {@code paused}, {@code healthy} or {@code degraded}
 * @param aborted whether it was given up, and the former version serves
 * @param abortedAt when it was
 * @param startedAt when this version began to be rolled out
 * @param completedAt when it served all
 * @param seenAt when the object said so
 */
public record Rollout(
    long id,
    @Nullable Long projectId,
    @Nullable String name,
    @Nullable Long revision,
    @Nullable String strategy,
    @Nullable Integer steps,
    @Nullable Integer step,
    @Nullable Boolean analysed,
    @Nullable String image,
    @Nullable String podHash,
    @Nullable String phase,
    @Nullable Boolean aborted,
    @Nullable Instant abortedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable String message,
    @Nullable Instant seenAt)
    implements Snapshot {}
