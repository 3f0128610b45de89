package io.throughline.source.gitlab;

import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;

/**
 * A push to a branch or of a tag. Its commits are no facts: it lists at most twenty of them, and
 * those of a merge request are read from the merge request. It tells of project and user.
 */
final class PushHook {
  private PushHook() {}

  static void hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    long project = scope.id(hook, "project_id");
    ProjectMapping.embedded(scope, hook, project, harvest);
    Long user = scope.reference(hook, "user_id");
    if (user != null) {
      AccountMapping.named(user, hook.text("user_username"), hook.text("user_name"), null, harvest);
    }
    Long total = hook.integer("total_commits_count");
    if (total != null && total > hook.objects("commits").size()) {
      harvest.refresh("project", "", Long.toString(hook.requiredInteger("project_id")));
    }
  }
}
