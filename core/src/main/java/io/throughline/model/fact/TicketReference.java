package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a ticket points to something outside of its tracker: a page, a merge request, a file.
 *
 * @param key the address, or what the source uses to tell references apart
 * @param url address
 * @param application what it is in, as the source says: {@code com.atlassian.confluence}
 * @param relationship what it is to the ticket, as the source says; {@code description} where only
 *     the ticket's text links to it
 * @param number the source's number of the reference, by which changes name it; null where it has
 *     none
 */
public record TicketReference(
    long ticketId,
    String key,
    String url,
    @Nullable String title,
    @Nullable String application,
    @Nullable String relationship,
    @Nullable String number)
    implements Member {
  @Override
  public long parentId() {
    return ticketId;
  }
}
