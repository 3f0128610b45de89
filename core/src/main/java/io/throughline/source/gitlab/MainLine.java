package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitlab.GitopsRepositories.Repository;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.NextLink;
import io.throughline.source.http.Waits;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commits that came to a default branch since one that is known. Of a merge only the merge
 * itself is one: what it merged was in no place before.
 *
 * @param commits newest first, by hash
 * @param askedAt when the reading began, by GitLab's clock
 */
record MainLine(Map<String, Commit> commits, Instant askedAt) {
  private static final int MOST_PAGES = 500;

  /**
   * A commit as the list tells it.
   *
   * @param merge whether it joins branches
   */
  record Commit(
      String sha,
      String message,
      String authorName,
      String authorEmail,
      String committedAt,
      String webUrl,
      boolean merge) {}

  /**
   * Reads the list down to the known commit. Where that is on the branch no more, since somebody
   * rewrote it, all is read again back to where a backfill begins; what was stored stays one.
   *
   * @param known a hash; empty text before anything was read
   */
  static MainLine since(FeedRun run, Repository repository, String known)
      throws SourceException, InterruptedException {
    String path = "/api/v4/projects/" + repository.id() + "/repository/commits";
    Optional<String> next =
        Optional.of(
            path
                + "?ref_name="
                + URLEncoder.encode(repository.branch(), StandardCharsets.UTF_8)
                + "&first_parent=true&since="
                + run.since()
                + "&per_page=100");
    Map<String, Commit> commits = new LinkedHashMap<>();
    Set<String> asked = new HashSet<>();
    Instant askedAt = null;
    while (next.isPresent()) {
      if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
        throw Paging.loop(path);
      }
      HttpDoor.Page page = run.http().get(next.get());
      askedAt =
          askedAt != null
              ? askedAt
              : Waits.date(page.headers().get("date")).orElse(run.clock().instant());
      next = add(path, page, known, commits) ? Optional.empty() : NextLink.of(page);
    }
    return new MainLine(commits, askedAt == null ? run.clock().instant() : askedAt);
  }

  /** Adds a page; whether the known commit was on it. */
  private static boolean add(
      String path, HttpDoor.Page page, String known, Map<String, Commit> commits)
      throws SourceException {
    try {
      for (JsonValue row : StrictJson.read(page.body()).objects()) {
        Commit commit = commit(row);
        if (commit.sha().equals(known)) {
          return true;
        }
        commits.putIfAbsent(commit.sha(), commit);
      }
      return false;
    } catch (UnmappableException e) {
      throw SourceException.misshapen("GitLab", path, e);
    }
  }

  private static Commit commit(JsonValue row) throws UnmappableException, SourceException {
    String sha = row.requiredText("id");
    if (!sha.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw new SourceException(Remedy.RETRY, "GitLab told a commit whose id is none.");
    }
    JsonValue parents = row.at("parent_ids");
    return new Commit(
        sha,
        text(row, "message"),
        text(row, "author_name"),
        text(row, "author_email"),
        text(row, "committed_date"),
        text(row, "web_url"),
        parents.isArray() && parents.items().size() > 1);
  }

  private static String text(JsonValue row, String field) throws UnmappableException {
    String text = row.text(field);
    return text == null ? "" : text;
  }

  /** The hashes in the order in which the commits came. */
  List<String> oldestFirst() {
    List<String> shas = new ArrayList<>(commits.keySet());
    Collections.reverse(shas);
    return shas;
  }

  /** One of the commits. */
  Commit commit(String sha) {
    Commit commit = commits.get(sha);
    if (commit == null) {
      throw new IllegalArgumentException("not one of these commits: " + sha);
    }
    return commit;
  }
}
