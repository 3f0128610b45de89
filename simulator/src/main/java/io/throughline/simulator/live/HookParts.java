package io.throughline.simulator.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.gitlab.Times;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Project;
import java.io.IOException;

/** The parts that GitLab's webhook bodies have in common. */
final class HookParts {
  private HookParts() {}

  static void user(JsonGenerator out, String field, Account user) throws IOException {
    out.writeFieldName(field);
    user(out, user);
  }

  static void user(JsonGenerator out, Account user) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", user.id());
    out.writeStringField("name", user.name());
    out.writeStringField("username", user.username());
    out.writeNullField("avatar_url");
    out.writeStringField("email", user.human() ? user.email() : "[REDACTED]");
    out.writeEndObject();
  }

  static void project(JsonGenerator out, View view, String field, Project project)
      throws IOException {
    String url = view.url(project);
    String path = view.path(project);
    String ssh = "git@gitlab.brightwater.example:" + path + ".git";
    out.writeObjectFieldStart(field);
    out.writeNumberField("id", project.id());
    out.writeStringField("name", project.name());
    out.writeStringField("description", project.name() + ", written in " + project.language());
    out.writeStringField("web_url", url);
    out.writeNullField("avatar_url");
    out.writeStringField("git_ssh_url", ssh);
    out.writeStringField("git_http_url", url + ".git");
    String group = path.substring(0, path.lastIndexOf('/'));
    String name = group.substring(group.lastIndexOf('/') + 1);
    out.writeStringField("namespace", Character.toUpperCase(name.charAt(0)) + name.substring(1));
    out.writeNumberField("visibility_level", 0);
    out.writeStringField("path_with_namespace", path);
    out.writeStringField("default_branch", "main");
    out.writeStringField("ci_config_path", "");
    out.writeStringField("homepage", url);
    out.writeStringField("url", ssh);
    out.writeStringField("ssh_url", ssh);
    out.writeStringField("http_url", url + ".git");
    out.writeEndObject();
  }

  static void repository(JsonGenerator out, View view, Project project) throws IOException {
    String url = view.url(project);
    String ssh = "git@gitlab.brightwater.example:" + view.path(project) + ".git";
    out.writeObjectFieldStart("repository");
    out.writeStringField("name", project.name());
    out.writeStringField("url", ssh);
    out.writeStringField("description", project.name() + ", written in " + project.language());
    out.writeStringField("homepage", url);
    out.writeStringField("git_http_url", url + ".git");
    out.writeStringField("git_ssh_url", ssh);
    out.writeNumberField("visibility_level", 0);
    out.writeEndObject();
  }

  /** The commit in the form that merge request, note and pipeline hooks share. */
  static void commit(JsonGenerator out, View view, Project project, Commit commit)
      throws IOException {
    out.writeStringField("id", commit.sha());
    out.writeStringField("message", commit.message() + "\n");
    out.writeStringField("title", commit.title());
    out.writeStringField(
        "timestamp", Times.commit(commit.committedAt(), commit.author().office().zone()));
    out.writeStringField("url", view.url(project) + "/-/commit/" + commit.sha());
    out.writeObjectFieldStart("author");
    out.writeStringField("name", commit.author().name());
    out.writeStringField("email", commit.author().commitEmail());
    out.writeEndObject();
  }
}
