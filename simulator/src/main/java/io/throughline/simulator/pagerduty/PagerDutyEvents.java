package io.throughline.simulator.pagerduty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The bodies of webhooks of version 3, one for each event. */
public final class PagerDutyEvents {
  private final Directory directory;

  /** Events of what a directory knows. */
  public PagerDutyEvents(Directory directory) {
    this.directory = directory;
  }

  private record Event(long at, byte[] body) {}

  /** What happened between two moments, the first one first. */
  public List<byte[]> due(long after, long upTo) {
    List<Event> out = new ArrayList<>();
    for (Incident incident : Incident.all(directory, upTo)) {
      for (Happening happening : incident.log()) {
        String type = type(happening.kind());
        if (happening.at() > after && !type.isEmpty()) {
          out.add(new Event(happening.at(), body(incident.after(happening), happening, type)));
        }
      }
    }
    out.sort(Comparator.comparingLong(Event::at));
    return out.stream().map(Event::body).toList();
  }

  /** Empty text for what no webhook tells. */
  private static String type(Happening.Kind kind) {
    return switch (kind) {
      case TRIGGER -> "incident.triggered";
      case ACKNOWLEDGE -> "incident.acknowledged";
      case RESOLVE -> "incident.resolved";
      case REOPEN -> "incident.reopened";
      case ANNOTATE -> "incident.annotated";
      case FIELD_VALUE_CHANGE -> "incident.custom_field_values.updated";
      case ASSIGN, NOTIFY -> "";
    };
  }

  private static byte[] body(Incident incident, Happening happening, String type) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ObjectNode event = out.putObject("event");
    event.put("id", "01" + Incident.key(incident.outage(), happening));
    event.put("event_type", type).put("resource_type", "incident");
    event.put("occurred_at", Directory.time(happening.at()));
    event.set("agent", incident.agent(happening));
    event.putNull("client");
    event.set("data", data(incident, happening));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode data(Incident incident, Happening happening) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    switch (happening.kind()) {
      case ANNOTATE -> {
        part.put("id", Incident.key(incident.outage(), happening)).put("type", "incident_note");
        part.put("content", happening.detail()).put("trimmed", false);
        part.set("incident", incident.reference());
        return part;
      }
      case FIELD_VALUE_CHANGE -> {
        part.put("id", incident.id()).put("type", "incident_field_values");
        part.set("custom_fields", incident.json(true).path("custom_fields"));
        part.set("incident", incident.reference());
        return part;
      }
      default -> {
        ObjectNode whole = incident.json(false);
        whole.set("number", whole.get("incident_number"));
        whole.remove("incident_number");
        return whole;
      }
    }
  }
}
