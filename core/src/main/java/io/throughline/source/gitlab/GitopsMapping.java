package io.throughline.source.gitlab;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GitopsChange;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitops.AppCommit;
import io.throughline.source.gitops.FileDiff;
import io.throughline.source.gitops.ImageChange;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A commit of a GitOps repository, as its feed put it together. */
final class GitopsMapping {
  private GitopsMapping() {}

  /**
   * Each version that it changed; of one that was read whole and changed none, just that.
   *
   * <p>Who made it is the author of the merge request that brought it: a merge itself is written by
   * whoever pressed the button, so the address in it says nothing of who made the change.
   */
  static void page(Scope scope, JsonValue commit, Harvest harvest) throws UnmappableException {
    long project = scope.contextId("project");
    String sha = commit.requiredText("id").toLowerCase(Locale.ROOT);
    JsonValue brought = brought(commit);
    JsonValue user = brought == null ? null : brought.optionalObject("author");
    AccountMapping.embedded(scope, user, harvest);
    String username = user == null ? null : filled(user.text("username"));
    boolean byHand = brought == null || !Boolean.TRUE.equals(commit.flag("merge"));
    String told = byHand ? filled(commit.text("author_email")) : null;
    String email = told == null ? null : told.strip().toLowerCase(Locale.ROOT);
    String author = username == null ? filled(commit.text("author_name")) : username;
    String app = AppCommit.in(commit.text("message"));
    Instant committed = scope.committersTime(commit, "committed_date");
    String page = filled(commit.text("web_url"));
    List<JsonValue> files = commit.at("files").objects();
    if (files.isEmpty()) {
      harvest.unversioned(
          new GitopsChange(
              FactId.of(scope.config().source(), Sha256.number(project + "\n" + sha)),
              project,
              sha,
              null,
              null,
              null,
              null,
              app,
              author,
              email,
              null,
              committed,
              page),
          true);
    }
    for (JsonValue file : files) {
      String diff = file.text("diff");
      FileDiff read = new FileDiff(file.requiredText("path"), diff == null ? "" : diff);
      for (ImageChange change : read.changes()) {
        String own = project + "\n" + sha + "\n" + change.path() + "\n" + change.place();
        harvest.unversioned(
            new GitopsChange(
                FactId.of(scope.config().source(), Sha256.number(own)),
                project,
                sha,
                change.path(),
                change.image(),
                change.fromVersion(),
                change.toVersion(),
                app,
                author,
                email,
                brought == null ? null : scope.id(brought, "id"),
                committed,
                page),
            true);
      }
    }
  }

  /**
   * The merge request that brought it to the branch: of several the first that was merged there.
   */
  private static @Nullable JsonValue brought(JsonValue commit) throws UnmappableException {
    String branch = commit.text("branch");
    JsonValue first = null;
    for (JsonValue one : commit.objects("merge_requests")) {
      boolean here =
          "merged".equals(one.text("state"))
              && (branch == null || branch.equals(one.text("target_branch")));
      if (here && (first == null || one.requiredInteger("iid") < first.requiredInteger("iid"))) {
        first = one;
      }
    }
    return first;
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
