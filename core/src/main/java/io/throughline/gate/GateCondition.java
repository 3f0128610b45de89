package io.throughline.gate;

import org.jspecify.annotations.Nullable;

/**
 * What has to hold.
 *
 * @param limit that the measure has to keep
 * @param transaction name of the transaction of a load test that it is for; null: all
 */
public record GateCondition(GateMeasure measure, double limit, @Nullable String transaction) {}
