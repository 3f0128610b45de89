package io.throughline.metric;

import io.throughline.model.time.Grain;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A question for readings.
 *
 * @param from first local day, in the scope's zone
 * @param to the day after the last one
 * @param authorClass {@code human}, {@code assisted} or {@code agent}; null for all together
 */
public record ReadingQuery(
    String metric,
    Scope scope,
    LocalDate from,
    LocalDate to,
    Grain grain,
    @Nullable String authorClass) {}
