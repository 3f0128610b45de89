package io.throughline.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source does, for the sources page.
 *
 * @param state {@code idle}, {@code running}, {@code limited} (until {@code until}), {@code
 *     failing}, {@code stopped} (a person must act)
 * @param message what happened and what to do; null when all is well
 */
public record SourceStatus(
    String sourceId,
    String state,
    @Nullable String message,
    @Nullable Instant until,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastWebhook,
    long webhooksAccepted,
    long webhooksRefused,
    List<FeedStatus> feeds,
    List<Notice> notices,
    List<Refusal> refusals) {

  /**
   * How far a feed's scope has come.
   *
   * @param total null when the source does not say
   * @param completeUntil everything with an event time before this has been read; null before the
   *     first complete run
   */
  public record FeedStatus(
      String feed,
      String scope,
      long done,
      @Nullable Long total,
      @Nullable Instant completeUntil,
      Instant updatedAt) {}

  /** Something a person should know. */
  public record Notice(String feed, String scope, String message, Instant at) {}

  /** A webhook request that was not believed; the last ten are kept. */
  public record Refusal(String reason, Instant at) {}
}
