package io.throughline.source.jira;

import io.throughline.model.fact.TicketChange;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an issue, from wherever it is told. All ways share one feed of facts. */
final class ChangelogMapping {
  static final String FEED = "changelog";

  private ChangelogMapping() {}

  /** The changelog inside an issue; one that is cut adds, a whole one replaces. */
  static void embedded(Scope scope, JsonValue issue, FieldIds ids, Harvest harvest)
      throws UnmappableException {
    JsonValue changelog = issue.optionalObject("changelog");
    if (changelog == null) {
      return;
    }
    List<JsonValue> histories = changelog.objects("histories");
    long ticket = scope.id(issue, "id");
    List<TicketChange> changes = changes(scope, ticket, histories, ids, harvest);
    Long total = changelog.integer("total");
    if (total == null || total <= histories.size()) {
      harvest.replace(TicketChange.class, ticket, FEED, scope.takenAt(), changes);
    } else {
      harvest.add(TicketChange.class, ticket, FEED, scope.takenAt(), changes);
    }
  }

  /** A page of the changelog of the context's issue; all pages of one reading are one set. */
  static void page(Scope scope, JsonValue body, FieldIds ids, Harvest harvest)
      throws UnmappableException {
    long ticket = scope.contextId("issue");
    JsonValue rows = body.isObject() && body.has("values") ? body.at("values") : body;
    JsonValue histories = rows.isObject() ? rows.at("histories") : rows;
    harvest.replace(
        TicketChange.class,
        ticket,
        FEED,
        scope.takenAt(),
        changes(scope, ticket, histories.objects(), ids, harvest));
  }

  /** The one change that a webhook tells; its time is the source's. */
  static void hook(
      Scope scope,
      JsonValue hook,
      long ticket,
      @Nullable Long actor,
      Instant at,
      FieldIds ids,
      Harvest harvest)
      throws UnmappableException {
    JsonValue changelog = hook.optionalObject("changelog");
    if (changelog != null && changelog.at("id").present()) {
      ChangeItems items = new ChangeItems(scope, ids, ticket, changelog.requiredText("id"));
      List<TicketChange> changes = items.of(changelog.objects("items"), actor, at);
      harvest.add(TicketChange.class, ticket, FEED, at, changes);
    }
  }

  private static List<TicketChange> changes(
      Scope scope, long ticket, List<JsonValue> histories, FieldIds ids, Harvest harvest)
      throws UnmappableException {
    List<TicketChange> changes = new ArrayList<>();
    for (JsonValue history : histories) {
      Long actor = AccountMapping.embedded(scope, history.optionalObject("author"), harvest);
      ChangeItems items = new ChangeItems(scope, ids, ticket, history.requiredText("id"));
      changes.addAll(
          items.of(history.objects("items"), actor, scope.requiredTime(history, "created")));
    }
    return changes;
  }
}
