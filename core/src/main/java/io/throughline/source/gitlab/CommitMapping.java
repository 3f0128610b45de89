package io.throughline.source.gitlab;

import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page of the commits of a merge request, as they were before any squash. */
final class CommitMapping {
  private CommitMapping() {}

  static void page(Scope scope, JsonValue page, Harvest harvest) throws UnmappableException {
    long mergeRequest = scope.contextId("merge_request");
    List<MergeRequestCommit> commits = new ArrayList<>();
    for (JsonValue commit : page.objects()) {
      String message = commit.text("message");
      commits.add(
          new MergeRequestCommit(
              mergeRequest,
              commit.requiredText("id"),
              scope.committersTime(commit, "authored_date"),
              scope.committersTime(commit, "committed_date"),
              lower(commit.text("author_email")),
              AiAssistants.ofCommit(message),
              Backlinks.cherryPick(message)));
    }
    harvest.replace(MergeRequestCommit.class, mergeRequest, "commits", scope.takenAt(), commits);
  }

  private static @Nullable String lower(@Nullable String email) {
    return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
  }
}
