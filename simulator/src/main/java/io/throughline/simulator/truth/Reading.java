package io.throughline.simulator.truth;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A metric's true value in one period.
 *
 * @param from first local day
 * @param to first local day after the period
 * @param value the headline; null means no data
 * @param n items measured
 * @param people different people whose items they are; what belongs to a service has none
 */
public record Reading(
    LocalDate from,
    LocalDate to,
    @Nullable Double value,
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p90,
    int n,
    int people,
    @Nullable Double numerator,
    @Nullable Double denominator) {}
