package io.throughline.source.jira;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.TicketStatus;
import io.throughline.model.fact.Tracker;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Projects and statuses, to which Jira gives no version. */
final class ProjectMapping {
  private ProjectMapping() {}

  /** A project of the API. */
  static void page(Scope scope, JsonValue project, Harvest harvest) throws UnmappableException {
    project.requiredText("key");
    Tracker tracker = of(scope, project, null);
    harvest.unversioned(tracker, project.has("projectTypeKey"));
    if ("service_desk".equals(tracker.kind())) {
      harvest.unversioned(queues(scope, project, tracker), false);
    }
  }

  /**
   * A service desk has queues where others have boards; they count as one board of the project's
   * name, so that a team can say that it works on them.
   */
  private static Board queues(Scope scope, JsonValue project, Tracker tracker)
      throws UnmappableException {
    return new Board(
        scope.id(project.at("id"), Board.QUEUES + project.requiredInteger("id")),
        tracker.name(),
        "service_desk",
        tracker.id(),
        null,
        tracker.webUrl(),
        null);
  }

  /** A project as other payloads embed it. */
  static void embedded(Scope scope, JsonValue project, Harvest harvest) throws UnmappableException {
    if (project.at("id").present() && project.text("key") != null) {
      harvest.unversioned(of(scope, project, null), false);
    }
  }

  /** The source told that a project is gone. */
  static void gone(Scope scope, long id, Harvest harvest) throws UnmappableException {
    harvest.unversioned(new Tracker(id, null, null, null, null, true), false);
  }

  /** A status that issues can be in. */
  static void status(Scope scope, JsonValue status, Harvest harvest) throws UnmappableException {
    JsonValue category = status.optionalObject("statusCategory");
    harvest.unversioned(
        new TicketStatus(
            scope.id(status, "id"),
            status.requiredText("name"),
            category == null ? null : TicketKinds.category(category.text("key"))),
        category != null);
  }

  private static Tracker of(Scope scope, JsonValue project, @Nullable Boolean deleted)
      throws UnmappableException {
    String key = project.text("key");
    return new Tracker(
        scope.id(project, "id"),
        key,
        project.text("name"),
        project.text("projectTypeKey"),
        WebLinks.of(project.text("self"), key),
        deleted);
  }
}
