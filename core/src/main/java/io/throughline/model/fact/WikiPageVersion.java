package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a page that was seen. Versions that came and went between two readings are
 * missing.
 *
 * @param key its number
 * @param number from 1 on
 * @param at when it was saved
 * @param accountId who saved it; null where the source does not tell
 */
public record WikiPageVersion(
    long wikiPageId, String key, int number, Instant at, @Nullable Long accountId)
    implements Member {
  @Override
  public long parentId() {
    return wikiPageId;
  }
}
