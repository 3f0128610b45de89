package io.throughline.source.gitlab;

import io.throughline.model.fact.MergeRequest;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.TicketKeys;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Merge requests as the API lists and shows them: complete snapshots, versioned by {@code
 * updated_at}. A row that lacks the fields which every supported GitLab sends stays partial, so
 * that a cut answer never empties what is known.
 */
final class MergeRequestMapping {
  private MergeRequestMapping() {}

  /** One merge request of the API. Answers its fact id. */
  static long page(Scope scope, JsonValue mr, Harvest harvest) throws UnmappableException {
    long id = scope.id(mr, "id");
    Instant version = scope.requiredTime(mr, "updated_at");
    MergeRequest snapshot = snapshot(scope, id, mr, harvest);
    boolean whole = mr.has("author") && mr.has("target_branch") && mr.has("created_at");
    if (whole
        && snapshot.projectId() != null
        && snapshot.iid() != null
        && snapshot.state() != null) {
      harvest.complete(snapshot, version);
    } else {
      harvest.partial(snapshot, version);
    }
    for (JsonValue reviewer : mr.objects("reviewers")) {
      AccountMapping.embedded(scope, reviewer, harvest);
    }
    return id;
  }

  /** The source confirmed that the merge request of the context is gone. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    harvest.partial(
        new MergeRequest(
            scope.contextId("merge_request"),
            scope.contextId("project"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            true),
        scope.takenAt());
  }

  private static MergeRequest snapshot(Scope scope, long id, JsonValue mr, Harvest harvest)
      throws UnmappableException {
    String title = mr.text("title");
    String webUrl = mr.text("web_url");
    String branch = mr.text("source_branch");
    String description = mr.text("description");
    String labels = Labels.of(mr);
    Backlinks backlinks = Backlinks.of(description, branch, webUrl);
    Long author = AccountMapping.embedded(scope, mr.optionalObject("author"), harvest);
    Long mergeUser = AccountMapping.embedded(scope, mr.optionalObject("merge_user"), harvest);
    Long mergedBy = AccountMapping.embedded(scope, mr.optionalObject("merged_by"), harvest);
    return new MergeRequest(
        id,
        scope.project(mr, "project_id"),
        mr.integer("iid"),
        title,
        webUrl,
        author,
        branch,
        mr.text("target_branch"),
        scope.reference(mr, "source_project_id"),
        mr.text("state"),
        draft(mr, title),
        scope.time(mr, "created_at"),
        scope.time(mr, "merged_at"),
        scope.time(mr, "closed_at"),
        mergeUser == null ? mergedBy : mergeUser,
        mr.text("sha"),
        mr.text("merge_commit_sha"),
        mr.text("squash_commit_sha"),
        labels,
        backlinks.revertsIid(),
        backlinks.revertsSha(),
        backlinks.cherryPickOf(),
        AiAssistants.ofMergeRequest(description, labels),
        TicketKeys.inBranch(branch),
        TicketKeys.inText(title),
        TicketKeys.inText(description),
        null);
  }

  /** {@code draft}, or what it was called before, or what the title says. */
  static @Nullable Boolean draft(JsonValue mr, @Nullable String title) throws UnmappableException {
    Boolean draft = mr.flag("draft");
    Boolean named = draft == null ? mr.flag("work_in_progress") : draft;
    return named == null ? DraftTitle.marks(title) : named;
  }
}
