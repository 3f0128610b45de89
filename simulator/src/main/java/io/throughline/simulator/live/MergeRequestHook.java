package io.throughline.simulator.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.gitlab.Times;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Snapshot;
import java.io.IOException;
import java.util.Set;

/** The body of the merge request webhook. */
final class MergeRequestHook {
  private MergeRequestHook() {}

  /** The merge request right after one of its events. */
  static Json.Part body(View view, MergeRequest mr, int index, String action) {
    Event event = mr.events().get(index);
    Snapshot after = Snapshot.of(mr, event.at());
    Snapshot before = index == 0 ? after : Snapshot.of(mr, mr.events().get(index - 1).at());
    return out -> {
      out.writeStartObject();
      out.writeStringField("object_kind", "merge_request");
      out.writeStringField("event_type", "merge_request");
      HookParts.user(out, "user", event.by());
      HookParts.project(out, view, "project", mr.project());
      HookParts.repository(out, view, mr.project());
      out.writeObjectFieldStart("object_attributes");
      attributes(out, view, after);
      out.writeStringField("action", action);
      if (event instanceof Event.Pushed) {
        out.writeStringField("oldrev", before.headSha());
      }
      out.writeEndObject();
      labels(out, mr);
      changes(out, event, before, after);
      users(out, "assignees", Set.of(mr.author()));
      users(out, "reviewers", after.reviewers().keySet());
      out.writeEndObject();
    };
  }

  /** The fields of {@code object_attributes}, which the note hook repeats. */
  static void attributes(JsonGenerator out, View view, Snapshot s) throws IOException {
    MergeRequest mr = s.mr();
    out.writeNumberField("id", mr.id());
    out.writeNumberField("iid", mr.iid());
    out.writeStringField("target_branch", mr.targetBranch());
    out.writeStringField("source_branch", mr.sourceBranch());
    out.writeNumberField("source_project_id", mr.project().id());
    out.writeNumberField("target_project_id", mr.project().id());
    out.writeNumberField("author_id", mr.author().id());
    out.writeNumberField("assignee_id", mr.author().id());
    ids(out, "assignee_ids", Set.of(mr.author()));
    ids(out, "reviewer_ids", s.reviewers().keySet());
    out.writeStringField("title", s.shownTitle());
    out.writeStringField("description", mr.description());
    out.writeStringField("created_at", Times.hook(mr.createdAt()));
    out.writeStringField("updated_at", Times.hook(s.updatedAt()));
    out.writeStringField("state", s.state());
    out.writeNumberField("state_id", stateId(s.state()));
    out.writeBooleanField("draft", s.draft());
    out.writeBooleanField("work_in_progress", s.draft());
    out.writeBooleanField("blocking_discussions_resolved", true);
    out.writeBooleanField("first_contribution", false);
    out.writeBooleanField("merge_when_pipeline_succeeds", false);
    out.writeStringField("merge_status", "can_be_merged");
    out.writeStringField("detailed_merge_status", "mergeable");
    out.writeNullField("milestone_id");
    out.writeNullField("last_edited_at");
    out.writeNullField("last_edited_by_id");
    out.writeNullField("updated_by_id");
    out.writeNullField("merge_error");
    out.writeStringField("url", view.url(mr));
    Event.Merged merged = s.merged();
    out.writeStringField("merge_commit_sha", merged == null ? null : merged.mergeSha());
    out.writeStringField("squash_commit_sha", merged == null ? null : merged.squashSha());
    if (merged == null) {
      out.writeNullField("merge_user_id");
    } else {
      out.writeNumberField("merge_user_id", merged.by().id());
    }
    Pipeline pipeline = s.headPipeline();
    if (pipeline == null) {
      out.writeNullField("head_pipeline_id");
    } else {
      out.writeNumberField("head_pipeline_id", pipeline.id());
    }
    for (String zero : new String[] {"time_estimate", "total_time_spent", "time_change"}) {
      out.writeNumberField(zero, 0);
      out.writeNullField("human_" + zero);
    }
    HookParts.project(out, view, "source", mr.project());
    HookParts.project(out, view, "target", mr.project());
    out.writeFieldName("last_commit");
    if (s.commits().isEmpty()) {
      out.writeNull();
    } else {
      out.writeStartObject();
      HookParts.commit(out, view, mr.project(), s.commits().getLast());
      out.writeEndObject();
    }
    labels(out, mr);
  }

  private static int stateId(String state) {
    return switch (state) {
      case "closed" -> 2;
      case "merged" -> 3;
      default -> 1;
    };
  }

  private static void changes(JsonGenerator out, Event event, Snapshot before, Snapshot after)
      throws IOException {
    out.writeObjectFieldStart("changes");
    pair(out, "updated_at", Times.hook(before.updatedAt()), Times.hook(after.updatedAt()));
    switch (event) {
      case Event.DraftSet e -> {
        out.writeObjectFieldStart("draft");
        out.writeBooleanField("previous", before.draft());
        out.writeBooleanField("current", after.draft());
        out.writeEndObject();
        pair(out, "title", before.shownTitle(), after.shownTitle());
      }
      case Event.ReviewAsked e -> reviewers(out, before, after);
      case Event.ReviewWithdrawn e -> reviewers(out, before, after);
      case Event.Closed e -> state(out, before, after);
      case Event.Reopened e -> state(out, before, after);
      case Event.Merged e -> state(out, before, after);
      default -> {}
    }
    out.writeEndObject();
  }

  private static void state(JsonGenerator out, Snapshot before, Snapshot after) throws IOException {
    out.writeObjectFieldStart("state_id");
    out.writeNumberField("previous", stateId(before.state()));
    out.writeNumberField("current", stateId(after.state()));
    out.writeEndObject();
  }

  private static void reviewers(JsonGenerator out, Snapshot before, Snapshot after)
      throws IOException {
    out.writeObjectFieldStart("reviewers");
    users(out, "previous", before.reviewers().keySet());
    users(out, "current", after.reviewers().keySet());
    out.writeEndObject();
  }

  private static void pair(JsonGenerator out, String field, String previous, String current)
      throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("previous", previous);
    out.writeStringField("current", current);
    out.writeEndObject();
  }

  private static void users(JsonGenerator out, String field, Set<Account> users)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Account user : users) {
      HookParts.user(out, user);
    }
    out.writeEndArray();
  }

  private static void ids(JsonGenerator out, String field, Set<Account> users) throws IOException {
    out.writeArrayFieldStart(field);
    for (Account user : users) {
      out.writeNumber(user.id());
    }
    out.writeEndArray();
  }

  private static void labels(JsonGenerator out, MergeRequest mr) throws IOException {
    out.writeArrayFieldStart("labels");
    for (String label : mr.labels()) {
      out.writeStartObject();
      out.writeNumberField("id", 200 + Math.floorMod(label.hashCode(), 100));
      out.writeStringField("title", label);
      out.writeStringField("color", "#3a7ebf");
      out.writeNumberField("project_id", mr.project().id());
      out.writeStringField("created_at", "2023-05-03 07:00:00 UTC");
      out.writeStringField("updated_at", "2023-05-03 07:00:00 UTC");
      out.writeBooleanField("template", false);
      out.writeStringField("description", "");
      out.writeStringField("type", "ProjectLabel");
      out.writeNullField("group_id");
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
