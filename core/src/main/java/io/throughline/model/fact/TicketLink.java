package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a ticket is linked to another one.
 *
 * @param key the source's number of the link
 * @param kind what the link says of this ticket, in lower case: {@code is tested by}, {@code
 *     duplicates}
 * @param otherId {@link FactId} of the other ticket, when the payload tells
 * @param otherKey its key
 */
public record TicketLink(
    long ticketId, String key, String kind, @Nullable Long otherId, String otherKey)
    implements Member {
  @Override
  public long parentId() {
    return ticketId;
  }
}
