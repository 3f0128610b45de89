package io.throughline.source.gitlab;

import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.DeploymentChange;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deployments and what they carried.
 *
 * <p>When a deployment finished is told by its job ({@code deployable.finished_at}) or by the
 * webhook of its final status ({@code status_changed_at}). One that was made through the API has no
 * job; for it, and only when no webhook told better, {@code updated_at} must do. A later touch
 * moves {@code updated_at} but must not move a finish, so that guess is a snapshot of its own with
 * a version that lies before the epoch and is the older, the later the guess: whatever is better
 * known wins, and of several guesses the first one, in whichever order they arrive. A payload
 * without a finish of its own stays partial, because it must not empty a known one.
 */
final class DeploymentMapping {
  private DeploymentMapping() {}

  /** A deployment of the API. */
  static void page(Scope scope, JsonValue deployment, Harvest harvest) throws UnmappableException {
    JsonValue environment = deployment.optionalObject("environment");
    JsonValue job = deployment.optionalObject("deployable");
    String ownStatus = Statuses.of(deployment.text("status"));
    String status = ownStatus == null && job != null ? Statuses.of(job.text("status")) : ownStatus;
    boolean done = Statuses.isFinal(status);
    Instant finished = done && job != null ? scope.time(job, "finished_at") : null;
    long id = scope.id(deployment, "id");
    Deployment mapped =
        new Deployment(
            id,
            scope.project(deployment, "project_id"),
            environment == null ? null : environment.text("name"),
            environment == null ? null : environment.text("tier"),
            status,
            deployment.text("ref"),
            deployment.text("sha"),
            AccountMapping.embedded(scope, deployment.optionalObject("user"), harvest),
            scope.time(deployment, "created_at"),
            finished,
            job == null ? null : job.text("web_url"));
    Instant updated = scope.time(deployment, "updated_at");
    Instant version = updated == null ? Statuses.newest(mapped.createdAt(), finished) : updated;
    boolean known = finished != null || (!done && job != null);
    if (known && environment != null) {
      harvest.complete(mapped, version);
    } else {
      harvest.partial(mapped, version);
    }
    if (done && finished == null && updated != null) {
      harvest.partial(guess(id, updated), firstGuessWins(updated));
    }
  }

  /** A deployment's webhook. */
  static void hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue projectObject = hook.object("project");
    long project = scope.id(projectObject, "id");
    long id = scope.id(hook, "deployment_id");
    String status = Statuses.of(hook.text("status"));
    Instant changed = scope.time(hook, "status_changed_at");
    boolean done = Statuses.isFinal(status);
    harvest.partial(
        new Deployment(
            id,
            project,
            hook.text("environment"),
            hook.text("environment_tier"),
            status,
            hook.text("ref"),
            sha(hook.text("commit_url")),
            AccountMapping.embedded(scope, hook.optionalObject("user"), harvest),
            null,
            done ? changed : null,
            hook.text("deployable_url")),
        changed == null ? Instant.EPOCH : changed);
    ProjectMapping.embedded(scope, hook, null, harvest);
    harvest.refresh(
        "deployment",
        Long.toString(projectObject.requiredInteger("id")),
        Long.toString(hook.requiredInteger("deployment_id")));
  }

  /** A page of the merge requests that the context's deployment carried. */
  static void mergeRequests(Scope scope, JsonValue page, Harvest harvest)
      throws UnmappableException {
    long deployment = scope.contextId("deployment");
    List<DeploymentChange> changes = new ArrayList<>();
    for (JsonValue mr : page.objects()) {
      changes.add(new DeploymentChange(deployment, MergeRequestMapping.page(scope, mr, harvest)));
    }
    harvest.replace(DeploymentChange.class, deployment, "merge_requests", scope.takenAt(), changes);
  }

  private static Deployment guess(long id, Instant finished) {
    return new Deployment(id, null, null, null, null, null, null, null, null, finished, null);
  }

  private static Instant firstGuessWins(Instant guess) {
    return Instant.EPOCH.minus(Duration.between(Instant.EPOCH, guess));
  }

  /** The webhook has only the short hash by itself, but the whole one at the end of an address. */
  private static @Nullable String sha(@Nullable String commitUrl) {
    String last = commitUrl == null ? "" : commitUrl.substring(commitUrl.lastIndexOf('/') + 1);
    return last.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? last : null;
  }
}
