package io.throughline.source.gitlab;

import io.throughline.evidence.EvidenceMapping;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;

/**
 * Maps what GitLab sent: pages of its API by the name of the feed, webhooks by their {@code
 * X-Gitlab-Event}. Each family of payloads has a class of its own.
 */
public final class GitLabMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    JsonValue body = StrictJson.read(delivery.body());
    Mapped mapped =
        delivery.channel() == Channel.WEBHOOK ? webhook(scope, body.object()) : page(scope, body);
    boolean nothing =
        mapped.snapshots().isEmpty() && mapped.sets().isEmpty() && mapped.refreshes().isEmpty();
    return nothing && mapped.ignored() == null
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static Mapped webhook(Scope scope, JsonValue body) throws UnmappableException {
    Harvest harvest = new Harvest();
    switch (scope.delivery().kind()) {
      case "Push Hook", "Tag Push Hook" -> PushHook.hook(scope, body, harvest);
      case "Merge Request Hook" -> MergeRequestHook.hook(scope, body, harvest);
      case "Note Hook", "Confidential Note Hook" -> {
        return NoteHook.hook(scope, body, harvest);
      }
      case "Pipeline Hook" -> PipelineMapping.hook(scope, body, harvest);
      case "Job Hook", "Build Hook" -> JobMapping.hook(scope, body, harvest);
      case "Deployment Hook" -> DeploymentMapping.hook(scope, body, harvest);
      case "Release Hook" -> ReleaseMapping.hook(scope, body, harvest);
      case "System Hook" -> {
        return SystemHook.hook(scope, body, harvest);
      }
      default -> {
        return Mapped.ignored("event '" + scope.delivery().kind() + "' is not tracked");
      }
    }
    return harvest.mapped();
  }

  private static Mapped page(Scope scope, JsonValue body) throws UnmappableException {
    Harvest harvest = new Harvest();
    switch (scope.delivery().kind()) {
      case "projects" -> each(body, project -> ProjectMapping.page(scope, project, harvest));
      case "project" -> ProjectMapping.page(scope, body.object(), harvest);
      case "project_gone" -> ProjectMapping.gone(scope, harvest);
      case "users", "members" -> each(body, user -> AccountMapping.page(scope, user, harvest));
      case "user" -> AccountMapping.page(scope, body.object(), harvest);
      case "merge_requests" -> each(body, mr -> MergeRequestMapping.page(scope, mr, harvest));
      case "merge_request" -> MergeRequestMapping.page(scope, body.object(), harvest);
      case "merge_request_gone" -> MergeRequestMapping.gone(scope, harvest);
      case "merge_request_commits" -> CommitMapping.page(scope, body, harvest);
      case "merge_request_diffs" -> FileMapping.page(scope, body, harvest);
      case "merge_request_discussions" -> DiscussionMapping.page(scope, body, harvest);
      case "merge_request_approvals" -> ReviewMapping.approvals(scope, body, harvest);
      case "merge_request_state_events" -> ReviewMapping.stateEvents(scope, body, harvest);
      case MergeRequestBatches.KIND -> BatchMapping.page(scope, body, harvest);
      case PipelineTimes.KIND -> PipelineMapping.times(scope, body, harvest);
      case "pipelines" -> each(body, one -> PipelineMapping.page(scope, one, false, harvest));
      case "pipeline" -> PipelineMapping.page(scope, body.object(), true, harvest);
      case "jobs", "pipeline_jobs" -> JobMapping.page(scope, body, harvest);
      case GatesFeed.KIND -> EvidenceMapping.map(scope, scope.contextId("project"), harvest);
      case TestReportsFeed.KIND -> TestReportMapping.page(scope, body.object(), harvest);
      case ConnectedModeFeed.KIND -> ConnectedModeMapping.page(scope, body, harvest);
      case GitopsCommits.KIND -> GitopsMapping.page(scope, body.object(), harvest);
      case "environments" -> each(body, one -> EnvironmentMapping.page(scope, one, harvest));
      case "deployments" -> each(body, one -> DeploymentMapping.page(scope, one, harvest));
      case "deployment" -> DeploymentMapping.page(scope, body.object(), harvest);
      case "deployment_merge_requests" -> DeploymentMapping.mergeRequests(scope, body, harvest);
      case "releases" -> each(body, one -> ReleaseMapping.page(scope, one, harvest));
      default ->
          throw new UnmappableException(
              "", "no page of GitLab is called '" + scope.delivery().kind() + "'");
    }
    return harvest.mapped();
  }

  /** What is done with one row of a page. */
  private interface Row {
    void map(JsonValue row) throws UnmappableException;
  }

  private static void each(JsonValue page, Row row) throws UnmappableException {
    for (JsonValue item : page.objects()) {
      row.map(item);
    }
  }
}
