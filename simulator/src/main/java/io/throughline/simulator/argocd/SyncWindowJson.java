package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The one window of time of the company: from Friday 22:00 on, for eight hours, in UTC. */
final class SyncWindowJson {
  /** How the names of the applications begin that it is for. */
  static final String HELD_BACK = "payments";

  private static final int OPENS = 22;
  private static final int CLOSES = 6;

  private SyncWindowJson() {}

  static ObjectNode window(ObjectNode out) {
    return out.put("kind", "deny").put("schedule", "0 22 * * 5").put("duration", "8h");
  }

  /** What Argo CD answers of an application; it names no zones. */
  static ObjectNode of(Application app) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode assigned = JsonNodeFactory.instance.arrayNode();
    boolean held =
        app.name().startsWith(HELD_BACK) && ApplicationJson.project(app).equals("commerce");
    if (held) {
      window(assigned.addObject()).put("manualSync", false);
    }
    boolean active = held && isOpen(app.now());
    if (active) {
      out.set("activeWindows", assigned);
    }
    if (held) {
      out.set("assignedWindows", assigned);
    }
    return out.put("canSync", !active);
  }

  private static boolean isOpen(long now) {
    ZonedDateTime at = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC);
    return (at.getDayOfWeek() == DayOfWeek.FRIDAY && at.getHour() >= OPENS)
        || (at.getDayOfWeek() == DayOfWeek.SATURDAY && at.getHour() < CLOSES);
  }
}
