package io.throughline.source.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitlab.GitopsRepositories.Repository;
import io.throughline.source.gitops.FileDiff;
import io.throughline.source.gitops.GitopsPaths;
import io.throughline.source.http.WholeJson;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what commits of one GitOps repository did to its files, and stores those that changed a
 * version, each in one piece: the commit, the files cut down to what names versions, and the merge
 * requests that brought it.
 */
final class GitopsCommits {
  static final String KIND = "gitops_commit";
  private static final int MOST_FILES = 2_000;
  // A page of a hundred of GitLab's longest diffs would be more than is taken in one piece.
  private static final int PAGE = 20;
  private static final Duration FRESH = Duration.ofMinutes(2);
  private static final int MOST_MERGE_REQUESTS = 20;
  private static final int LONGEST_MESSAGE = 20_000;

  /** A merge request that the commit came with; texts are empty where GitLab told none. */
  private record Brought(
      long id, long iid, String target, String state, long authorId, String author) {
    boolean merged() {
      return state.equals("merged");
    }
  }

  private final FeedRun run;
  private final Repository repository;
  private final GitopsPaths paths;
  private final Set<String> cut = new LinkedHashSet<>();
  private boolean answered;
  private boolean refused;
  // Whether all that the commit at hand changed was read.
  private boolean whole;

  GitopsCommits(FeedRun run, Repository repository, GitopsPaths paths) {
    this.run = run;
    this.repository = repository;
    this.paths = paths;
  }

  /**
   * Reads one commit.
   *
   * @return false when it should be read once more: GitLab writes down only after a merge which
   *     merge request it was, and may be asked before that
   */
  boolean read(MainLine.Commit commit) throws SourceException, InterruptedException {
    List<FileDiff> files = files(commit);
    if (files.isEmpty()) {
      if (whole) {
        // That it changed no version tells a change of settings from a deployment.
        run.store(KIND, Map.of("project", repository.id()), null, body(commit, files, List.of()));
      }
      return true;
    }
    List<Brought> brought = mergeRequests(commit);
    run.store(KIND, Map.of("project", repository.id()), null, body(commit, files, brought));
    return refused || brought.stream().anyMatch(Brought::merged) || !isFresh(commit);
  }

  private boolean isFresh(MainLine.Commit commit) {
    try {
      Duration age =
          Duration.between(SourceTime.parse(commit.committedAt()), run.clock().instant());
      return age.abs().compareTo(FRESH) < 0;
    } catch (DateTimeException e) {
      // A commit without a time that can be read is not known to be new.
      return false;
    }
  }

  /** Says what could not be read of the commits. */
  void tell() {
    if (!cut.isEmpty()) {
      run.notice(
          repository.path() + "/cut",
          "GitLab does not show all that was changed by "
              + cut.size()
              + " commits of "
              + repository.path()
              + ", since it was too much: "
              + cut.stream().limit(3).collect(Collectors.joining(", "))
              + ". Versions that they changed may be missing.");
    }
    if (answered && !refused) {
      run.notice(repository.path() + "/merge_requests", null);
    }
    if (refused) {
      run.notice(
          repository.path() + "/merge_requests",
          repository.path()
              + " does not tell which merge request a commit came with (an older GitLab, or the"
              + " token's rights). Who made it is told by the commit only.");
    }
  }

  /** The files of it in which a version changed, cut down. */
  private List<FileDiff> files(MainLine.Commit commit)
      throws SourceException, InterruptedException {
    String path = path(commit) + "/diff";
    Map<String, FileDiff> files = new LinkedHashMap<>();
    int[] seen = {0};
    whole = true;
    try {
      Paging.each(
          run.http(),
          path + "?per_page=" + PAGE,
          page -> {
            for (JsonValue row : rows(path, page.body())) {
              if (++seen[0] <= MOST_FILES) {
                take(path, commit, row, files);
              }
            }
          });
    } catch (SourceException e) {
      // The commit was there a moment ago; a 404 is a diff that GitLab cannot make.
      if (e.status() != 404) {
        throw e;
      }
      cut.add(commit.sha());
    }
    if (seen[0] > MOST_FILES) {
      cut.add(commit.sha());
    }
    // A commit without any file, as some merges are, says nothing.
    whole &= seen[0] > 0 && !cut.contains(commit.sha());
    return List.copyOf(files.values());
  }

  private void take(String path, MainLine.Commit commit, JsonValue row, Map<String, FileDiff> files)
      throws SourceException {
    try {
      boolean deleted = Boolean.TRUE.equals(row.flag("deleted_file"));
      String file = row.requiredText(deleted ? "old_path" : "new_path");
      if (!paths.take(file)) {
        whole = false;
        return;
      }
      if (Boolean.TRUE.equals(row.flag("too_large"))
          || Boolean.TRUE.equals(row.flag("collapsed"))) {
        cut.add(commit.sha());
        return;
      }
      String diff = row.text("diff");
      whole &= diff != null && !diff.isEmpty();
      FileDiff kept = new FileDiff(file, diff == null ? "" : diff).kept();
      if (!kept.changes().isEmpty()) {
        files.put(file, kept);
      }
    } catch (UnmappableException e) {
      throw SourceException.misshapen("GitLab", path, e);
    }
  }

  private List<Brought> mergeRequests(MainLine.Commit commit)
      throws SourceException, InterruptedException {
    String path = path(commit) + "/merge_requests";
    List<Brought> brought = new ArrayList<>();
    try {
      for (JsonValue row : rows(path, run.http().get(path + "?per_page=20").body())) {
        if (brought.size() < MOST_MERGE_REQUESTS) {
          brought.add(mergeRequest(path, row));
        }
      }
      answered = true;
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      refused = true;
    }
    return brought;
  }

  private static Brought mergeRequest(String path, JsonValue row) throws SourceException {
    try {
      JsonValue author = row.optionalObject("author");
      Long authorId = author == null ? null : author.integer("id");
      return new Brought(
          row.requiredInteger("id"),
          row.requiredInteger("iid"),
          text(row, "target_branch"),
          text(row, "state"),
          authorId == null ? 0 : authorId,
          author == null ? "" : text(author, "username"));
    } catch (UnmappableException e) {
      throw SourceException.misshapen("GitLab", path, e);
    }
  }

  private static String text(JsonValue row, String field) throws UnmappableException {
    String text = row.text(field);
    return text == null ? "" : text;
  }

  private static List<JsonValue> rows(String path, byte[] body) throws SourceException {
    try {
      return StrictJson.read(body).objects();
    } catch (UnmappableException e) {
      throw SourceException.misshapen("GitLab", path, e);
    }
  }

  private String path(MainLine.Commit commit) {
    return "/api/v4/projects/" + repository.id() + "/repository/commits/" + commit.sha();
  }

  private byte[] body(MainLine.Commit commit, List<FileDiff> files, List<Brought> brought) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = WholeJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", commit.sha());
      json.writeStringField("message", end(commit.message()));
      json.writeStringField("author_name", commit.authorName());
      json.writeStringField("author_email", commit.authorEmail());
      json.writeStringField("committed_date", commit.committedAt());
      json.writeStringField("web_url", commit.webUrl());
      json.writeBooleanField("merge", commit.merge());
      json.writeStringField("branch", repository.branch());
      json.writeArrayFieldStart("files");
      for (FileDiff file : files) {
        json.writeStartObject();
        json.writeStringField("path", file.path());
        json.writeStringField("diff", file.diff());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("merge_requests");
      for (Brought one : brought) {
        mergeRequest(json, one);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private static void mergeRequest(JsonGenerator json, Brought one) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", one.id());
    json.writeNumberField("iid", one.iid());
    json.writeStringField("target_branch", one.target());
    json.writeStringField("state", one.state());
    if (one.authorId() > 0) {
      json.writeObjectFieldStart("author");
      json.writeNumberField("id", one.authorId());
      json.writeStringField("username", one.author());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** What machines write into a message stands at its end. */
  private static String end(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(message.length() - LONGEST_MESSAGE);
  }
}
