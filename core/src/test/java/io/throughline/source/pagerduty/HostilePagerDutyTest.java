package io.throughline.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Channel;
import io.throughline.source.UnmappableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is sent is mapped or refused in words; nothing else comes of it. */
final class HostilePagerDutyTest {
  private static final List<String> KINDS =
      List.of(
          "services",
          "service_gone",
          "users",
          "maintenance_windows",
          "maintenance_window_gone",
          "incident");

  private static final String[] VALUES = {
    "null",
    "{}",
    "[]",
    "[null]",
    "-1",
    "9223372036854775807",
    "1e300",
    "0.5",
    "true",
    "''",
    "'..'",
    "'a/b'",
    "'\\u0000'",
    "'PSHOP'",
    "'resolved'",
    "'incident'",
    "'incident.resolved'",
    "'trigger_log_entry'",
    "'snooze_log_entry'",
    "'2026-11-20T09:00:00Z'",
    "'9999-12-31T23:59:59Z'",
    "'merge_resolve_reason'"
  };

  private static final String[] NAMES = {
    "incident",
    "log",
    "log_entries",
    "alerts",
    "id",
    "type",
    "status",
    "created_at",
    "updated_at",
    "resolved_at",
    "reopened_at",
    "agent",
    "user",
    "channel",
    "notification",
    "changed_actions",
    "at",
    "acknowledgements",
    "resolve_reason",
    "custom_fields",
    "value",
    "name",
    "priority",
    "service",
    "services",
    "users",
    "maintenance_windows",
    "start_time",
    "email",
    "event",
    "event_type",
    "occurred_at",
    "data",
    "messages",
    "content",
    "incident_key",
    "linked_incident"
  };

  private static String json(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    if (random.nextInt(3) == 0) {
      return "[" + json(random, depth - 1) + "," + json(random, depth - 1) + "]";
    }
    return object(random, depth, new TreeMap<>());
  }

  private static String object(Random random, int depth, Map<String, String> fields) {
    for (int i = 0; i < 6; i++) {
      fields.putIfAbsent(NAMES[random.nextInt(NAMES.length)], json(random, depth - 1));
    }
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add("'" + name + "':" + value));
    return "{" + String.join(",", parts) + "}";
  }

  /** An incident and an entry that are nearly right, with fields of any kind beside. */
  private static String nearly(Random random) {
    Map<String, String> entry = new TreeMap<>();
    entry.put("id", "'R1'");
    entry.put("type", VALUES[17 + random.nextInt(2)]);
    entry.put("created_at", "'2026-11-20T09:00:00Z'");
    Map<String, String> incident = new TreeMap<>();
    incident.put("id", "'Q1INC'");
    incident.put("created_at", "'2026-11-20T09:00:00Z'");
    return "{'incident':{'incident':"
        + object(random, 2, incident)
        + "},'log':[{'log_entries':["
        + object(random, 2, entry)
        + "]}]}";
  }

  @Test
  void nothingButWordsComesOfAnything() {
    Random random = new Random(20261128);
    Map<String, String> context = new TreeMap<>(PagerDutySamples.CONTEXT);
    context.put("service", "PSHOP");
    context.put("window", "PW1");
    int mapped = 0;
    for (int i = 0; i < 8_000; i++) {
      String sample = i % 2 == 0 ? json(random, 4) : nearly(random);
      String kind = i % 2 == 0 ? KINDS.get(i / 2 % KINDS.size()) : "incident";
      Channel channel = i % 14 == 0 ? Channel.WEBHOOK : Channel.POLL;
      try {
        PagerDutySamples.map(
            channel, kind, context, PagerDutySamples.json(sample), PagerDutySamples.TESTS);
        mapped++;
      } catch (UnmappableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(mapped).as("some of it means something, or nothing").isPositive();
  }

  /** Notes and names come from anybody, and a pattern must not take longer for a bad one. */
  @Test
  void longTextsAreJudgedQuickly() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          Causes causes = new Causes();
          causes.note(("a ".repeat(20) + "\n").repeat(5_000));
          causes.note("cause:" + " ".repeat(100_000) + "x");
          causes.note("commit: " + "/a".repeat(450) + "\ngate" + " ".repeat(900) + ":x");
          assertThat(causes.cause()).isNull();
          assertThat(Severity.of("p".repeat(100_000))).isNull();
          assertThat(
                  TestServices.of(Map.of("test_services", "*a*a*a*a*b"))
                      .contain("a".repeat(200), "P"))
              .isFalse();
        });
  }

  @Test
  void aLongLogIsReadInOnePass() {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append(PagerDutySamples.entry("R" + i, "notify", "09:00:00", ""));
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(
                    PagerDutySamples.events(
                        PagerDutySamples.page(
                            "incident",
                            PagerDutySamples.whole(
                                PagerDutySamples.incident(""), entries.toString()))))
                .hasSize(40_000));
  }
}
