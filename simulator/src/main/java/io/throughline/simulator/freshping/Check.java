package io.throughline.simulator.freshping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.CheckSpan;
import io.throughline.simulator.production.Load;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Project;
import java.time.Instant;
import java.util.List;

/**
 * The check of one service.
 *
 * @param spans what it found, one after the other up to a moment
 */
record Check(Project service, List<CheckSpan> spans) {
  private static final long FIRST = 90_000;

  Check {
    spans = List.copyOf(spans);
  }

  /** Those of all services that users reach, by rising numbers. */
  static List<Check> all(Production production, long now) {
    return production.services().stream()
        .filter(service -> Load.of(service) != null)
        .map(service -> new Check(service, production.checks(service, now)))
        .toList();
  }

  long number() {
    return FIRST + service.id();
  }

  private String address() {
    return "https://" + service.slug() + ".brightwater.example/health";
  }

  /** How the list writes it. */
  ObjectNode json() {
    String word =
        switch (spans.getLast().state()) {
          case "up" -> "AV";
          case "down" -> "NR";
          case "paused" -> "PS";
          case "maintenance" -> "Under Maintenance";
          default -> "Pending";
        };
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("id", number()).put("name", service.name()).put("url", address());
    return out.put("status", word).put("check_frequency", 60).put("protocol", "HTTPS");
  }

  /** How a webhook tells that a span began. */
  ObjectNode told(CheckSpan span) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("check", Long.toString(number())).put("name", service.name()).put("url", address());
    out.put("state", span.state()).put("at", Instant.ofEpochMilli(span.from()).toString());
    Load load = Load.of(service);
    if (span.state().equals("down")) {
      out.put("http_status", 503).put("response_ms", 30_000);
    } else if (span.state().equals("up") && load != null) {
      out.put("http_status", 200).put("response_ms", load.median());
    }
    return out.put("id", "sp-" + number() + "-" + span.from() / 1000);
  }
}
