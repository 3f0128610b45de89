package io.throughline.source.freshping;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Channel;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever is sent is mapped or refused in words; nothing else comes of it. */
final class HostileFreshpingTest {
  private static final String[] VALUES = {
    "null",
    "{}",
    "[]",
    "[null]",
    "-1",
    "0",
    "1",
    "9223372036854775807",
    "1e300",
    "0.5",
    "true",
    "''",
    "'AL'",
    "'up'",
    "'maintenance'",
    "'\\u0000'",
    "'https://@@/?#'",
    "'2026-11-20T10:00:00Z'",
    "'2'",
    "'99999999999'"
  };

  private static final String[] NAMES = {
    "webhook_type",
    "webhook_event_id",
    "webhook_event_data",
    "check_id",
    "check_state_name",
    "application_id",
    "request_start_time",
    "check",
    "state",
    "at",
    "starts_at",
    "ends_at",
    "id",
    "alert_type",
    "monitor_id",
    "monitor_url",
    "alert_date_time",
    "results",
    "status",
    "name",
    "url",
    "status_changed_at",
    "http_status",
    "response_ms",
    "requests",
    "cancelled"
  };

  private static String json(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    if (random.nextInt(4) == 0) {
      return "[" + json(random, depth - 1) + "," + json(random, depth - 1) + "]";
    }
    return object(random, depth);
  }

  private static String object(Random random, int depth) {
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < 8; i++) {
      fields.put(NAMES[random.nextInt(NAMES.length)], json(random, depth - 1));
    }
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add("'" + name + "':" + value));
    return "{" + String.join(",", parts) + "}";
  }

  @Test
  void nothingButWordsComesOfAnything() {
    Random random = new Random(20261128);
    int mapped = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] body = FreshpingSamples.quoted(object(random, 3)).getBytes(StandardCharsets.UTF_8);
      Channel channel = i % 3 == 0 ? Channel.POLL : Channel.WEBHOOK;
      try {
        FreshpingSamples.map(channel, "checks", Map.of(), body);
        mapped++;
      } catch (UnmappableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(mapped).as("some of it means something, or nothing").isPositive();
  }
}
