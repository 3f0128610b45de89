package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an application is kept by a GitOps controller, as it was seen at a moment. Each one holds
 * until the next of the same application; what was before the first look is not known.
 *
 * @param projectId the application, a {@link Project} of the controller
 * @param repository address of the GitOps repository, without credentials
 * @param path folder in it
 * @param automated whether changes in Git are brought out without a person
 * @param selfHeal whether what was changed by hand is put back
 * @param syncStatus {@code synced}, {@code out_of_sync} or {@code unknown}
 * @param healthStatus {@code healthy}, {@code progressing}, {@code degraded}, {@code suspended},
 *     {@code missing} or {@code unknown}
 * @param strategy {@code canary} or {@code blue_green} of its Rollout, {@code none} when it was
 *     looked for and there is none, or it has no steps; null when nobody looked
 * @param analysed whether its Rollout is judged by an analysis
 * @param syncWindows whether there are windows of time that let its syncs in or hold them back
 * @param windows these windows, one a line: {@code allow} or {@code deny}, when it opens as cron
 *     writes it, how long it is open, its time zone (empty when that is not told) and whether a
 *     person may sync against it, with tabs between; empty for none, null when nobody looked
 * @param seenAt when it was looked at, by our clock, or when the source says it was so
 */
public record GitopsApplication(
    long id,
    @Nullable Long projectId,
    @Nullable String repository,
    @Nullable String path,
    @Nullable Boolean automated,
    @Nullable Boolean selfHeal,
    @Nullable String syncStatus,
    @Nullable String healthStatus,
    @Nullable String strategy,
    @Nullable Boolean analysed,
    @Nullable Boolean syncWindows,
    @Nullable String windows,
    @Nullable Instant seenAt)
    implements Snapshot {}
