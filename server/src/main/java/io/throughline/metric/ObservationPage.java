package io.throughline.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of observations, newest first.
 *
 * @param next cursor of the next page; null on the last
 */
public record ObservationPage(List<Observation> items, @Nullable String next) {}
