package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Release;
import java.io.IOException;

/** Deployments, environments and releases as GitLab writes them. */
final class DeploymentJson {
  private DeploymentJson() {}

  static void write(JsonGenerator out, View view, Deployment d, long now) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", d.id());
    out.writeNumberField("iid", d.iid());
    out.writeStringField("ref", "main");
    out.writeStringField("sha", d.sha());
    Times.write(out, "created_at", d.createdAt());
    Times.write(out, "updated_at", d.updatedAt(now));
    out.writeStringField("status", d.status(now));
    UserJson.brief(out, view, "user", d.user());
    out.writeObjectFieldStart("environment");
    environmentFields(out, d.project(), d.environment());
    out.writeEndObject();
    deployable(out, view, d, now);
    out.writeEndObject();
  }

  private static void deployable(JsonGenerator out, View view, Deployment d, long now)
      throws IOException {
    boolean finished = now >= d.finishedAt();
    out.writeObjectFieldStart("deployable");
    out.writeNumberField("id", jobId(d));
    out.writeStringField("status", d.status(now));
    out.writeStringField("stage", "deploy");
    out.writeStringField("name", "deploy-" + d.environment());
    out.writeStringField("ref", "main");
    out.writeBooleanField("tag", false);
    Json.nulls(out, "coverage");
    out.writeBooleanField("allow_failure", false);
    Times.write(out, "created_at", d.createdAt());
    Times.write(out, "started_at", d.createdAt());
    Times.write(out, "finished_at", finished ? (Long) d.finishedAt() : null);
    UserJson.brief(out, view, "user", d.user());
    out.writeObjectFieldStart("commit");
    out.writeStringField("id", d.sha());
    out.writeStringField("short_id", d.sha().substring(0, 8));
    out.writeStringField("title", d.title());
    out.writeEndObject();
    out.writeObjectFieldStart("pipeline");
    out.writeNumberField("id", d.pipelineId());
    out.writeNumberField("project_id", d.project().id());
    out.writeStringField("sha", d.sha());
    out.writeStringField("ref", "main");
    out.writeEndObject();
    out.writeStringField("web_url", view.url(d.project()) + "/-/jobs/" + jobId(d));
    out.writeEndObject();
  }

  /** The id of the job that deployed. */
  static long jobId(Deployment d) {
    return d.pipelineId() * 16 + (d.environment().equals("staging") ? 8 : 9);
  }

  static void environment(JsonGenerator out, Project project, String name) throws IOException {
    out.writeStartObject();
    environmentFields(out, project, name);
    out.writeStringField("created_at", "2023-05-03T07:00:00.000Z");
    out.writeStringField("updated_at", "2023-05-03T07:00:00.000Z");
    out.writeStringField("state", "available");
    out.writeStringField("tier", name);
    Json.nulls(out, "auto_stop_at", "last_deployment");
    out.writeEndObject();
  }

  private static void environmentFields(JsonGenerator out, Project project, String name)
      throws IOException {
    out.writeNumberField("id", environmentId(project, name));
    out.writeStringField("name", name);
    out.writeStringField("slug", name);
    out.writeStringField(
        "external_url", "https://" + project.slug() + "." + name + ".brightwater.example");
  }

  static long environmentId(Project project, String name) {
    return project.id() * 2 + (name.equals("production") ? 1 : 0);
  }

  static void release(JsonGenerator out, View view, Release release) throws IOException {
    String url = view.url(release.project()) + "/-/releases/" + release.tag();
    out.writeStartObject();
    out.writeStringField("name", release.tag());
    out.writeStringField("tag_name", release.tag());
    out.writeStringField("description", description(release));
    Times.write(out, "created_at", release.at());
    Times.write(out, "released_at", release.at());
    out.writeBooleanField("upcoming_release", false);
    UserJson.brief(out, view, "author", release.author());
    out.writeObjectFieldStart("commit");
    out.writeStringField("id", release.sha());
    out.writeStringField("short_id", release.sha().substring(0, 8));
    out.writeStringField("title", "Release " + release.tag());
    Times.write(out, "created_at", release.at());
    out.writeEndObject();
    out.writeStringField(
        "tag_path", "/" + view.path(release.project()) + "/-/tags/" + release.tag());
    out.writeObjectFieldStart("assets");
    out.writeNumberField("count", 0);
    out.writeArrayFieldStart("sources");
    out.writeEndArray();
    out.writeArrayFieldStart("links");
    out.writeEndArray();
    out.writeEndObject();
    out.writeObjectFieldStart("_links");
    out.writeStringField("self", url);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static String description(Release release) {
    StringBuilder text = new StringBuilder("Changes in this release:\n");
    release
        .carried()
        .forEach(mr -> text.append("\n- !").append(mr.iid()).append(' ').append(mr.title()));
    return text.toString();
  }
}
