package io.throughline.ingest.collect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with the connection over which a source tells of changes by itself.
 *
 * @param connected whether there is one now
 * @param since since when it is so, by our clock; null before the first try
 * @param lastEvent when the source last told of something in the life of this process; null for
 *     never
 * @param message why there is none, and what happens instead; null when all is well
 */
public record Listening(
    boolean connected,
    @Nullable Instant since,
    @Nullable Instant lastEvent,
    @Nullable String message) {
  /** Before the first try. */
  static final Listening NOT_YET = new Listening(false, null, null, null);
}
