package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A team's view of its tickets.
 *
 * @param kind {@code scrum}, {@code kanban}, or {@code service_desk} for the queues of one
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
    implements Snapshot {
  /** Added to a project's number it is the number of the board that its queues count as. */
  public static final long QUEUES = 1L << 40;
}
