package io.throughline.simulator.live;

import io.throughline.simulator.gitlab.Times;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Release;

/** The bodies of the deployment and release webhooks. */
final class DeliveryHook {
  private DeliveryHook() {}

  static Json.Part body(View view, Deployment d, long now) {
    String url = view.url(d.project());
    long job = d.pipelineId() * 16 + (d.environment().equals("staging") ? 8 : 9);
    return out -> {
      out.writeStartObject();
      out.writeStringField("object_kind", "deployment");
      out.writeStringField("status", d.status(now));
      out.writeStringField(
          "status_changed_at", Times.deploymentHook(d.updatedAt(now), d.user().office().zone()));
      out.writeNumberField("deployment_id", d.id());
      out.writeNumberField("deployable_id", job);
      out.writeStringField("deployable_url", url + "/-/jobs/" + job);
      out.writeStringField("environment", d.environment());
      out.writeStringField("environment_tier", d.environment());
      out.writeStringField("environment_slug", d.environment());
      out.writeStringField(
          "environment_external_url",
          "https://" + d.project().slug() + "." + d.environment() + ".brightwater.example");
      HookParts.project(out, view, "project", d.project());
      out.writeStringField("ref", "main");
      out.writeStringField("short_sha", d.sha().substring(0, 8));
      HookParts.user(out, "user", d.user());
      out.writeStringField("user_url", view.url(d.user()));
      out.writeStringField("commit_url", url + "/-/commit/" + d.sha());
      out.writeStringField("commit_title", d.title());
      out.writeEndObject();
    };
  }

  static Json.Part release(View view, Release release) {
    String url = view.url(release.project()) + "/-/releases/" + release.tag();
    return out -> {
      out.writeStartObject();
      out.writeNumberField("id", release.id());
      out.writeStringField("created_at", Times.hook(release.at()));
      out.writeStringField("description", "Changes in this release");
      out.writeStringField("name", release.tag());
      out.writeStringField("released_at", Times.hook(release.at()));
      out.writeStringField("tag", release.tag());
      out.writeStringField("object_kind", "release");
      HookParts.project(out, view, "project", release.project());
      out.writeStringField("url", url);
      out.writeStringField("action", "create");
      out.writeObjectFieldStart("assets");
      out.writeNumberField("count", 0);
      out.writeArrayFieldStart("links");
      out.writeEndArray();
      out.writeArrayFieldStart("sources");
      out.writeEndArray();
      out.writeEndObject();
      out.writeObjectFieldStart("commit");
      HookParts.commit(
          out,
          view,
          release.project(),
          new io.throughline.simulator.world.Commit(
              release.sha(),
              release.previousSha(),
              "Release " + release.tag(),
              release.author(),
              release.at(),
              release.at()));
      out.writeEndObject();
      out.writeEndObject();
    };
  }
}
