package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A team's view of its tickets.
 *
 * @param kind {@code scrum} or {@code kanban}
 * @param trackerId {@link FactId} of the {@link Tracker} that it shows, when it shows one
 * @param estimation what it estimates in: {@code points}, {@code time} or {@code none}
 * @param deleted true once the source confirmed that it is gone
 */
public record Board(
    long id,
    @Nullable String name,
    @Nullable String kind,
    @Nullable Long trackerId,
    @Nullable String estimation,
    @Nullable String webUrl,
    @Nullable Boolean deleted)
    implements Snapshot {}
