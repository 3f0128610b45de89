package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Job;
import io.throughline.simulator.world.Pipeline;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pipelines and jobs as GitLab writes them. */
final class PipelineJson {
  private static final int ARCHIVE_BYTES = 4_096;
  private static final int METADATA_BYTES = 210;
  private static final long KEPT_MILLIS = 730L * 86_400_000;

  private PipelineJson() {}

  static void listed(JsonGenerator out, View view, Pipeline p, long now) throws IOException {
    out.writeStartObject();
    fields(out, view, p, now);
    out.writeEndObject();
  }

  static void alone(JsonGenerator out, View view, Pipeline p, long now) throws IOException {
    boolean started = now >= p.startedAt();
    boolean finished = now >= p.finishedAt();
    out.writeStartObject();
    fields(out, view, p, now);
    out.writeStringField("before_sha", "0".repeat(40));
    out.writeBooleanField("tag", false);
    Json.nulls(out, "yaml_errors");
    UserJson.brief(out, view, "user", p.user());
    Times.write(out, "started_at", started ? (Long) p.startedAt() : null);
    Times.write(out, "finished_at", finished ? (Long) p.finishedAt() : null);
    Json.nulls(out, "committed_at");
    if (finished) {
      out.writeNumberField("duration", (p.finishedAt() - p.startedAt()) / 1000);
    } else {
      out.writeNullField("duration");
    }
    out.writeNumberField("queued_duration", (p.startedAt() - p.createdAt()) / 1000);
    Json.nulls(out, "coverage");
    String status = p.status(now);
    out.writeObjectFieldStart("detailed_status");
    out.writeStringField("icon", "status_" + status);
    out.writeStringField("text", status);
    out.writeStringField("label", status);
    out.writeStringField("group", status);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void fields(JsonGenerator out, View view, Pipeline p, long now)
      throws IOException {
    out.writeNumberField("id", p.id());
    out.writeNumberField("iid", p.iid());
    out.writeNumberField("project_id", p.project().id());
    out.writeStringField("sha", p.sha());
    out.writeStringField("ref", p.ref());
    out.writeStringField("status", p.status(now));
    out.writeStringField("source", p.source());
    Times.write(out, "created_at", p.createdAt());
    Times.write(out, "updated_at", p.updatedAt(now));
    out.writeStringField("web_url", url(view, p));
    Json.nulls(out, "name");
  }

  static String url(View view, Pipeline p) {
    return view.url(p.project()) + "/-/pipelines/" + p.id();
  }

  static void job(JsonGenerator out, View view, Job job, long now) throws IOException {
    Pipeline p = job.pipeline();
    String status = job.status(now);
    boolean ran = !status.equals("created") && !status.equals("skipped");
    boolean ended = ran && !status.equals("running");
    out.writeStartObject();
    out.writeNumberField("id", job.id());
    out.writeStringField("status", status);
    out.writeStringField("stage", job.stage());
    out.writeStringField("name", job.name());
    out.writeStringField("ref", p.ref());
    out.writeBooleanField("tag", false);
    Json.nulls(out, "coverage");
    out.writeBooleanField("allow_failure", job.mayFail());
    Times.write(out, "created_at", p.createdAt());
    Times.write(out, "started_at", ran ? (Long) job.startedAt() : null);
    Times.write(out, "finished_at", ended ? (Long) job.finishedAt() : null);
    if (ended) {
      out.writeNumberField("duration", (job.finishedAt() - job.startedAt()) / 1000.0);
    } else {
      out.writeNullField("duration");
    }
    out.writeNumberField("queued_duration", 0.25);
    if (status.equals("failed")) {
      out.writeStringField("failure_reason", "script_failure");
    }
    UserJson.brief(out, view, "user", p.user());
    out.writeObjectFieldStart("pipeline");
    fields(out, view, p, now);
    out.writeEndObject();
    out.writeStringField("web_url", view.url(p.project()) + "/-/jobs/" + job.id());
    artifacts(out, ended ? job.judged() : null);
    Json.nulls(out, "runner");
    out.writeEndObject();
  }

  private static void artifacts(JsonGenerator out, @Nullable GateRun run) throws IOException {
    boolean kept = run != null && run.fate() != GateRun.Fate.NEVER_KEPT;
    if (kept) {
      out.writeObjectFieldStart("artifacts_file");
      out.writeStringField("filename", "artifacts.zip");
      out.writeNumberField("size", ARCHIVE_BYTES);
      out.writeEndObject();
    }
    out.writeArrayFieldStart("artifacts");
    if (kept) {
      artifact(out, "archive", ARCHIVE_BYTES, "artifacts.zip", "zip");
      artifact(out, "metadata", METADATA_BYTES, "metadata.gz", "gzip");
    }
    out.writeEndArray();
    Times.write(
        out, "artifacts_expire_at", run == null || !kept ? null : (Long) (run.at() + KEPT_MILLIS));
  }

  private static void artifact(JsonGenerator out, String type, int size, String name, String format)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("file_type", type);
    out.writeNumberField("size", size);
    out.writeStringField("filename", name);
    out.writeStringField("file_format", format);
    out.writeEndObject();
  }
}
