package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a ticket is a request to a service desk (Jira Service Management). A ticket is one or none.
 *
 * @param key always {@link #ONLY}
 * @param requestType the source's own name, as its customers read it: {@code Report a fault}; null
 *     when the token may not see it
 * @param byCustomer whether a customer of the desk reported it, and not one of the organisation;
 *     null when the source does not tell, as Data Center does not
 */
public record TicketRequest(
    long ticketId, String key, @Nullable String requestType, @Nullable Boolean byCustomer)
    implements Member {
  /** The key of the only row of a ticket. */
  public static final String ONLY = "request";

  @Override
  public long parentId() {
    return ticketId;
  }
}
