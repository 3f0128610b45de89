package io.throughline.source;

import java.time.Instant;
import java.util.Map;

/**
 * One raw payload, exactly as it came.
 *
 * @param sequence its number in the ledger; grows, never reused
 * @param sourceId id of the source in the configuration
 * @param kind what it is, in the source's words: a feed's page ({@code merge_request_commits}) or a
 *     webhook's event ({@code Merge Request Hook})
 * @param context what the mapper must know besides the body: path ids for a page ({@code project},
 *     {@code merge_request}, {@code taken_at}), kept headers for a webhook; never a secret
 * @param receivedAt our clock, UTC
 * @param body not to be changed
 */
public record Delivery(
    long sequence,
    String sourceId,
    Channel channel,
    String kind,
    Map<String, String> context,
    Instant receivedAt,
    byte[] body) {
  public Delivery {
    context = Map.copyOf(context);
  }
}
