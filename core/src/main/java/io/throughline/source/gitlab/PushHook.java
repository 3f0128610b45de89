package io.throughline.source.gitlab;

import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;

/**
 * A push to a branch or of a tag. Its commits are no facts: it lists at most twenty of them, and
 * those of a merge request are read from the merge request. It tells of project and user, and that
 * there is something new in a GitOps repository.
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
    gitops(scope, hook, harvest);
  }

  private static void gitops(Scope scope, JsonValue hook, Harvest harvest)
      throws UnmappableException {
    JsonValue project = hook.optionalObject("project");
    String path = project == null ? null : project.text("path_with_namespace");
    String branch = project == null ? null : project.text("default_branch");
    boolean there = branch == null || ("refs/heads/" + branch).equals(hook.text("ref"));
    if (path != null && there && GitopsRepositories.isOne(scope.config().settings(), path)) {
      harvest.refresh(GitopsFeed.ID, Long.toString(hook.requiredInteger("project_id")), "");
    }
  }
}
