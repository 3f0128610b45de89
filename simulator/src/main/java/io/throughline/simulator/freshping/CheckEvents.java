package io.throughline.simulator.freshping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.CheckSpan;
import io.throughline.simulator.production.CheckSpan.Maintenance;
import io.throughline.simulator.production.Production;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a webhook tells of checks, in the small body that any system can be told to send. */
public final class CheckEvents {
  /** So long before it begins, maintenance is announced. */
  private static final long AHEAD = Duration.ofDays(1).toMillis();

  private final Production production;

  /** Those of the company. */
  public CheckEvents(Production production) {
    this.production = production;
  }

  private record Event(long at, byte[] body) {}

  /** What changed between two moments, the first one first. */
  public List<byte[]> due(long after, long upTo) {
    List<Event> out = new ArrayList<>();
    for (Check check : Check.all(production, upTo)) {
      for (CheckSpan span : check.spans()) {
        if (span.from() > after && span.from() <= upTo) {
          out.add(new Event(span.from(), bytes(check.told(span))));
        }
      }
    }
    for (Maintenance planned : CheckSpan.maintenance(production.era(), upTo + AHEAD)) {
      long told = planned.from() - AHEAD;
      if (told > after && told <= upTo) {
        out.add(new Event(told, bytes(plan(planned))));
      }
    }
    out.sort(Comparator.comparingLong(Event::at));
    return out.stream().map(Event::body).toList();
  }

  private static ObjectNode plan(Maintenance planned) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("state", "maintenance").put("title", planned.title());
    out.put("id", "mw-" + planned.from() / 1000);
    out.put("starts_at", Instant.ofEpochMilli(planned.from()).toString());
    return out.put("ends_at", Instant.ofEpochMilli(planned.to()).toString());
  }

  private static byte[] bytes(ObjectNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
