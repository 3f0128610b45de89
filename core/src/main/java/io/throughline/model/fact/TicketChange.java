package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one property of a ticket.
 *
 * @param key the source's number of the change and the place in it, {@code 10432:1}; sprints that a
 *     change adds or takes away are a row each, {@code 10432:1:+77}, {@code 10432:1:-76}
 * @param field what changed, in our words; see {@link TicketField}
 * @param fromValue what it was, in the form that {@link TicketField} tells; null for empty
 * @param fromName what people read there; null when it says no more than {@code fromValue}
 * @param toValue what it became
 * @param toName what people read there
 * @param accountId who did it; null when the source does not say
 */
public record TicketChange(
    long ticketId,
    String key,
    TicketField field,
    @Nullable String fromValue,
    @Nullable String fromName,
    @Nullable String toValue,
    @Nullable String toName,
    @Nullable Long accountId,
    Instant at)
    implements Member {
  @Override
  public long parentId() {
    return ticketId;
  }
}
