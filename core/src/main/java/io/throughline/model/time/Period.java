package io.throughline.model.time;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A half-open run of local days, {@code [from, to)}, in a zone.
 *
 * @param starts the instant at which {@code from} begins in the zone
 * @param ends the instant at which {@code to} begins in the zone
 */
public record Period(LocalDate from, LocalDate to, Instant starts, Instant ends) {}
