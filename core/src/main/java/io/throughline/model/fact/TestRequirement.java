package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a test case tests what a ticket asks for. The ticket is another source's; it is named by its
 * key, its number or both.
 *
 * @param key what tells the link from the others of its test case
 * @param ticketNumber the tracker's own number of the ticket, where the source tells
 * @param ticketKey the ticket's key, where the source tells
 * @param linkedAt when it was linked; null where the source does not tell
 */
public record TestRequirement(
    long testCaseId,
    String key,
    @Nullable Long ticketNumber,
    @Nullable String ticketKey,
    @Nullable Instant linkedAt)
    implements Member {
  @Override
  public long parentId() {
    return testCaseId;
  }
}
