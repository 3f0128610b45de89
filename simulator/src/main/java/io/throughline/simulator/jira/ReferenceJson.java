package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketType;
import java.io.IOException;
import java.util.Map;

/** The short forms in which tickets name other things. */
final class ReferenceJson {
  private final Site site;

  ReferenceJson(Site site) {
    this.site = site;
  }

  /** The field {@code issuetype}. */
  void type(JsonGenerator out, TicketType type) throws IOException {
    out.writeFieldName("issuetype");
    typeObject(out, type);
  }

  void typeObject(JsonGenerator out, TicketType type) throws IOException {
    out.writeStartObject();
    out.writeStringField("self", site.api("issuetype/" + type.id()));
    out.writeStringField("id", type.id());
    out.writeStringField("description", "");
    out.writeStringField("name", type.label());
    out.writeBooleanField("subtask", type == TicketType.SUBTASK);
    out.writeNumberField("hierarchyLevel", type.level());
    out.writeEndObject();
  }

  /** The field {@code status}. */
  void status(JsonGenerator out, TicketStatus status) throws IOException {
    out.writeFieldName("status");
    statusObject(out, status);
  }

  void statusObject(JsonGenerator out, TicketStatus status) throws IOException {
    out.writeStartObject();
    out.writeStringField("self", site.api("status/" + status.id()));
    out.writeStringField("description", "");
    out.writeStringField("name", status.label());
    out.writeStringField("untranslatedName", status.label());
    out.writeStringField("id", status.id());
    out.writeFieldName("statusCategory");
    category(out, status.category());
    out.writeEndObject();
  }

  void category(JsonGenerator out, TicketStatus.Category category) throws IOException {
    out.writeStartObject();
    out.writeStringField("self", site.api("statuscategory/" + category.id()));
    out.writeNumberField("id", category.id());
    out.writeStringField("key", category.key());
    out.writeStringField("colorName", category.colour());
    out.writeStringField("name", category.label());
    out.writeEndObject();
  }

  void project(JsonGenerator out, Board board) throws IOException {
    out.writeStartObject();
    out.writeStringField("self", site.api("project/" + board.projectId()));
    out.writeStringField("id", "" + board.projectId());
    out.writeStringField("key", board.key());
    out.writeStringField("name", board.projectName());
    out.writeStringField("projectTypeKey", board.desk() ? "service_desk" : "software");
    out.writeStringField("style", "classic");
    out.writeBooleanField("simplified", false);
    out.writeBooleanField("isPrivate", false);
    out.writeEndObject();
  }

  /** What a ticket is the cause of, and what causes it: the field {@code issuelinks}. */
  void links(JsonGenerator out, Ticket ticket, long now) throws IOException {
    out.writeArrayFieldStart("issuelinks");
    String cause = ticket.at(now).get(TicketField.CAUSED_BY);
    Ticket other = cause == null ? null : site.tracker().ticket(Long.parseLong(cause));
    if (other != null) {
      link(out, ticket.id(), "inwardIssue", other, now);
    }
    for (Ticket request : site.tracker().consequences(ticket, now)) {
      link(out, request.id(), "outwardIssue", request, now);
    }
    out.writeEndArray();
  }

  private void link(JsonGenerator out, long id, String way, Ticket other, long now)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("id", "" + id);
    out.writeStringField("self", site.api("issueLink/" + id));
    out.writeObjectFieldStart("type");
    out.writeStringField("id", "10300");
    out.writeStringField("name", "Problem/Incident");
    out.writeStringField("inward", "is caused by");
    out.writeStringField("outward", "causes");
    out.writeStringField("self", site.api("issueLinkType/10300"));
    out.writeEndObject();
    out.writeFieldName(way);
    issue(out, other, now);
    out.writeEndObject();
  }

  /** Another ticket, as in {@code parent} and {@code subtasks}. */
  void issue(JsonGenerator out, Ticket ticket, long now) throws IOException {
    Map<TicketField, String> state = ticket.at(now);
    out.writeStartObject();
    out.writeStringField("id", "" + ticket.id());
    out.writeStringField("key", state.get(TicketField.KEY));
    out.writeStringField("self", site.api("issue/" + ticket.id()));
    out.writeObjectFieldStart("fields");
    out.writeStringField("summary", state.get(TicketField.SUMMARY));
    status(out, TicketStatus.of(String.valueOf(state.get(TicketField.STATUS))));
    type(out, TicketType.of(String.valueOf(state.get(TicketField.TYPE))));
    out.writeEndObject();
    out.writeEndObject();
  }
}
