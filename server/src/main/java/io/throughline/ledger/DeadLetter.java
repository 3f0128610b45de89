package io.throughline.ledger;

import java.time.Instant;

/**
 * A delivery that could not be mapped.
 *
 * @param pointer JSON pointer to the place; empty text for the whole body
 * @param reason for a person to read
 */
public record DeadLetter(
    long sequence, String sourceId, String kind, String pointer, String reason, Instant at) {}
