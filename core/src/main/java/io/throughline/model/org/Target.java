package io.throughline.model.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a team wants of a metric.
 *
 * @param team id of a team; null: every team without a target of its own
 * @param on the aggregate that is judged: {@code value}, {@code p50}, {@code p75} or {@code p90}
 * @param green limit up to which (or, for metrics where higher is better, from which) it is met
 * @param amber limit up to which it is nearly met
 * @param low lower limit of a {@code range} target; null for others
 */
public record Target(
    String metric,
    @Nullable String team,
    String on,
    double green,
    @Nullable Double amber,
    @Nullable Double low,
    @Nullable LocalDate from,
    @Nullable Double baseline,
    @Nullable String source) {}
