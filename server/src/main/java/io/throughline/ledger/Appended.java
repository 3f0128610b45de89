package io.throughline.ledger;

/**
 * What became of an append, after it is durable.
 *
 * @param sequence the delivery's number; of the first one when it is a repeat
 * @param repeated true when the key was known, so that nothing was added
 * @param conflicting true when it was known with another body: the first is kept
 */
public record Appended(long sequence, boolean repeated, boolean conflicting) {}
