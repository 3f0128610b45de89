package io.throughline.gate;

import org.jspecify.annotations.Nullable;

/**
 * Whether a condition holds.
 *
 * @param value null when nothing tells it
 * @param of the transaction of a load test whose value it is; null for none
 * @param why what a person should know: what is missing, who waived it until when; empty when there
 *     is nothing to say
 */
public record ConditionResult(
    GateCondition condition,
    @Nullable Double value,
    @Nullable String of,
    Verdict verdict,
    String why) {}
