package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a merge request.
 *
 * @param key the source's id of it where it has one ({@code note:123}), else made from kind, actor
 *     and second
 * @param accountId who did it; null when the source does not say
 * @param targetUsername for review requests and their removal: who was asked, by user name
 * @param targetAccountId the same by {@link FactId}, when the source gives it
 * @param thread the discussion that a comment belongs to; null for anything else
 */
public record ReviewEvent(
    long mergeRequestId,
    String key,
    ReviewEventKind kind,
    @Nullable Long accountId,
    @Nullable String targetUsername,
    @Nullable Long targetAccountId,
    @Nullable String thread,
    Instant at)
    implements Member {
  @Override
  public long parentId() {
    return mergeRequestId;
  }
}
