package io.throughline.model.time;

import java.time.Instant;

/**
 * One hour of UTC in a working calendar. Seconds worked up to an instant {@code t} inside it are
 * {@code workedBefore + max(0, min(second of t in the hour, to) - from)}.
 *
 * @param hour its start
 * @param workedBefore seconds worked from the calendar's first row up to {@code hour}
 * @param from second of the hour at which work begins; equal to {@code to} when nobody works
 * @param to second of the hour at which work ends
 */
public record WorkHour(Instant hour, long workedBefore, int from, int to) {}
