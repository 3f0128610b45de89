package io.throughline.source.gitlab;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;

/**
 * Webhooks of the whole installation. They say {@code event_name}; some say {@code object_kind} as
 * well, or only that. What they tell of a project or a user is a hint to read it again, never the
 * proof that it is gone.
 */
final class SystemHook {
  private SystemHook() {}

  static Mapped hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    String name = hook.text("event_name");
    String event = name == null ? hook.requiredText("object_kind") : name;
    switch (event) {
      case "push", "tag_push" -> PushHook.hook(scope, hook, harvest);
      case "merge_request" -> MergeRequestHook.hook(scope, hook, harvest);
      case "repository_update" ->
          ProjectMapping.embedded(scope, hook, scope.reference(hook, "project_id"), harvest);
      case "project_create", "project_rename", "project_transfer", "project_update" ->
          project(scope, hook, harvest);
      case "project_destroy" -> refresh("project", hook, "project_id", harvest);
      case "user_create", "user_rename", "user_update" -> user(scope, hook, harvest);
      case "user_destroy", "user_block", "user_unblock" ->
          refresh("user", hook, "user_id", harvest);
      default -> {
        return Mapped.ignored("system event '" + shortened(event) + "' is not tracked");
      }
    }
    return harvest.mapped();
  }

  private static void project(Scope scope, JsonValue hook, Harvest harvest)
      throws UnmappableException {
    harvest.unversioned(
        new Project(
            scope.id(hook, "project_id"),
            hook.text("path_with_namespace"),
            hook.text("name"),
            null,
            null,
            scope.time(hook, "created_at"),
            null,
            null),
        false);
    refresh("project", hook, "project_id", harvest);
  }

  private static void user(Scope scope, JsonValue hook, Harvest harvest)
      throws UnmappableException {
    harvest.unversioned(
        new Account(
            scope.id(hook, "user_id"), hook.text("username"), hook.text("name"), null, null, null),
        false);
    refresh("user", hook, "user_id", harvest);
  }

  private static void refresh(String feed, JsonValue hook, String idField, Harvest harvest)
      throws UnmappableException {
    harvest.refresh(feed, "", Long.toString(hook.requiredInteger(idField)));
  }

  private static String shortened(String event) {
    return event.length() > 60 ? event.substring(0, 60) + "..." : event;
  }
}
