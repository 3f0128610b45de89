package io.throughline.metric;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that is still open; never mixed into readings.
 *
 * @param stage where it waits: {@code draft}, {@code pickup}, {@code review}, {@code deploy}
 *     (merged, not deployed), {@code reaction} (a review request without an answer), {@code
 *     progress} (a ticket, since it first was in progress)
 * @param since when it entered the stage, UTC
 * @param ageHours calendar hours in the stage until now
 * @param usualHours the p90 of that stage in the last 12 weeks for the same scope; null without
 *     data
 */
public record AgeingItem(
    String subject,
    String title,
    @Nullable String url,
    @Nullable String project,
    @Nullable String service,
    String stage,
    Instant since,
    double ageHours,
    @Nullable Double usualHours) {}
