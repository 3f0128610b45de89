package io.throughline.source.gitlab;

import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Projects. Not every GitLab gives them an {@code updated_at}, and webhooks never do, so all
 * snapshots share the epoch: the newest poll wins, also over an older finding that it was gone.
 */
final class ProjectMapping {
  private ProjectMapping() {}

  /** A project of the API. */
  static void page(Scope scope, JsonValue project, Harvest harvest) throws UnmappableException {
    harvest.unversioned(
        new Project(
            scope.id(project, "id"),
            project.requiredText("path_with_namespace"),
            project.text("name"),
            project.text("web_url"),
            project.text("default_branch"),
            scope.time(project, "created_at"),
            project.flag("archived"),
            null),
        project.has("created_at") && project.has("default_branch"));
  }

  /** A project as webhooks embed it; the number may stand beside it. */
  static void embedded(Scope scope, JsonValue hook, @Nullable Long besideId, Harvest harvest)
      throws UnmappableException {
    JsonValue project = hook.optionalObject("project");
    if (project == null) {
      return;
    }
    Long id = scope.reference(project, "id");
    Long known = id == null ? besideId : id;
    String path = project.text("path_with_namespace");
    if (known != null && path != null) {
      harvest.unversioned(
          new Project(
              known,
              path,
              project.text("name"),
              project.text("web_url"),
              project.text("default_branch"),
              null,
              null,
              null),
          false);
    }
  }

  /** The sweep found, and the source confirmed, that the project of the context is gone. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    harvest.unversioned(
        new Project(scope.contextId("project"), null, null, null, null, null, null, true), false);
  }
}
