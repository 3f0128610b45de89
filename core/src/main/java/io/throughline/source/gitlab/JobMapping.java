package io.throughline.source.gitlab;

import io.throughline.model.fact.Job;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Jobs. GitLab gives them no {@code updated_at}; their version is the newest of their own event
 * times, so that a finished job wins over the running one, whichever arrives first.
 */
final class JobMapping {
  private JobMapping() {}

  /** A page of jobs, of a project or of the context's pipeline. */
  static void page(Scope scope, JsonValue page, Harvest harvest) throws UnmappableException {
    for (JsonValue job : page.objects()) {
      JsonValue pipeline = job.optionalObject("pipeline");
      Long own = pipeline == null ? null : scope.reference(pipeline, "id");
      Long parent =
          own == null && scope.delivery().context().containsKey("pipeline")
              ? Long.valueOf(scope.contextId("pipeline"))
              : own;
      Job mapped = job(scope, job, "", parent, scope.project(job, "project_id"));
      harvest.complete(mapped, version(mapped));
    }
  }

  /** A job inside a pipeline's webhook. */
  static void inPipeline(
      Scope scope, JsonValue job, long pipeline, @Nullable Long project, Harvest harvest)
      throws UnmappableException {
    Job mapped = job(scope, job, "", pipeline, project);
    harvest.partial(mapped, version(mapped));
  }

  /**
   * A job's own webhook: its fields begin with {@code build_}, in some copies with {@code job_}.
   */
  static void hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    String prefix = hook.has("build_id") || !hook.has("job_id") ? "build_" : "job_";
    Long project = scope.reference(hook, "project_id");
    Job mapped = job(scope, hook, prefix, scope.reference(hook, "pipeline_id"), project);
    harvest.partial(mapped, version(mapped));
    AccountMapping.embedded(scope, hook.optionalObject("user"), harvest);
  }

  private static Job job(
      Scope scope, JsonValue job, String prefix, @Nullable Long pipeline, @Nullable Long project)
      throws UnmappableException {
    String status = Statuses.of(job.text(prefix + "status"));
    return new Job(
        scope.id(job, prefix + "id"),
        pipeline,
        project,
        job.text(prefix + "name"),
        job.text(prefix + "stage"),
        status,
        job.flag(prefix + "allow_failure"),
        scope.time(job, prefix + "created_at"),
        scope.time(job, prefix + "started_at"),
        scope.time(job, prefix + "finished_at"),
        job.decimal(prefix + "duration"),
        // On anything but a failure GitLab writes "unknown_failure", which means nothing.
        "failed".equals(status) ? job.text(prefix + "failure_reason") : null);
  }

  private static Instant version(Job job) {
    return Statuses.newest(job.createdAt(), job.startedAt(), job.finishedAt());
  }
}
