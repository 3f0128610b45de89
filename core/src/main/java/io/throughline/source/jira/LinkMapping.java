package io.throughline.source.jira;

import io.throughline.model.fact.TicketLink;
import io.throughline.model.fact.TicketReference;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What issues point to: one another, and things outside. */
final class LinkMapping {
  private static final String EPIC = "epic link";
  private static final String DESCRIPTION = "description";

  private LinkMapping() {}

  /** The links inside an issue, and the epic of which only the key is known. */
  static void embedded(Scope scope, JsonValue issue, FieldIds ids, Harvest harvest)
      throws UnmappableException {
    JsonValue fields = issue.object("fields");
    JsonValue epic = ids.value(fields, "epic_link");
    boolean told = fields.has("issuelinks");
    if (!told && epic == null) {
      return;
    }
    long ticket = scope.id(issue, "id");
    List<TicketLink> links = new ArrayList<>();
    for (JsonValue link : fields.objects("issuelinks")) {
      JsonValue outward = link.optionalObject("outwardIssue");
      JsonValue other = outward == null ? link.optionalObject("inwardIssue") : outward;
      String kind = link.object("type").text(outward == null ? "inward" : "outward");
      // An issue that the token may not see is left out of its link.
      if (other != null && kind != null) {
        links.add(
            new TicketLink(
                ticket,
                link.requiredText("id"),
                kind.strip().toLowerCase(Locale.ROOT),
                scope.reference(other, "id"),
                other.requiredText("key")));
      }
    }
    String epicKey = epic == null ? null : key(epic);
    if (epicKey != null) {
      links.add(new TicketLink(ticket, EPIC, EPIC, null, epicKey));
    }
    harvest.replace(TicketLink.class, ticket, "links", scope.takenAt(), links);
  }

  private static @Nullable String key(JsonValue epic) throws UnmappableException {
    String key = epic.isObject() ? epic.text("key") : epic.text();
    return key == null || key.isBlank() ? null : key;
  }

  /**
   * The documents that an issue's description links to. One that never linked to any is left out.
   */
  static void described(Scope scope, JsonValue issue, Harvest harvest) throws UnmappableException {
    JsonValue fields = issue.object("fields");
    if (!fields.has("description")) {
      return;
    }
    Set<String> addresses = DocumentAddresses.of(fields.at("description"));
    if (addresses.isEmpty() && !changed(issue)) {
      return;
    }
    long ticket = scope.id(issue, "id");
    harvest.replace(
        TicketReference.class,
        ticket,
        DESCRIPTION,
        scope.takenAt(),
        addresses.stream()
            .map(
                url ->
                    new TicketReference(
                        ticket, DESCRIPTION + " " + url, url, null, null, DESCRIPTION, null))
            .toList());
  }

  private static boolean changed(JsonValue issue) throws UnmappableException {
    JsonValue changelog = issue.optionalObject("changelog");
    if (changelog == null) {
      return true;
    }
    for (JsonValue history : changelog.objects("histories")) {
      for (JsonValue item : history.objects("items")) {
        if ("description".equalsIgnoreCase(item.text("field"))) {
          return true;
        }
      }
    }
    Long total = changelog.integer("total");
    return total != null && total > changelog.objects("histories").size();
  }

  /** All links of the context's issue to things outside. */
  static void remote(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    long ticket = scope.contextId("issue");
    List<TicketReference> references = new ArrayList<>();
    for (JsonValue row : body.objects()) {
      JsonValue object = row.object("object");
      JsonValue application = row.optionalObject("application");
      String url = object.requiredText("url");
      String global = row.text("globalId");
      references.add(
          new TicketReference(
              ticket,
              global == null || global.isBlank() ? url : global,
              url,
              object.text("title"),
              application == null ? null : application.text("type"),
              row.text("relationship"),
              row.text("id")));
    }
    harvest.replace(TicketReference.class, ticket, "remote_links", scope.takenAt(), references);
  }
}
