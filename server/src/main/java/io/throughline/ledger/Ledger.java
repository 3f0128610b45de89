package io.throughline.ledger;

import io.throughline.source.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The record. Embedded it is SQLite; a server edition keeps the same in PostgreSQL. Safe for
 * several threads: writes are gathered by one writer into group commits.
 */
public interface Ledger extends AutoCloseable {
  /**
   * Stores a delivery. The future completes after the commit is on the disk, and completes
   * exceptionally with {@link LedgerException} when it could not be stored or the queue is full.
   */
  CompletableFuture<Appended> append(NewDelivery delivery);

  /** As many bytes of bodies are read at once at the most, beyond the first body. */
  long READ_BYTES = 16L << 20;

  /**
   * Deliveries with a number above {@code after}, ascending, at most {@code limit} and {@link
   * #READ_BYTES}; empty only at the end.
   */
  List<Delivery> read(long after, int limit);

  /** One delivery by its number. */
  Optional<Delivery> delivery(long sequence);

  /** The highest number stored; 0 when there is none. */
  long head();

  /**
   * The lasting number of a name, from 1 on, made at the first asking.
   *
   * @param kind {@code source}, {@code team}, {@code service}, {@code person}, {@code calendar}
   */
  int number(String kind, String name);

  /** The saved cursor of a feed's scope. */
  Optional<String> cursor(String sourceId, String feed, String scope);

  /** Saves a cursor durably. */
  void saveCursor(String sourceId, String feed, String scope, String cursor);

  /** Forgets the cursors of a source, so that its next run reads everything again. */
  void forgetCursors(String sourceId);

  /** Puts a delivery among the dead letters; again with another reason replaces the reason. */
  void bury(DeadLetter letter);

  /** Takes a delivery out of the dead letters, after it was mapped. */
  void exhume(long sequence);

  /** Dead letters of a source (null: of all), newest first. */
  List<DeadLetter> deadLetters(@Nullable String sourceId, int limit);

  /** How many dead letters a source has. */
  long deadLetterCount(String sourceId);

  /** Notes how far a feed's scope has come. Null arguments leave what is known. */
  void noteProgress(
      String sourceId,
      String feed,
      String scope,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable Instant completeUntil);

  /** Notes how a source does; see {@link SourceStatus}. */
  void noteState(String sourceId, String state, @Nullable String message, @Nullable Instant until);

  /** Notes something for a person; a null message takes the notice back. */
  void notice(String sourceId, String feed, String scope, @Nullable String message);

  /** Counts a webhook request; {@code refusal} is null when it was accepted. */
  void countWebhook(String sourceId, @Nullable String refusal);

  /** How a source does; never absent, a new source is idle. */
  SourceStatus status(String sourceId);

  /** A setting that the server made and keeps (a hook id, the admin token's hash). */
  Optional<String> setting(String name);

  /** Keeps a setting durably. */
  void saveSetting(String name, String value);

  /** Keeps durably that somebody looked at others, before they are shown. */
  void noteLooks(List<Look> looks);

  /**
   * Who looked at a person, newest first.
   *
   * @param person id
   */
  List<Look> looks(String person, int limit);

  @Override
  void close();
}
