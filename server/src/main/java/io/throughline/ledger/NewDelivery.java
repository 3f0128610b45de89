package io.throughline.ledger;

import io.throughline.source.Channel;
import java.time.Instant;
import java.util.Map;

/**
 * A delivery that is not stored yet.
 *
 * @param key what makes a repeat harmless; unique in its source
 * @see io.throughline.source.Delivery
 */
public record NewDelivery(
    String sourceId,
    Channel channel,
    String kind,
    String key,
    Map<String, String> context,
    Instant receivedAt,
    byte[] body) {
  public NewDelivery {
    context = Map.copyOf(context);
  }
}
