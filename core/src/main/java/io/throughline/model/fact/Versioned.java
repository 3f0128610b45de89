package io.throughline.model.fact;

import java.time.Instant;

/**
 * A snapshot with what decides which one wins: first the source's own version, then poll over
 * webhook, then the number of the delivery (both added by the projection).
 *
 * @param version the source's own {@code updated_at} in UTC, or {@link Instant#EPOCH} where the
 *     source gives none
 * @param complete whether each null means "known to be empty", so that older snapshots no longer
 *     count
 */
public record Versioned(Snapshot snapshot, Instant version, boolean complete) {}
