package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time that somebody wrote down for a ticket.
 *
 * @param ticketId {@link FactId} of the {@link Ticket}
 * @param accountId who worked; null when the source does not say
 * @param startedAt when the work began, as that person entered it
 * @param seconds how long it took, in seconds of work
 * @param deleted true once the source told that it was taken back
 */
public record Worklog(
    long id,
    @Nullable Long ticketId,
    @Nullable Long accountId,
    @Nullable Instant startedAt,
    @Nullable Long seconds,
    @Nullable Boolean deleted)
    implements Snapshot {}
