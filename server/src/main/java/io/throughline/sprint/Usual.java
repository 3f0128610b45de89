package io.throughline.sprint;

import org.jspecify.annotations.Nullable;

/**
 * How long the board's tickets take from their first In Progress to Done, of the last 90 days.
 *
 * @param p50 working days; null with fewer than five tickets
 * @param p85 working days
 * @param n how many tickets
 */
public record Usual(@Nullable Double p50, @Nullable Double p85, long n) {}
