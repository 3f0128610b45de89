package io.throughline.metric;

import org.jspecify.annotations.Nullable;

/**
 * Something about the quality of the data that a person can mend.
 *
 * @param kind what it is, in a few words ({@code unmapped project})
 * @param subject what it is about, as the source calls it
 * @param message what it does to the numbers, and what to do
 * @param link where to look; null when there is no such place. Only http and https are followed
 */
public record Finding(String kind, String subject, String message, @Nullable String link) {}
