package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ticket as it stood at a moment. */
final class IssueJson {
  private static final List<String> PRIORITIES =
      List.of("Highest", "High", "Medium", "Low", "Lowest");
  private final Site site;
  private final ChangeJson changes;
  private final ReferenceJson refer;

  IssueJson(Site site) {
    this.site = site;
    this.changes = new ChangeJson(site);
    this.refer = new ReferenceJson(site);
  }

  /**
   * Writes it.
   *
   * @param fields which fields; empty for nothing but its number
   * @param histories how much of the history goes with it, newest first; 0 for none
   */
  void write(JsonGenerator out, Ticket ticket, long now, Set<String> fields, int histories)
      throws IOException {
    Map<TicketField, String> state = ticket.at(now);
    out.writeStartObject();
    out.writeStringField("id", "" + ticket.id());
    if (!fields.isEmpty()) {
      out.writeStringField("expand", "operations,changelog,renderedFields");
      out.writeStringField("self", site.api("issue/" + ticket.id()));
      out.writeStringField("key", state.get(TicketField.KEY));
    }
    if (histories > 0) {
      histories(out, ticket.seen(now), histories);
    }
    if (!fields.isEmpty()) {
      out.writeObjectFieldStart("fields");
      for (String field : Fields.ids()) {
        if (fields.contains(field) || fields.contains("*all") || fields.contains("*navigable")) {
          field(out, field, ticket, state, now);
        }
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void histories(JsonGenerator out, List<TicketChange> seen, int limit) throws IOException {
    out.writeObjectFieldStart("changelog");
    out.writeNumberField("startAt", 0);
    out.writeNumberField("maxResults", Math.min(limit, seen.size()));
    out.writeNumberField("total", seen.size());
    out.writeArrayFieldStart("histories");
    for (int i = seen.size() - 1; i >= Math.max(0, seen.size() - limit); i--) {
      changes.write(out, seen.get(i));
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void field(
      JsonGenerator out, String name, Ticket ticket, Map<TicketField, String> state, long now)
      throws IOException {
    switch (name) {
      case "summary" -> out.writeStringField(name, state.get(TicketField.SUMMARY));
      case "issuetype" -> refer.type(out, TicketType.of(text(state, TicketField.TYPE)));
      case "status" -> refer.status(out, TicketStatus.of(text(state, TicketField.STATUS)));
      case "statuscategorychangedate" ->
          out.writeStringField(name, site.stamp(last(ticket, TicketField.STATUS, now)));
      case "resolution" -> resolution(out, state.get(TicketField.RESOLUTION));
      case "resolutiondate" ->
          out.writeStringField(
              name,
              state.containsKey(TicketField.RESOLUTION)
                  ? site.stamp(last(ticket, TicketField.RESOLUTION, now))
                  : null);
      case "priority" -> priority(out, text(state, TicketField.PRIORITY));
      case "project" -> {
        Board board = site.boardOf(text(state, TicketField.PROJECT));
        out.writeFieldName(name);
        refer.project(out, board == null ? ticket.board() : board);
      }
      case "parent" -> {
        String parent = state.get(TicketField.PARENT);
        Ticket above = parent == null ? null : site.tracker().ticket(Long.parseLong(parent));
        if (above != null) {
          out.writeFieldName(name);
          refer.issue(out, above, now);
        }
      }
      case "subtasks" -> {
        out.writeArrayFieldStart(name);
        for (Ticket part : site.tracker().parts(ticket, now)) {
          refer.issue(out, part, now);
        }
        out.writeEndArray();
      }
      case "issuelinks" -> refer.links(out, ticket, now);
      case "components" -> components(out, state.get(TicketField.COMPONENTS));
      case "assignee" -> {
        String id = state.get(TicketField.ASSIGNEE);
        UserJson.field(out, site, name, id == null ? null : site.user(id));
      }
      case "reporter", "creator" -> UserJson.field(out, site, name, ticket.reporter());
      case "labels" -> labels(out, state.get(TicketField.LABELS));
      case "fixVersions" -> versions(out, state.get(TicketField.FIX_VERSION));
      case "description" -> {
        out.writeFieldName(name);
        Adf.write(out, state.get(TicketField.DESCRIPTION));
      }
      case "created" -> out.writeStringField(name, site.stamp(ticket.createdAt()));
      case "updated" -> out.writeStringField(name, site.stamp(ticket.updatedAt(now)));
      case Fields.RANK -> out.writeStringField(name, state.get(TicketField.RANK));
      case Fields.SPRINT -> sprints(out, state.get(TicketField.SPRINTS), now);
      case Fields.FLAGGED -> flagged(out, state.get(TicketField.FLAGGED));
      case Fields.POINTS -> points(out, state.get(TicketField.POINTS));
      case Fields.REQUEST -> request(out, state.get(TicketField.REQUEST_TYPE));
      case Fields.CRITERIA -> {
        out.writeFieldName(name);
        Adf.write(out, state.get(TicketField.CRITERIA));
      }
      default -> out.writeNullField(name);
    }
  }

  private static void components(JsonGenerator out, @Nullable String names) throws IOException {
    out.writeArrayFieldStart("components");
    for (String name : names == null ? new String[0] : names.split(", ")) {
      out.writeStartObject();
      out.writeStringField("name", name);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Null for what nobody asked at the service desk. */
  private static void request(JsonGenerator out, @Nullable String type) throws IOException {
    out.writeFieldName(Fields.REQUEST);
    if (type == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeObjectFieldStart("requestType");
    out.writeStringField("name", type);
    out.writeStringField("serviceDeskId", "3");
    out.writeEndObject();
    out.writeEndObject();
  }

  private static String text(Map<TicketField, String> state, TicketField field) {
    return String.valueOf(state.get(field));
  }

  private static long last(Ticket ticket, TicketField field, long now) {
    long at = ticket.createdAt();
    for (TicketChange change : ticket.seen(now)) {
      boolean touched = change.items().stream().anyMatch(item -> item.field() == field);
      at = touched ? change.at() : at;
    }
    return at;
  }

  private void resolution(JsonGenerator out, @Nullable String value) throws IOException {
    out.writeFieldName("resolution");
    if (value == null) {
      out.writeNull();
      return;
    }
    Resolution resolution = Resolution.valueOf(value);
    out.writeStartObject();
    out.writeStringField("self", site.api("resolution/" + resolution.id()));
    out.writeStringField("id", resolution.id());
    out.writeStringField("name", resolution.label());
    out.writeEndObject();
  }

  private void priority(JsonGenerator out, String name) throws IOException {
    out.writeObjectFieldStart("priority");
    out.writeStringField("self", site.api("priority/" + priorityId(name)));
    out.writeStringField("name", name);
    out.writeStringField("id", priorityId(name));
    out.writeEndObject();
  }

  static String priorityId(String name) {
    return "" + (PRIORITIES.indexOf(name) + 1);
  }

  private static void labels(JsonGenerator out, @Nullable String labels) throws IOException {
    out.writeArrayFieldStart("labels");
    for (String label : labels == null ? new String[0] : labels.split(" ")) {
      out.writeString(label);
    }
    out.writeEndArray();
  }

  private void versions(JsonGenerator out, @Nullable String name) throws IOException {
    out.writeArrayFieldStart("fixVersions");
    if (name != null) {
      out.writeStartObject();
      out.writeStringField("self", site.api("version/" + versionId(name)));
      out.writeStringField("id", versionId(name));
      out.writeStringField("name", name);
      out.writeBooleanField("archived", false);
      out.writeBooleanField("released", false);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A number for a month's version, {@code 2026.3}. */
  static String versionId(String name) {
    String[] part = name.split("\\.");
    return "" + (Integer.parseInt(part[0]) * 12 + Integer.parseInt(part[1]));
  }

  private void sprints(JsonGenerator out, @Nullable String ids, long now) throws IOException {
    out.writeFieldName(Fields.SPRINT);
    if (ids == null) {
      out.writeNull();
      return;
    }
    out.writeStartArray();
    for (String id : ids.split(", ")) {
      Sprint sprint = site.tracker().sprint(Long.parseLong(id));
      if (sprint != null) {
        SprintJson.inField(out, sprint, now);
      }
    }
    out.writeEndArray();
  }

  private void flagged(JsonGenerator out, @Nullable String value) throws IOException {
    out.writeFieldName(Fields.FLAGGED);
    if (value == null) {
      out.writeNull();
      return;
    }
    out.writeStartArray();
    out.writeStartObject();
    out.writeStringField("self", site.api("customFieldOption/10019"));
    out.writeStringField("value", value);
    out.writeStringField("id", "10019");
    out.writeEndObject();
    out.writeEndArray();
  }

  private static void points(JsonGenerator out, @Nullable String value) throws IOException {
    out.writeFieldName(Fields.POINTS);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(Double.parseDouble(value));
    }
  }
}
