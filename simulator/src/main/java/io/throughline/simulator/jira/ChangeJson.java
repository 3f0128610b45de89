package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket's history. */
final class ChangeJson {
  /**
   * What stands for a value in a history: a number and what people read. Either may be absent.
   *
   * @param id as {@code from} and {@code to} tell it
   * @param text as {@code fromString} and {@code toString} tell it
   */
  private record Value(@Nullable String id, @Nullable String text) {}

  private static final Value NOTHING = new Value(null, null);
  private final Site site;

  ChangeJson(Site site) {
    this.site = site;
  }

  /** One entry. */
  void write(JsonGenerator out, TicketChange change) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", "" + change.id());
    UserJson.field(out, site, "author", change.by());
    out.writeStringField("created", site.stamp(change.at()));
    items(out, change);
    out.writeEndObject();
  }

  /** The field {@code items} of an entry or of a webhook's changelog. */
  void items(JsonGenerator out, TicketChange change) throws IOException {
    out.writeArrayFieldStart("items");
    for (TicketChange.Item item : change.items()) {
      item(out, item);
    }
    out.writeEndArray();
  }

  private void item(JsonGenerator out, TicketChange.Item item) throws IOException {
    TicketField field = item.field();
    Value from = value(field, item.from());
    Value to = field == TicketField.RANK ? new Value("", "Ranked higher") : value(field, item.to());
    out.writeStartObject();
    out.writeStringField("field", name(field));
    String id = id(field);
    out.writeStringField("fieldtype", id.startsWith("customfield") ? "custom" : "jira");
    if (!id.isEmpty()) {
      out.writeStringField("fieldId", id);
    }
    out.writeStringField("from", from.id());
    out.writeStringField("fromString", from.text());
    out.writeStringField("to", to.id());
    out.writeStringField("toString", to.text());
    if (field == TicketField.ASSIGNEE) {
      out.writeStringField("tmpFromAccountId", from.id());
      out.writeStringField("tmpToAccountId", to.id());
    }
    out.writeEndObject();
  }

  private static String name(TicketField field) {
    return switch (field) {
      case KEY -> "Key";
      case PROJECT -> "project";
      case TYPE -> "issuetype";
      case SUMMARY -> "summary";
      case DESCRIPTION -> "description";
      case CRITERIA -> "Acceptance Criteria";
      case STATUS -> "status";
      case RESOLUTION -> "resolution";
      case PRIORITY -> "priority";
      case ASSIGNEE -> "assignee";
      case LABELS -> "labels";
      case FIX_VERSION -> "Fix Version";
      case PARENT -> "IssueParentAssociation";
      case SPRINTS -> "Sprint";
      case POINTS -> "Story Points";
      case FLAGGED -> "Flagged";
      case PRD_LINK, DESIGN_LINK, INCIDENT_LINK -> "RemoteIssueLink";
      case RANK -> "Rank";
      case COMPONENTS -> "Component";
      case REQUEST_TYPE -> "Request Type";
      case CAUSED_BY -> "Link";
    };
  }

  /** Empty where Jira names none. */
  private static String id(TicketField field) {
    return switch (field) {
      case KEY, PARENT, PRD_LINK, DESIGN_LINK, INCIDENT_LINK, CAUSED_BY -> "";
      case CRITERIA -> Fields.CRITERIA;
      case FIX_VERSION -> "fixVersions";
      case SPRINTS -> Fields.SPRINT;
      case POINTS -> Fields.POINTS;
      case FLAGGED -> Fields.FLAGGED;
      case RANK -> Fields.RANK;
      case REQUEST_TYPE -> Fields.REQUEST;
      default -> name(field);
    };
  }

  private Value value(TicketField field, @Nullable String value) {
    if (value == null) {
      return switch (field) {
        case SPRINTS, FLAGGED -> new Value("", "");
        case LABELS -> new Value(null, "");
        default -> NOTHING;
      };
    }
    return switch (field) {
      case KEY, SUMMARY, LABELS, POINTS, COMPONENTS, REQUEST_TYPE, CAUSED_BY ->
          new Value(null, value);
      case DESCRIPTION, CRITERIA -> new Value(null, Adf.wiki(value));
      case PROJECT -> project(value);
      case TYPE -> new Value(value, TicketType.of(value).label());
      case STATUS -> new Value(value, TicketStatus.of(value).label());
      case RESOLUTION -> {
        Resolution resolution = Resolution.valueOf(value);
        yield new Value(resolution.id(), resolution.label());
      }
      case PRIORITY -> new Value(IssueJson.priorityId(value), value);
      case ASSIGNEE -> {
        Account user = site.user(value);
        yield new Value(value, user == null ? null : user.name());
      }
      case FIX_VERSION -> new Value(IssueJson.versionId(value), value);
      case PARENT -> {
        Ticket parent = site.tracker().ticket(Long.parseLong(value));
        yield new Value(value, parent == null ? null : parent.firstKey());
      }
      case SPRINTS -> new Value(value, sprints(value));
      case FLAGGED -> new Value("[10019]", value);
      case PRD_LINK, DESIGN_LINK ->
          new Value(value, "This work item links to \"Page (Confluence)\"");
      case INCIDENT_LINK ->
          new Value(
              "" + IncidentLink.number(value), "This work item links to \"Incident (PagerDuty)\"");
      case RANK -> new Value("", "");
    };
  }

  private Value project(String id) {
    Board board = site.boardOf(id);
    return new Value(id, board == null ? null : board.projectName());
  }

  private String sprints(String ids) {
    List<String> names = new ArrayList<>();
    for (String id : ids.split(", ")) {
      Sprint sprint = site.tracker().sprint(Long.parseLong(id));
      names.add(sprint == null ? "" : sprint.name());
    }
    return String.join(", ", names);
  }
}
