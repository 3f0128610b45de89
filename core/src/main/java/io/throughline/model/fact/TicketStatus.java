package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A status that tickets can be in.
 *
 * @param category {@code todo}, {@code in_progress} or {@code done}
 */
public record TicketStatus(long id, @Nullable String name, @Nullable String category)
    implements Snapshot {}
