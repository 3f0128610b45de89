package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit that a merge request consists of, before any squash.
 *
 * @param authorEmail lower case; as written by the committer, so it proves nothing on its own
 * @param assistant the AI assistant that a trailer names; null when none does
 * @param cherryPickedFrom commit named by a {@code (cherry picked from commit ...)} line
 * @param ticketKeys what looks like the key of a ticket in the message, as in {@link MergeRequest}
 */
public record MergeRequestCommit(
    long mergeRequestId,
    String sha,
    @Nullable Instant authoredAt,
    @Nullable Instant committedAt,
    @Nullable String authorEmail,
    @Nullable String assistant,
    @Nullable String cherryPickedFrom,
    @Nullable String ticketKeys)
    implements Member {
  @Override
  public long parentId() {
    return mergeRequestId;
  }

  @Override
  public String key() {
    return sha;
  }
}
