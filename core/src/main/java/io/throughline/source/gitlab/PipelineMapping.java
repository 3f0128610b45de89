package io.throughline.source.gitlab;

import io.throughline.model.fact.Pipeline;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/** Pipelines: listed (without durations, so partial), shown (complete), and told by webhook. */
final class PipelineMapping {
  private PipelineMapping() {}

  /** A pipeline of the API. */
  static void page(Scope scope, JsonValue pipeline, boolean shown, Harvest harvest)
      throws UnmappableException {
    Pipeline mapped =
        new Pipeline(
            scope.id(pipeline, "id"),
            scope.project(pipeline, "project_id"),
            pipeline.text("ref"),
            pipeline.text("sha"),
            pipeline.flag("tag"),
            Statuses.of(pipeline.text("status")),
            pipeline.text("source"),
            scope.time(pipeline, "created_at"),
            scope.time(pipeline, "started_at"),
            scope.time(pipeline, "finished_at"),
            pipeline.decimal("duration"),
            pipeline.text("web_url"));
    Instant updated = scope.time(pipeline, "updated_at");
    Instant version = updated == null ? newest(mapped) : updated;
    if (shown && pipeline.has("finished_at") && pipeline.has("duration")) {
      harvest.complete(mapped, version);
    } else {
      harvest.partial(mapped, version);
    }
  }

  /** Times of many pipelines, as GraphQL tells them; the list has told the rest. */
  static void times(Scope scope, JsonValue answer, Harvest harvest) throws UnmappableException {
    JsonValue project = answer.object().object("data").object("project");
    for (JsonValue node : project.object("pipelines").objects("nodes")) {
      harvest.partial(
          new Pipeline(
              scope.id(node.at("id"), Gid.number(node, "id")),
              null,
              null,
              null,
              null,
              Statuses.of(node.text("status")),
              null,
              null,
              scope.time(node, "startedAt"),
              scope.time(node, "finishedAt"),
              node.decimal("duration"),
              null),
          scope.requiredTime(node, "updatedAt"));
    }
  }

  /**
   * A pipeline's webhook, with its jobs. It carries no {@code updated_at}; the newest time that it
   * tells of the pipeline or its jobs is the version.
   */
  static void hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue attributes = hook.object("object_attributes");
    JsonValue projectObject = hook.optionalObject("project");
    Long project = projectObject == null ? null : scope.reference(projectObject, "id");
    long id = scope.id(attributes, "id");
    String status = Statuses.of(attributes.text("status"));
    Pipeline mapped =
        new Pipeline(
            id,
            project,
            attributes.text("ref"),
            attributes.text("sha"),
            attributes.flag("tag"),
            status,
            attributes.text("source"),
            scope.time(attributes, "created_at"),
            null,
            scope.time(attributes, "finished_at"),
            attributes.decimal("duration"),
            attributes.text("url"));
    Instant version = newest(mapped);
    for (JsonValue job : hook.objects(hook.has("builds") ? "builds" : "jobs")) {
      JobMapping.inPipeline(scope, job, id, project, harvest);
      version =
          Statuses.newest(
              version,
              scope.time(job, "created_at"),
              scope.time(job, "started_at"),
              scope.time(job, "finished_at"));
    }
    harvest.partial(mapped, version);
    ProjectMapping.embedded(scope, hook, null, harvest);
    AccountMapping.embedded(scope, hook.optionalObject("user"), harvest);
    if (projectObject != null && project != null && Statuses.isFinal(status)) {
      wishes(
          scope,
          Long.toString(projectObject.requiredInteger("id")),
          Long.toString(attributes.requiredInteger("id")),
          harvest);
    }
  }

  /** What only the API tells of a pipeline that is over. */
  private static void wishes(Scope scope, String project, String pipeline, Harvest harvest) {
    // Only the shown pipeline says when it was started.
    harvest.refresh("pipeline", project, pipeline);
    if (GatesFeed.isWanted(scope.config().settings())) {
      harvest.refresh(GatesFeed.WISH, project, pipeline);
    }
    if (TestReportsFeed.isWanted(scope.config().settings())) {
      harvest.refresh(TestReportsFeed.WISH, project, pipeline);
    }
  }

  private static Instant newest(Pipeline pipeline) {
    return Statuses.newest(pipeline.createdAt(), pipeline.startedAt(), pipeline.finishedAt());
  }
}
