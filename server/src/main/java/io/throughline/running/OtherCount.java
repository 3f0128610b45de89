package io.throughline.running;

import org.jspecify.annotations.Nullable;

/**
 * What another tool would count of the same deployments, changes and incidents.
 *
 * @param tool its name
 * @param metric id of our metric of the same name
 * @param value null where there is nothing to count
 * @param unit {@code percent}, {@code hours} or {@code per_day}
 */
public record OtherCount(String tool, String metric, @Nullable Double value, String unit) {}
