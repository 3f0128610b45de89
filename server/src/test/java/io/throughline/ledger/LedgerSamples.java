package io.throughline.ledger;

import io.throughline.source.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** Deliveries for tests. */
public final class LedgerSamples {
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private LedgerSamples() {}

  public static NewDelivery hook(String source, String key, String body) {
    return new NewDelivery(
        source,
        Channel.WEBHOOK,
        "Merge Request Hook",
        key,
        Map.of("x-gitlab-event", "Merge Request Hook"),
        NOW,
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON-like text of about a size that compresses about four to one, as real payloads do. */
  public static String json(long seed, int size) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("{\"object_kind\":\"merge_request\",\"items\":[");
    while (text.length() < size) {
      text.append("{\"id\":").append(random.nextInt(1_000_000_000));
      text.append(",\"created_at\":\"2026-03-0").append(1 + random.nextInt(9));
      text.append("T10:00:00Z\",\"title\":\"").append(Long.toString(random.nextLong(), 36));
      text.append("\",\"web_url\":\"https://gitlab.example/group/project/-/merge_requests/");
      text.append(random.nextInt(10_000)).append("\",\"state\":\"opened\"},");
    }
    return text.append("{}]}").toString();
  }
}
