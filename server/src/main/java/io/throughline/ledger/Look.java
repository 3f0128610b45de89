package io.throughline.ledger;

import java.time.Instant;

/**
 * That somebody looked at what is about another person.
 *
 * @param viewer id of the person who looked
 * @param person id of the person who was looked at
 * @param what was looked at, in words: {@code "workload"}
 */
public record Look(Instant at, String viewer, String person, String what) {}
