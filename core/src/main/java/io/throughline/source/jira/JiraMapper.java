package io.throughline.source.jira;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import org.jspecify.annotations.Nullable;

/** Maps what Jira sent: pages of its API by their kind, webhooks by their event. */
public final class JiraMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    JsonValue body = StrictJson.read(delivery.body());
    Mapped mapped =
        delivery.channel() == Channel.WEBHOOK ? webhook(scope, body.object()) : page(scope, body);
    boolean nothing =
        mapped.snapshots().isEmpty() && mapped.sets().isEmpty() && mapped.refreshes().isEmpty();
    return nothing && mapped.ignored() == null
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static Mapped webhook(Scope scope, JsonValue body) throws UnmappableException {
    Harvest harvest = new Harvest();
    String event = scope.delivery().kind();
    switch (event) {
      case "jira:issue_created", "jira:issue_updated" -> IssueHook.changed(scope, body, harvest);
      case "jira:issue_deleted" -> IssueHook.deleted(scope, body, harvest);
      case "issuelink_created", "issuelink_deleted" -> IssueHook.linked(body, harvest);
      case "sprint_created", "sprint_started", "sprint_closed", "sprint_updated" ->
          SprintMapping.page(scope, body.object("sprint"), false, harvest);
      case "sprint_deleted" -> SprintMapping.gone(scope, body.object("sprint"), harvest);
      case "board_created", "board_updated", "board_configuration_changed" ->
          board(scope, body, null, harvest);
      case "board_deleted" -> board(scope, body, true, harvest);
      case "project_created", "project_updated" ->
          ProjectMapping.page(scope, body.object("project"), harvest);
      case "project_deleted" ->
          ProjectMapping.gone(scope, scope.id(body.object("project"), "id"), harvest);
      case "user_created", "user_updated" ->
          AccountMapping.embedded(scope, body.object("user"), harvest);
      default -> {
        return Mapped.ignored(reason(event));
      }
    }
    return harvest.mapped();
  }

  private static String reason(String event) {
    if (event.startsWith("comment_")) {
      return "comments are not tracked";
    }
    if (event.startsWith("jira:version_")) {
      return "versions are not tracked by themselves, only as fields of issues";
    }
    if (event.contains("worklog_")) {
      return "work logs are not tracked by webhook, only by their own list where the source asks for it";
    }
    return "event '"
        + (event.length() > 60 ? event.substring(0, 60) + "..." : event)
        + "' is not tracked";
  }

  private static void board(Scope scope, JsonValue body, @Nullable Boolean deleted, Harvest harvest)
      throws UnmappableException {
    JsonValue named = body.at("board");
    JsonValue board = named.present() ? named.object() : body.object("configuration");
    BoardMapping.page(scope, board, deleted, harvest);
  }

  private static Mapped page(Scope scope, JsonValue body) throws UnmappableException {
    Harvest harvest = new Harvest();
    switch (scope.delivery().kind()) {
      case "issues" -> each(body.object().at("issues"), i -> IssueMapping.page(scope, i, harvest));
      case "issue" -> IssueMapping.page(scope, body.object(), harvest);
      case "issue_changelog" -> ChangelogMapping.page(scope, body, FieldIds.of(scope), harvest);
      case "issue_gone" ->
          IssueMapping.gone(scope.contextId("issue"), scope.takenAt(), true, harvest);
      case "issue_back" ->
          IssueMapping.gone(scope.contextId("issue"), scope.takenAt(), false, harvest);
      case "projects" -> each(rows(body), row -> ProjectMapping.page(scope, row, harvest));
      case "project" -> ProjectMapping.page(scope, body.object(), harvest);
      case "project_gone" -> ProjectMapping.gone(scope, scope.contextId("project"), harvest);
      case "boards" -> each(rows(body), row -> BoardMapping.page(scope, row, null, harvest));
      case "board_configuration" -> BoardMapping.configuration(scope, body.object(), harvest);
      case "sprints" -> each(rows(body), row -> SprintMapping.page(scope, row, true, harvest));
      case "sprint" -> SprintMapping.page(scope, body.object(), true, harvest);
      case "sprint_gone" -> SprintMapping.gone(scope.contextId("sprint"), harvest);
      case "board_gone" -> BoardMapping.gone(scope.contextId("board"), harvest);
      case "statuses" -> each(rows(body), row -> ProjectMapping.status(scope, row, harvest));
      case "worklogs" -> each(body, row -> WorklogMapping.page(scope, row, harvest));
      case "worklogs_deleted" -> each(rows(body), row -> WorklogMapping.gone(scope, row, harvest));
      case "users" -> each(rows(body), row -> AccountMapping.page(scope, row, harvest));
      case "remote_links" -> LinkMapping.remote(scope, body, harvest);
      case "fields" -> {
        return Mapped.ignored("fields only tell the reading which of them to ask for");
      }
      default ->
          throw new UnmappableException(
              "", "no page of Jira is called '" + scope.delivery().kind() + "'");
    }
    return harvest.mapped();
  }

  /** What is done with one row of a page. */
  private interface Row {
    void map(JsonValue row) throws UnmappableException;
  }

  private static JsonValue rows(JsonValue body) {
    return body.isObject() ? body.at("values") : body;
  }

  private static void each(JsonValue rows, Row use) throws UnmappableException {
    for (JsonValue row : rows.objects()) {
      use.map(row);
    }
  }
}
