package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.pagerduty.Directory;
import io.throughline.simulator.world.Ticket;
import java.io.IOException;

/** A link from a ticket to an incident of PagerDuty, as its app for Jira makes it. */
final class IncidentLink {
  private static final long FIRST = 800_000_000;
  private static final int MANY = 100_000_000;

  private IncidentLink() {}

  /** Jira's number of the link to an incident. */
  static long number(String incident) {
    return FIRST + Math.floorMod(incident.hashCode(), MANY);
  }

  static void write(JsonGenerator out, Site site, Ticket ticket, String incident)
      throws IOException {
    String url = Directory.incidentPage(incident);
    out.writeStartObject();
    out.writeNumberField("id", number(incident));
    out.writeStringField(
        "self", site.api("issue/" + ticket.id() + "/remotelink/" + number(incident)));
    out.writeStringField("globalId", url);
    out.writeObjectFieldStart("application");
    out.writeStringField("type", "com.pagerduty");
    out.writeStringField("name", "PagerDuty");
    out.writeEndObject();
    out.writeStringField("relationship", "relates to");
    out.writeObjectFieldStart("object");
    out.writeStringField("url", url);
    out.writeStringField("title", "Incident " + incident);
    out.writeEndObject();
    out.writeEndObject();
  }
}
