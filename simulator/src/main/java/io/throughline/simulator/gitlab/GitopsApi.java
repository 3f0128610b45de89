package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.GitopsCommit;
import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.world.ChangedFile;
import io.throughline.simulator.world.Commit;
import java.io.IOException;
import java.util.List;
import java.util.function.LongPredicate;

/** The commits of the GitOps repository, which nobody brings by merge requests. */
final class GitopsApi {
  private final View view;

  GitopsApi(View view) {
    this.view = view;
  }

  /** The list, newest first. */
  Reply commits(Request request) {
    if (!request.text("ref_name", "main").equals("main")) {
      throw NotFound.of("");
    }
    LongPredicate wanted = request.within("since", "until");
    List<Commit> rows =
        GitopsRepository.line(view.production().commits(view.now())).reversed().stream()
            .filter(commit -> wanted.test(commit.committedAt()))
            .toList();
    return Page.offset(
        view.base(),
        request,
        rows,
        (out, commit) -> CommitJson.write(out, view, GitopsRepository.PROJECT, commit));
  }

  /** One of them, its difference, or the merge requests that brought it: none. */
  Reply commit(Request request, String sha, String part) {
    List<GitopsCommit> all = view.production().commits(view.now());
    GitopsCommit found =
        all.stream()
            .filter(commit -> sha.length() >= 7 && commit.sha().startsWith(sha))
            .findFirst()
            .orElseThrow(() -> NotFound.of("Commit "));
    return switch (part) {
      case "" -> {
        Commit whole = GitopsRepository.line(all).get(all.indexOf(found));
        yield Reply.of(out -> CommitJson.write(out, view, GitopsRepository.PROJECT, whole));
      }
      case "diff" -> Page.offset(view.base(), request, List.of(found), GitopsApi::diff);
      case "merge_requests" ->
          Page.offset(view.base(), request, List.<GitopsCommit>of(), (out, none) -> {});
      default -> throw NotFound.of("");
    };
  }

  private static void diff(JsonGenerator out, GitopsCommit commit) throws IOException {
    String path = commit.hosting().path();
    ChangedFile.Change change =
        commit.from() == null ? ChangedFile.Change.ADDED : ChangedFile.Change.MODIFIED;
    DiffJson.write(
        out,
        new ChangedFile(path, path, ChangedFile.Kind.SOURCE, change, 1, 1, false),
        commit.diff());
  }
}
