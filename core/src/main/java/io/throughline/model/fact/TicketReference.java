package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a ticket points to something outside of its tracker: a page, a merge request, a file.
 *
 * @param key the address, or what the source uses to tell references apart
 * @param url address
 * @param application what it is in, as the source says: {@code com.atlassian.confluence}
 * @param relationship what it is to the ticket, as the source says
 */
public record TicketReference(
    long ticketId,
    String key,
    String url,
    @Nullable String title,
    @Nullable String application,
    @Nullable String relationship)
    implements Member {
  @Override
  public long parentId() {
    return ticketId;
  }
}
