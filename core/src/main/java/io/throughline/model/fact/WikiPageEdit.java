package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a page that was seen. Versions that came and went between two readings are
 * missing. It is not called a version, since the warehouse keeps the tellings of a page under that
 * name.
 *
 * @param key its number
 * @param number from 1 on
 * @param at when it was saved
 * @param accountId who saved it; null where the source does not tell
 */
public record WikiPageEdit(
    long wikiPageId, String key, int number, Instant at, @Nullable Long accountId)
    implements Member {
  @Override
  public long parentId() {
    return wikiPageId;
  }
}
