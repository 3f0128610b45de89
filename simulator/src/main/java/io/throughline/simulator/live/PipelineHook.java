package io.throughline.simulator.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.gitlab.Times;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Job;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bodies of the pipeline and job webhooks. */
final class PipelineHook {
  private PipelineHook() {}

  static Json.Part body(View view, Pipeline p, long now) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("object_kind", "pipeline");
      attributes(out, view, p, now);
      mergeRequest(out, view, p);
      HookParts.user(out, "user", p.user());
      HookParts.project(out, view, "project", p.project());
      out.writeObjectFieldStart("commit");
      HookParts.commit(out, view, p.project(), head(p));
      out.writeEndObject();
      out.writeArrayFieldStart("builds");
      for (Job job : Job.of(p)) {
        build(out, job, now);
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static Commit head(Pipeline p) {
    return new Commit(
        p.sha(), p.sha(), "Change of " + p.ref(), p.user(), p.createdAt(), p.createdAt());
  }

  private static void attributes(JsonGenerator out, View view, Pipeline p, long now)
      throws IOException {
    boolean finished = now >= p.finishedAt();
    out.writeObjectFieldStart("object_attributes");
    out.writeNumberField("id", p.id());
    out.writeNumberField("iid", p.iid());
    out.writeNullField("name");
    out.writeStringField("ref", p.ref());
    out.writeBooleanField("tag", false);
    out.writeStringField("sha", p.sha());
    out.writeStringField("before_sha", "0".repeat(40));
    out.writeStringField("source", p.source());
    out.writeStringField("status", p.status(now));
    out.writeStringField(
        "detailed_status", finished && p.outcome().equals("success") ? "passed" : p.status(now));
    out.writeArrayFieldStart("stages");
    for (String stage : new String[] {"build", "test", "package", "gates"}) {
      out.writeString(stage);
    }
    out.writeEndArray();
    out.writeStringField("created_at", Times.hook(p.createdAt()));
    out.writeStringField("finished_at", finished ? Times.hook(p.finishedAt()) : null);
    if (finished) {
      out.writeNumberField("duration", (p.finishedAt() - p.startedAt()) / 1000);
    } else {
      out.writeNullField("duration");
    }
    out.writeNumberField("queued_duration", (p.startedAt() - p.createdAt()) / 1000);
    out.writeArrayFieldStart("variables");
    out.writeEndArray();
    out.writeStringField("url", view.url(p.project()) + "/-/pipelines/" + p.id());
    out.writeEndObject();
  }

  private static void mergeRequest(JsonGenerator out, View view, Pipeline p) throws IOException {
    MergeRequest mr = mergeRequest(view, p);
    if (mr == null) {
      out.writeNullField("merge_request");
      return;
    }
    out.writeObjectFieldStart("merge_request");
    out.writeNumberField("id", mr.id());
    out.writeNumberField("iid", mr.iid());
    out.writeStringField("title", mr.title());
    out.writeStringField("source_branch", mr.sourceBranch());
    out.writeNumberField("source_project_id", mr.project().id());
    out.writeStringField("target_branch", mr.targetBranch());
    out.writeNumberField("target_project_id", mr.project().id());
    out.writeStringField("state", "opened");
    out.writeStringField("merge_status", "can_be_merged");
    out.writeStringField("detailed_merge_status", "mergeable");
    out.writeStringField("url", view.url(mr));
    out.writeEndObject();
  }

  private static @Nullable MergeRequest mergeRequest(View view, Pipeline p) {
    ProjectHistory history = view.world().history(p.project().id());
    Integer iid = p.mrIid();
    return history == null || iid == null ? null : history.mergeRequest(iid);
  }

  private static void build(JsonGenerator out, Job job, long now) throws IOException {
    Pipeline p = job.pipeline();
    String status = job.status(now);
    boolean ran = !status.equals("created") && !status.equals("skipped");
    boolean ended = ran && !status.equals("running");
    out.writeStartObject();
    out.writeNumberField("id", job.id());
    out.writeStringField("stage", job.stage());
    out.writeStringField("name", job.name());
    out.writeStringField("status", status);
    out.writeStringField("created_at", Times.hook(p.createdAt()));
    out.writeStringField("started_at", ran ? Times.hook(job.startedAt()) : null);
    out.writeStringField("finished_at", ended ? Times.hook(job.finishedAt()) : null);
    if (ended) {
      out.writeNumberField("duration", (job.finishedAt() - job.startedAt()) / 1000.0);
    } else {
      out.writeNullField("duration");
    }
    out.writeNumberField("queued_duration", 0.25);
    out.writeStringField("failure_reason", status.equals("failed") ? "script_failure" : null);
    out.writeStringField("when", "on_success");
    out.writeBooleanField("manual", false);
    out.writeBooleanField("allow_failure", job.mayFail());
    HookParts.user(out, "user", p.user());
    out.writeNullField("runner");
    out.writeObjectFieldStart("artifacts_file");
    GateRun run = ended ? job.judged() : null;
    if (run != null && run.fate() != GateRun.Fate.NEVER_KEPT) {
      out.writeStringField("filename", "artifacts.zip");
      out.writeNumberField("size", 4_096);
    } else {
      out.writeNullField("filename");
      out.writeNullField("size");
    }
    out.writeEndObject();
    out.writeNullField("environment");
    out.writeEndObject();
  }

  /** The job webhook, which calls a job a build. */
  static Json.Part job(View view, Job job, long now) {
    Pipeline p = job.pipeline();
    return out -> {
      String status = job.status(now);
      boolean ended = now >= job.finishedAt();
      out.writeStartObject();
      out.writeStringField("object_kind", "build");
      out.writeStringField("ref", p.ref());
      out.writeBooleanField("tag", false);
      out.writeStringField("before_sha", "0".repeat(40));
      out.writeStringField("sha", p.sha());
      out.writeNumberField("retries_count", 0);
      out.writeNumberField("build_id", job.id());
      out.writeStringField("build_name", job.name());
      out.writeStringField("build_stage", job.stage());
      out.writeStringField("build_status", status);
      out.writeStringField("build_created_at", Times.hook(p.createdAt()));
      out.writeStringField("build_started_at", Times.hook(job.startedAt()));
      out.writeStringField("build_finished_at", ended ? Times.hook(job.finishedAt()) : null);
      if (ended) {
        out.writeNumberField("build_duration", (job.finishedAt() - job.startedAt()) / 1000.0);
      } else {
        out.writeNullField("build_duration");
      }
      out.writeNumberField("build_queued_duration", 0.25);
      out.writeBooleanField("build_allow_failure", job.mayFail());
      out.writeStringField(
          "build_failure_reason", status.equals("failed") ? "script_failure" : "unknown_failure");
      out.writeNumberField("pipeline_id", p.id());
      out.writeNumberField("project_id", p.project().id());
      out.writeStringField("project_name", view.path(p.project()).replace("/", " / "));
      HookParts.user(out, "user", p.user());
      out.writeObjectFieldStart("commit");
      out.writeNumberField("id", p.id());
      out.writeStringField("sha", p.sha());
      out.writeStringField("message", "Change of " + p.ref());
      out.writeStringField("author_name", p.user().name());
      out.writeStringField("author_email", p.user().email());
      out.writeStringField("author_url", view.url(p.user()));
      out.writeStringField("status", p.status(now));
      out.writeEndObject();
      HookParts.repository(out, view, p.project());
      HookParts.project(out, view, "project", p.project());
      out.writeNullField("runner");
      out.writeNullField("environment");
      out.writeEndObject();
    };
  }
}
