package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Group;
import io.throughline.simulator.world.Project;
import java.io.IOException;

/** Projects and groups as GitLab writes them. */
final class ProjectJson {
  private ProjectJson() {}

  static void write(JsonGenerator out, View view, Project project, boolean simple)
      throws IOException {
    String path = view.path(project);
    String group = path.substring(0, path.lastIndexOf('/'));
    out.writeStartObject();
    out.writeNumberField("id", project.id());
    out.writeStringField("description", project.name() + ", written in " + project.language());
    out.writeStringField("name", project.name());
    out.writeStringField("name_with_namespace", group.replace("/", " / ") + " / " + project.name());
    out.writeStringField("path", project.slug());
    out.writeStringField("path_with_namespace", path);
    out.writeStringField("created_at", "2023-05-02T07:00:00.000Z");
    out.writeStringField("default_branch", "main");
    out.writeArrayFieldStart("tag_list");
    out.writeEndArray();
    out.writeArrayFieldStart("topics");
    out.writeEndArray();
    out.writeStringField("ssh_url_to_repo", "git@gitlab.brightwater.example:" + path + ".git");
    out.writeStringField("http_url_to_repo", view.url(project) + ".git");
    out.writeStringField("web_url", view.url(project));
    out.writeStringField("readme_url", view.url(project) + "/-/blob/main/README.md");
    out.writeNumberField("forks_count", 0);
    out.writeNullField("avatar_url");
    out.writeNumberField("star_count", 0);
    Times.write(out, "last_activity_at", view.now());
    namespace(out, view, group);
    if (!simple) {
      settings(out, view, project);
    }
    out.writeEndObject();
  }

  private static void namespace(JsonGenerator out, View view, String path) throws IOException {
    out.writeObjectFieldStart("namespace");
    for (Group group : view.company().groups()) {
      if (group.path().equals(path)) {
        out.writeNumberField("id", group.id());
        out.writeStringField("name", group.name());
        if (group.parentId() == null) {
          out.writeNullField("parent_id");
        } else {
          out.writeNumberField("parent_id", group.parentId());
        }
      }
    }
    out.writeStringField("path", path.substring(path.lastIndexOf('/') + 1));
    out.writeStringField("kind", "group");
    out.writeStringField("full_path", path);
    out.writeNullField("avatar_url");
    out.writeStringField("web_url", view.base() + "/groups/" + path);
    out.writeEndObject();
  }

  private static void settings(JsonGenerator out, View view, Project project) throws IOException {
    String self = view.base() + "/api/v4/projects/" + project.id();
    out.writeObjectFieldStart("_links");
    out.writeStringField("self", self);
    out.writeStringField("merge_requests", self + "/merge_requests");
    out.writeStringField("members", self + "/members");
    out.writeEndObject();
    out.writeBooleanField("archived", false);
    out.writeBooleanField("empty_repo", false);
    out.writeStringField("visibility", "private");
    Json.flags(out, true, "merge_requests_enabled", "jobs_enabled", "lfs_enabled");
    Json.flags(out, false, "issues_enabled", "wiki_enabled", "snippets_enabled");
    out.writeNumberField("creator_id", 101);
    out.writeStringField("import_status", "none");
    out.writeNumberField("open_issues_count", 0);
    out.writeStringField("merge_method", "merge");
    out.writeStringField("squash_option", "default_off");
    out.writeStringField("ci_config_path", "");
    out.writeBooleanField("only_allow_merge_if_pipeline_succeeds", false);
    out.writeBooleanField("remove_source_branch_after_merge", true);
    out.writeObjectFieldStart("permissions");
    Json.nulls(out, "project_access", "group_access");
    out.writeEndObject();
  }

  static void group(JsonGenerator out, View view, Group group) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", group.id());
    out.writeStringField("web_url", view.base() + "/groups/" + group.path());
    out.writeStringField("name", group.name());
    out.writeStringField("path", group.path().substring(group.path().lastIndexOf('/') + 1));
    out.writeStringField("description", "");
    out.writeStringField("visibility", "private");
    out.writeStringField("full_name", group.path().replace("/", " / "));
    out.writeStringField("full_path", group.path());
    out.writeStringField("created_at", "2023-04-03T08:00:00.000Z");
    if (group.parentId() == null) {
      out.writeNullField("parent_id");
    } else {
      out.writeNumberField("parent_id", group.parentId());
    }
    out.writeEndObject();
  }
}
