package io.throughline.source.gitlab;

import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.TicketKeys;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
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
      commits.add(
          commit(
              mergeRequest,
              commit.requiredText("id"),
              scope.committersTime(commit, "authored_date"),
              scope.committersTime(commit, "committed_date"),
              commit.text("author_email"),
              commit.text("message")));
    }
    harvest.replace(MergeRequestCommit.class, mergeRequest, "commits", scope.takenAt(), commits);
  }

  /**
   * One commit; of its message only what it says about the way it was made and the tickets that it
   * names are kept.
   */
  static MergeRequestCommit commit(
      long mergeRequest,
      String sha,
      @Nullable Instant authoredAt,
      @Nullable Instant committedAt,
      @Nullable String authorEmail,
      @Nullable String message) {
    return new MergeRequestCommit(
        mergeRequest,
        sha,
        authoredAt,
        committedAt,
        lower(authorEmail),
        AiAssistants.ofCommit(message),
        Backlinks.cherryPick(message),
        TicketKeys.inText(message));
  }

  private static @Nullable String lower(@Nullable String email) {
    return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
  }
}
