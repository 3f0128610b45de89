package io.throughline.source;

import io.throughline.source.http.HttpDoor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a feed may use while it reads. Implemented by the collector. Safe for several threads. */
public interface FeedRun {
  /** The only way out to the source. */
  HttpDoor http();

  /** Our clock; for {@code taken_at}, never for a cursor. */
  Clock clock();

  /** The earliest instant that a backfill reaches back to. */
  Instant since();

  /** How long after one reading of the source the next one begins. */
  Duration pollEvery();

  /**
   * The source's settings beside url and secrets ({@code groups}, {@code projects}), comma-joined.
   */
  Map<String, String> settings();

  /** The saved cursor of a scope (a project, say), if any. */
  Optional<String> cursor(String scope);

  /** The cursor that another feed of this source saved ({@code projects} knows the projects). */
  Optional<String> cursorOf(String feed, String scope);

  /** Saves a cursor, durably. */
  void saveCursor(String scope, String cursor);

  /**
   * Stores one page durably before it returns.
   *
   * @param kind what the mapper will be asked to map
   * @param context ids from the path and {@code taken_at}; see {@link Delivery#context}
   * @param deliveryKey what makes a repeat harmless; null: derived from kind, context without
   *     {@code taken_at}, and body, which suits only bodies that carry their own version ({@code
   *     updated_at}). What has none must say when it was taken, or a change back (A, B, A) would
   *     look like a repeat
   */
  void store(String kind, Map<String, String> context, @Nullable String deliveryKey, byte[] body);

  /**
   * Tells how far a scope has come, for the progress bar.
   *
   * @param total null when the source does not say
   */
  void progress(String scope, long done, @Nullable Long total);

  /**
   * Tells that everything with an event time before this instant, by the source's clock, has been
   * read for a scope.
   */
  void completeUntil(String scope, Instant instant);

  /**
   * Tells something a person should know ("no access to project 12").
   *
   * @param message null takes back what was told of this scope
   */
  void notice(String scope, @Nullable String message);
}
