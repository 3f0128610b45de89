package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Snapshot;
import java.io.IOException;
import java.util.Map;

/** Merge requests as GitLab writes them in lists and alone. */
final class MergeRequestJson {
  private MergeRequestJson() {}

  static void simple(JsonGenerator out, View view, Snapshot s) throws IOException {
    MergeRequest mr = s.mr();
    out.writeStartObject();
    head(out, s);
    Times.write(out, "created_at", mr.createdAt());
    Times.write(out, "updated_at", s.updatedAt());
    out.writeStringField("web_url", view.url(mr));
    out.writeEndObject();
  }

  static void listed(JsonGenerator out, View view, Snapshot s) throws IOException {
    out.writeStartObject();
    common(out, view, s);
    out.writeEndObject();
  }

  static void alone(JsonGenerator out, View view, Snapshot s) throws IOException {
    out.writeStartObject();
    common(out, view, s);
    MergeRequest mr = s.mr();
    out.writeBooleanField("subscribed", false);
    out.writeStringField("changes_count", Integer.toString(mr.files().size()));
    Pipeline pipeline = s.headPipeline();
    Times.write(
        out, "latest_build_started_at", pipeline == null ? null : (Long) pipeline.startedAt());
    boolean finished = pipeline != null && pipeline.finishedAt() <= s.now();
    Times.write(
        out,
        "latest_build_finished_at",
        pipeline != null && finished ? (Long) pipeline.finishedAt() : null);
    Json.nulls(out, "first_deployed_to_production_at");
    for (String field : new String[] {"pipeline", "head_pipeline"}) {
      out.writeFieldName(field);
      if (pipeline == null) {
        out.writeNull();
      } else {
        PipelineJson.listed(out, view, pipeline, s.now());
      }
    }
    refs(out, s);
    Json.nulls(out, "merge_error");
    out.writeObjectFieldStart("user");
    out.writeBooleanField("can_merge", false);
    out.writeEndObject();
    out.writeEndObject();
  }

  static void head(JsonGenerator out, Snapshot s) throws IOException {
    MergeRequest mr = s.mr();
    out.writeNumberField("id", mr.id());
    out.writeNumberField("iid", mr.iid());
    out.writeNumberField("project_id", mr.project().id());
    out.writeStringField("title", s.shownTitle());
    out.writeStringField("description", mr.description());
    out.writeStringField("state", s.state());
  }

  private static void common(JsonGenerator out, View view, Snapshot s) throws IOException {
    MergeRequest mr = s.mr();
    Event.Merged merged = s.merged();
    Event.Closed closed = s.closed();
    head(out, s);
    Times.write(out, "created_at", mr.createdAt());
    Times.write(out, "updated_at", s.updatedAt());
    UserJson.brief(out, view, "merged_by", merged == null ? null : merged.by());
    UserJson.brief(out, view, "merge_user", merged == null ? null : merged.by());
    Times.write(out, "merged_at", merged == null ? null : (Long) merged.at());
    UserJson.brief(out, view, "closed_by", closed == null ? null : closed.by());
    Times.write(out, "closed_at", closed == null ? null : (Long) closed.at());
    out.writeStringField("target_branch", mr.targetBranch());
    out.writeStringField("source_branch", mr.sourceBranch());
    out.writeNumberField("user_notes_count", s.userNotes());
    out.writeNumberField("upvotes", 0);
    out.writeNumberField("downvotes", 0);
    UserJson.brief(out, view, "author", mr.author());
    people(out, view, s);
    out.writeNumberField("source_project_id", mr.project().id());
    out.writeNumberField("target_project_id", mr.project().id());
    out.writeArrayFieldStart("labels");
    for (String label : mr.labels()) {
      out.writeString(label);
    }
    out.writeEndArray();
    out.writeBooleanField("draft", s.draft());
    out.writeBooleanField("work_in_progress", s.draft());
    out.writeBooleanField("imported", false);
    Json.nulls(out, "milestone");
    out.writeBooleanField("merge_when_pipeline_succeeds", false);
    out.writeStringField("merge_status", "can_be_merged");
    out.writeStringField("detailed_merge_status", status(s));
    out.writeStringField("sha", s.headSha());
    out.writeStringField("merge_commit_sha", merged == null ? null : merged.mergeSha());
    out.writeStringField("squash_commit_sha", merged == null ? null : merged.squashSha());
    Json.nulls(out, "discussion_locked", "should_remove_source_branch", "prepared_at");
    out.writeBooleanField("force_remove_source_branch", true);
    out.writeStringField("reference", "!" + mr.iid());
    out.writeObjectFieldStart("references");
    out.writeStringField("short", "!" + mr.iid());
    out.writeStringField("relative", "!" + mr.iid());
    out.writeStringField("full", view.path(mr.project()) + "!" + mr.iid());
    out.writeEndObject();
    out.writeStringField("web_url", view.url(mr));
    times(out);
    boolean squash = merged != null && merged.squashSha() != null;
    out.writeBooleanField("squash", squash);
    out.writeBooleanField("squash_on_merge", squash);
    out.writeObjectFieldStart("task_completion_status");
    out.writeNumberField("count", 0);
    out.writeNumberField("completed_count", 0);
    out.writeEndObject();
    Json.flags(out, false, "has_conflicts");
    out.writeBooleanField("blocking_discussions_resolved", true);
    Json.nulls(out, "approvals_before_merge");
  }

  private static String status(Snapshot s) {
    return s.state().equals("opened") ? s.draft() ? "draft_status" : "mergeable" : "not_open";
  }

  private static void people(JsonGenerator out, View view, Snapshot s) throws IOException {
    out.writeArrayFieldStart("assignees");
    UserJson.brief(out, view, s.mr().author());
    out.writeEndArray();
    UserJson.brief(out, view, "assignee", s.mr().author());
    out.writeArrayFieldStart("reviewers");
    for (Account reviewer : s.reviewers().keySet()) {
      UserJson.brief(out, view, reviewer);
    }
    out.writeEndArray();
  }

  private static void times(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("time_stats");
    out.writeNumberField("time_estimate", 0);
    out.writeNumberField("total_time_spent", 0);
    Json.nulls(out, "human_time_estimate", "human_total_time_spent");
    out.writeEndObject();
  }

  private static void refs(JsonGenerator out, Snapshot s) throws IOException {
    out.writeObjectFieldStart("diff_refs");
    out.writeStringField("base_sha", s.mr().baseSha());
    out.writeStringField("head_sha", s.headSha());
    out.writeStringField("start_sha", s.mr().baseSha());
    out.writeEndObject();
  }

  static void reviewers(JsonGenerator out, View view, Snapshot s) throws IOException {
    out.writeStartArray();
    for (Map.Entry<Account, String> entry : s.reviewers().entrySet()) {
      out.writeStartObject();
      UserJson.brief(out, view, "user", entry.getKey());
      out.writeStringField("state", entry.getValue());
      Times.write(out, "created_at", s.askedAt(entry.getKey()));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void approvals(JsonGenerator out, View view, Snapshot s) throws IOException {
    out.writeStartObject();
    head(out, s);
    Times.write(out, "created_at", s.mr().createdAt());
    Times.write(out, "updated_at", s.updatedAt());
    out.writeStringField("merge_status", "can_be_merged");
    out.writeBooleanField("approved", !s.approvals().isEmpty());
    out.writeNumberField("approvals_required", 0);
    out.writeNumberField("approvals_left", 0);
    out.writeBooleanField("require_password_to_approve", false);
    out.writeArrayFieldStart("approved_by");
    for (Map.Entry<Account, Long> entry : s.approvals().entrySet()) {
      out.writeStartObject();
      UserJson.brief(out, view, "user", entry.getKey());
      Times.write(out, "approved_at", entry.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    for (String field : new String[] {"suggested_approvers", "approvers", "approver_groups"}) {
      out.writeArrayFieldStart(field);
      out.writeEndArray();
    }
    Json.flags(out, false, "user_has_approved", "user_can_approve", "has_approval_rules");
    out.writeEndObject();
  }
}
