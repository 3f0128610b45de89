package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that tickets have on this site. */
final class Fields {
  static final String SPRINT = "customfield_10020";
  static final String POINTS = "customfield_10026";

  /** Made by Jira for team-managed projects, of which there are none here: always empty. */
  static final String POINT_ESTIMATE = "customfield_10016";

  static final String CRITERIA = "customfield_10035";
  static final String FLAGGED = "customfield_10021";
  static final String RANK = "customfield_10019";

  /** What was chosen at the service desk. */
  static final String REQUEST = "customfield_10010";

  private record Field(String id, String name, String type, @Nullable String custom) {}

  private static final String SOFTWARE = "com.pyxis.greenhopper.jira:";
  private static final String DESK = "com.atlassian.servicedesk:";
  private static final String BASIC = "com.atlassian.jira.plugin.system.customfieldtypes:";

  private static final List<Field> ALL =
      List.of(
          new Field("summary", "Summary", "string", null),
          new Field("issuetype", "Issue Type", "issuetype", null),
          new Field("status", "Status", "status", null),
          new Field("statuscategorychangedate", "Status Category Changed", "datetime", null),
          new Field("resolution", "Resolution", "resolution", null),
          new Field("resolutiondate", "Resolved", "datetime", null),
          new Field("priority", "Priority", "priority", null),
          new Field("project", "Project", "project", null),
          new Field("parent", "Parent", "issuelink", null),
          new Field("subtasks", "Sub-tasks", "array", null),
          new Field("issuelinks", "Linked Issues", "array", null),
          new Field("assignee", "Assignee", "user", null),
          new Field("reporter", "Reporter", "user", null),
          new Field("creator", "Creator", "user", null),
          new Field("labels", "Labels", "array", null),
          new Field("components", "Components", "array", null),
          new Field("fixVersions", "Fix versions", "array", null),
          new Field("description", "Description", "string", null),
          new Field("created", "Created", "datetime", null),
          new Field("updated", "Updated", "datetime", null),
          new Field("duedate", "Due date", "date", null),
          new Field("timeoriginalestimate", "Original estimate", "number", null),
          new Field(
              POINT_ESTIMATE, "Story point estimate", "number", SOFTWARE + "jsw-story-points"),
          new Field(RANK, "Rank", "any", SOFTWARE + "gh-lexo-rank"),
          new Field(SPRINT, "Sprint", "array", SOFTWARE + "gh-sprint"),
          new Field(FLAGGED, "Flagged", "array", BASIC + "multicheckboxes"),
          new Field(REQUEST, "Request Type", "sd-customerrequesttype", DESK + "vp-origin"),
          new Field(POINTS, "Story Points", "number", BASIC + "float"),
          new Field(CRITERIA, "Acceptance Criteria", "string", BASIC + "textarea"));

  private Fields() {}

  static List<String> ids() {
    return ALL.stream().map(Field::id).toList();
  }

  /** What {@code GET /field} says. */
  static void write(JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Field field : ALL) {
      boolean custom = field.custom() != null;
      out.writeStartObject();
      out.writeStringField("id", field.id());
      out.writeStringField("key", field.id());
      out.writeStringField("name", field.name());
      out.writeBooleanField("custom", custom);
      out.writeBooleanField("orderable", true);
      out.writeBooleanField("navigable", true);
      out.writeBooleanField("searchable", true);
      out.writeArrayFieldStart("clauseNames");
      if (custom) {
        out.writeString("cf[" + number(field) + "]");
      }
      out.writeString(custom ? field.name() : field.id());
      out.writeEndArray();
      out.writeObjectFieldStart("schema");
      out.writeStringField("type", field.type());
      if (field.type().equals("array")) {
        out.writeStringField("items", items(field.id()));
      }
      if (custom) {
        out.writeStringField("custom", field.custom());
        out.writeNumberField("customId", Integer.parseInt(number(field)));
      } else {
        out.writeStringField("system", field.id());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static String number(Field field) {
    return field.id().substring("customfield_".length());
  }

  private static String items(String id) {
    return switch (id) {
      case "labels" -> "string";
      case "fixVersions" -> "version";
      case "components" -> "component";
      case SPRINT -> "json";
      case FLAGGED -> "option";
      default -> "issuelinks";
    };
  }
}
