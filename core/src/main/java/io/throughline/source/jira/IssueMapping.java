package io.throughline.source.jira;

import io.throughline.model.fact.Ticket;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues, as searches, single answers and webhooks tell them. */
final class IssueMapping {
  private IssueMapping() {}

  /** An issue of the API with its changelog, links and people. */
  static void page(Scope scope, JsonValue issue, Harvest harvest) throws UnmappableException {
    FieldIds ids = FieldIds.of(scope);
    JsonValue fields = issue.object("fields");
    Instant version = scope.requiredTime(fields, "updated");
    boolean complete = true;
    for (String name : List.of("created", "status", "issuetype", "project")) {
      complete &= fields.at(name).present();
    }
    Ticket ticket = ticket(scope, issue, ids, harvest);
    if (complete) {
      harvest.complete(ticket, version);
    } else {
      harvest.partial(ticket, version);
    }
    LinkMapping.embedded(scope, issue, ids, harvest);
    LinkMapping.described(scope, issue, harvest);
    ChangelogMapping.embedded(scope, issue, ids, harvest);
    RequestMapping.embedded(scope, issue, ids, harvest);
  }

  /** The source told that an issue is gone, or that it is there after all. */
  static void gone(long id, Instant version, boolean deleted, Harvest harvest) {
    harvest.partial(
        new Ticket(
            id, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null, deleted),
        version);
  }

  /** The state of an issue, as far as it is told. */
  static Ticket ticket(Scope scope, JsonValue issue, FieldIds ids, Harvest harvest)
      throws UnmappableException {
    JsonValue fields = issue.object("fields");
    JsonValue type = fields.optionalObject("issuetype");
    JsonValue status = fields.optionalObject("status");
    JsonValue category = status == null ? null : status.optionalObject("statusCategory");
    JsonValue project = fields.optionalObject("project");
    JsonValue parent = fields.optionalObject("parent");
    String key = issue.text("key");
    String resolution = name(fields, "resolution");
    String typeName = type == null ? null : type.text("name");
    String description = RichText.of(fields.at("description"));
    JsonValue criteria = ids.value(fields, "criteria");
    String criteriaText = criteria == null ? null : RichText.of(criteria);
    JsonValue flagged = ids.value(fields, "flagged");
    if (project != null) {
      ProjectMapping.embedded(scope, project, harvest);
    }
    return new Ticket(
        scope.id(issue, "id"),
        project == null ? null : scope.reference(project, "id"),
        key,
        fields.text("summary"),
        WebLinks.of(issue.text("self"), key),
        typeName,
        type == null || typeName == null
            ? null
            : TicketKinds.of(
                typeName,
                Boolean.TRUE.equals(type.flag("subtask")),
                type.integer("hierarchyLevel")),
        status == null ? null : status.integer("id"),
        status == null ? null : status.text("name"),
        category == null ? null : TicketKinds.category(category.text("key")),
        name(fields, "priority"),
        resolution,
        TicketKinds.outcome(resolution),
        AccountMapping.embedded(scope, fields.optionalObject("assignee"), harvest),
        AccountMapping.embedded(scope, fields.optionalObject("reporter"), harvest),
        parent == null ? null : scope.reference(parent, "id"),
        points(ids.value(fields, "points")),
        fields.integer("timeoriginalestimate"),
        ids.knows("flagged") ? isFlagged(flagged) : null,
        list(fields.at("labels")),
        list(fields.at("components")),
        list(fields.at("fixVersions")),
        ids.knows("sprint")
            ? SprintMapping.field(scope, ids.value(fields, "sprint"), harvest)
            : null,
        ids.knows("criteria") ? AcceptanceCriteria.ofField(criteriaText, ids.criteriaMin()) : null,
        fields.has("description") ? AcceptanceCriteria.ofDescription(description) : null,
        fields.has("description") ? AcceptanceCriteria.checklist(description) : null,
        scope.time(fields, "created"),
        scope.time(fields, "resolutiondate"),
        null);
  }

  private static boolean isFlagged(@Nullable JsonValue flagged) throws UnmappableException {
    return flagged != null && (!flagged.isArray() || !flagged.items().isEmpty());
  }

  /** A number; where the field became a list of choices, the number that was chosen. */
  private static @Nullable Double points(@Nullable JsonValue value) throws UnmappableException {
    if (value == null || value.isArray()) {
      return null;
    }
    try {
      return value.isObject() ? value.decimal("value") : value.decimal();
    } catch (UnmappableException e) {
      // A field whose type was changed holds words; the ticket is not estimated in points then.
      return null;
    }
  }

  private static @Nullable String name(JsonValue fields, String field) throws UnmappableException {
    JsonValue object = fields.optionalObject(field);
    return object == null ? null : object.text("name");
  }

  /** Texts, or objects with a name, comma-separated with a comma at both ends. */
  private static @Nullable String list(JsonValue list) throws UnmappableException {
    if (!list.present()) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonValue item : list.items()) {
      String name = item.isObject() ? item.text("name") : item.text();
      if (name != null && !name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names.isEmpty() ? "" : "," + String.join(",", names) + ",";
  }
}
