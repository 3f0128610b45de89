package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time-boxed piece of a board's work.
 *
 * @param boardId {@link FactId} of the board that it was made on
 * @param state {@code future}, {@code active} or {@code closed}
 * @param startAt when it was started, or is meant to start while its state is {@code future}
 * @param plannedEndAt when it is meant to end
 * @param completedAt when it was closed; null while it is not
 * @param deleted true once the source confirmed that it is gone
 */
public record Sprint(
    long id,
    @Nullable Long boardId,
    @Nullable String name,
    @Nullable String goal,
    @Nullable String state,
    @Nullable Instant startAt,
    @Nullable Instant plannedEndAt,
    @Nullable Instant completedAt,
    @Nullable Boolean deleted)
    implements Snapshot {}
