package io.throughline.simulator.gitlab;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Release;
import io.throughline.simulator.world.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Pipelines, deployments, environments, releases and tags of a project. */
final class DeliveryApi {
  private final View view;
  private final JobApi jobs;

  DeliveryApi(View view, JobApi jobs) {
    this.view = view;
    this.jobs = jobs;
  }

  Reply pipelines(Request request, ProjectHistory history) {
    long now = view.now();
    LongPredicate updated = request.within("updated_after", "updated_before");
    List<Pipeline> rows =
        sorted(
            request,
            history.gitlabPipelines().stream()
                .filter(p -> p.createdAt() <= now)
                .filter(p -> updated.test(p.updatedAt(now)))
                .filter(p -> request.text("ref", p.ref()).equals(p.ref()))
                .filter(p -> request.text("sha", p.sha()).equals(p.sha()))
                .filter(p -> request.text("source", p.source()).equals(p.source()))
                .filter(p -> request.text("status", p.status(now)).equals(p.status(now))),
            request.text("order_by", "id").equals("updated_at")
                ? p -> p.updatedAt(now)
                : Pipeline::id);
    return Page.offset(
        view.base(), request, rows, (out, p) -> PipelineJson.listed(out, view, p, now));
  }

  Reply pipeline(Request request, ProjectHistory history, String id, String part) {
    long now = view.now();
    Pipeline pipeline = history.gitlabPipeline(Api.id(id));
    if (pipeline == null || pipeline.createdAt() > now) {
      throw NotFound.of("");
    }
    if (part.isEmpty()) {
      return Reply.of(out -> PipelineJson.alone(out, view, pipeline, now));
    }
    return switch (part) {
      case "jobs" -> jobs.ofPipeline(request, pipeline, now);
      case "test_report_summary" -> jobs.testSummary(pipeline, now);
      default -> throw NotFound.of("");
    };
  }

  Reply deployments(Request request, ProjectHistory history) {
    long now = view.now();
    String order = request.text("order_by", "id");
    paired(request, order, "updated", "updated_at");
    paired(request, order, "finished", "finished_at");
    ToLongFunction<Deployment> key =
        switch (order) {
          case "updated_at" -> d -> d.updatedAt(now);
          case "finished_at" -> Deployment::finishedAt;
          case "created_at" -> Deployment::createdAt;
          default -> Deployment::id;
        };
    LongPredicate updated = request.within("updated_after", "updated_before");
    LongPredicate finished = request.within("finished_after", "finished_before");
    List<Deployment> rows =
        sorted(
            request,
            history.deployments().stream()
                .filter(d -> d.createdAt() <= now)
                .filter(d -> request.text("environment", d.environment()).equals(d.environment()))
                .filter(d -> request.text("status", d.status(now)).equals(d.status(now)))
                .filter(d -> updated.test(d.updatedAt(now)))
                .filter(d -> finished.test(d.finishedAt())),
            key);
    return Page.offset(
        view.base(), request, rows, (out, d) -> DeploymentJson.write(out, view, d, now));
  }

  // GitLab refuses these filters without the matching order because they would be slow.
  private static void paired(Request request, String order, String filter, String wanted) {
    boolean filtered =
        request.time(filter + "_after") != null || request.time(filter + "_before") != null;
    if (filtered && !order.equals(wanted)) {
      throw new Refused(
          400,
          "400 Bad request - `" + wanted + "` filter and `" + wanted + "` sorting must be paired");
    }
  }

  Reply deployment(Request request, ProjectHistory history, String id, String part) {
    long now = view.now();
    long wanted = Api.id(id);
    Deployment found =
        history.deployments().stream()
            .filter(d -> d.id() == wanted && d.createdAt() <= now)
            .findFirst()
            .orElseThrow(() -> NotFound.of(""));
    if (part.isEmpty()) {
      return Reply.of(out -> DeploymentJson.write(out, view, found, now));
    }
    if (!part.equals("merge_requests")) {
      throw NotFound.of("");
    }
    List<MergeRequest> carried =
        now < found.finishedAt()
            ? List.of()
            : found.carried().stream().filter(view.overlay()::has).toList();
    return Page.offset(
        view.base(),
        request,
        carried,
        (out, mr) -> MergeRequestJson.listed(out, view, Snapshot.of(mr, now)));
  }

  Reply environments(Request request, Project project) {
    boolean deploys =
        project.delivery() != Project.Delivery.NONE
            && project.delivery() != Project.Delivery.RELEASE;
    List<String> names = deploys ? List.of("staging", "production") : List.of();
    return Page.offset(
        view.base(), request, names, (out, name) -> DeploymentJson.environment(out, project, name));
  }

  Reply releases(Request request, ProjectHistory history) {
    return Page.offset(
        view.base(),
        request,
        visible(history),
        (out, release) -> DeploymentJson.release(out, view, release));
  }

  Reply release(ProjectHistory history, String tag) {
    Release found =
        visible(history).stream()
            .filter(r -> r.tag().equals(tag))
            .findFirst()
            .orElseThrow(() -> NotFound.of(""));
    return Reply.of(out -> DeploymentJson.release(out, view, found));
  }

  Reply tags(Request request, ProjectHistory history) {
    return Page.offset(
        view.base(),
        request,
        visible(history),
        (out, release) -> {
          out.writeStartObject();
          out.writeStringField("name", release.tag());
          out.writeStringField("message", "");
          out.writeStringField("target", release.sha());
          out.writeObjectFieldStart("commit");
          out.writeStringField("id", release.sha());
          out.writeStringField("short_id", release.sha().substring(0, 8));
          Times.write(out, "committed_date", release.at());
          out.writeEndObject();
          out.writeBooleanField("protected", true);
          Times.write(out, "created_at", release.at());
          out.writeEndObject();
        });
  }

  private List<Release> visible(ProjectHistory history) {
    long now = view.now();
    return history.releases().stream().filter(r -> r.at() <= now).toList().reversed();
  }

  private static <T> List<T> sorted(Request request, Stream<T> rows, ToLongFunction<T> key) {
    Comparator<T> order = Comparator.comparingLong(key);
    boolean rising = request.text("sort", "desc").equals("asc");
    return rows.sorted(rising ? order : order.reversed()).toList();
  }
}
