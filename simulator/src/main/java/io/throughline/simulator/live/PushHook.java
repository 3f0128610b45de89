package io.throughline.simulator.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Release;
import io.throughline.simulator.world.Snapshot;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the push and tag push webhooks. */
final class PushHook {
  private static final String NOTHING = "0".repeat(40);
  private static final int LISTED = 20;

  private PushHook() {}

  /** Commits that came onto the source branch. */
  static Json.Part branch(View view, MergeRequest mr, int index) {
    Event event = mr.events().get(index);
    List<Commit> commits =
        event instanceof Event.Pushed pushed
            ? pushed.commits()
            : Snapshot.of(mr, event.at()).commits();
    String before =
        index == 0 ? NOTHING : Snapshot.of(mr, mr.events().get(index - 1).at()).headSha();
    String after = commits.isEmpty() ? mr.baseSha() : commits.getLast().sha();
    return body(
        view,
        "push",
        mr.project(),
        event.by(),
        "refs/heads/" + mr.sourceBranch(),
        before,
        after,
        commits);
  }

  /** What a merge brought onto the target branch. */
  static Json.Part merged(View view, MergeRequest mr, Event.Merged merge) {
    String title = "Merge branch '" + mr.sourceBranch() + "' into '" + mr.targetBranch() + "'";
    String text = title + "\n\n" + mr.title() + "\n\nSee merge request " + view.path(mr.project());
    Commit commit =
        new Commit(
            merge.mergeSha(),
            mr.baseSha(),
            text + "!" + mr.iid(),
            merge.by(),
            merge.at(),
            merge.at());
    return body(
        view,
        "push",
        mr.project(),
        merge.by(),
        "refs/heads/" + mr.targetBranch(),
        mr.baseSha(),
        merge.mergeSha(),
        List.of(commit));
  }

  /** The source branch's end after a merge. */
  static Json.Part deleted(View view, MergeRequest mr, Event.Merged merge) {
    String head = Snapshot.of(mr, merge.at()).headSha();
    return body(
        view,
        "push",
        mr.project(),
        merge.by(),
        "refs/heads/" + mr.sourceBranch(),
        head,
        NOTHING,
        List.of());
  }

  /** A commit of the GitOps repository. */
  static Json.Part gitops(View view, Commit commit) {
    return body(
        view,
        "push",
        GitopsRepository.PROJECT,
        commit.author(),
        "refs/heads/main",
        commit.parent().isEmpty() ? NOTHING : commit.parent(),
        commit.sha(),
        List.of(commit));
  }

  /** A release's tag. */
  static Json.Part tag(View view, Release release) {
    return body(
        view,
        "tag_push",
        release.project(),
        release.author(),
        "refs/tags/" + release.tag(),
        NOTHING,
        release.sha(),
        List.of());
  }

  private static Json.Part body(
      View view,
      String kind,
      Project project,
      Account user,
      String ref,
      String before,
      String after,
      List<Commit> commits) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("object_kind", kind);
      out.writeStringField("event_name", kind);
      out.writeStringField("before", before);
      out.writeStringField("after", after);
      out.writeStringField("ref", ref);
      out.writeBooleanField("ref_protected", ref.equals("refs/heads/main"));
      out.writeStringField("checkout_sha", checkout(after));
      out.writeNullField("message");
      out.writeNumberField("user_id", user.id());
      out.writeStringField("user_name", user.name());
      out.writeStringField("user_username", user.username());
      out.writeStringField("user_email", user.human() ? user.email() : "");
      out.writeNullField("user_avatar");
      out.writeNumberField("project_id", project.id());
      HookParts.project(out, view, "project", project);
      out.writeArrayFieldStart("commits");
      for (Commit commit : commits.subList(Math.max(0, commits.size() - LISTED), commits.size())) {
        commit(out, view, project, commit);
      }
      out.writeEndArray();
      out.writeNumberField("total_commits_count", commits.size());
      out.writeObjectFieldStart("push_options");
      out.writeEndObject();
      HookParts.repository(out, view, project);
      out.writeEndObject();
    };
  }

  private static @Nullable String checkout(String after) {
    return after.equals(NOTHING) ? null : after;
  }

  private static void commit(JsonGenerator out, View view, Project project, Commit commit)
      throws IOException {
    out.writeStartObject();
    HookParts.commit(out, view, project, commit);
    for (String list : new String[] {"added", "modified", "removed"}) {
      out.writeArrayFieldStart(list);
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
