package io.throughline.source.gitlab;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A GitLab with one GitOps repository, two commits a page, newest first, as the real one lists. */
final class FakeGitops implements HttpDoor {
  static final String REPOSITORY = "/api/v4/projects/12/repository/commits";
  private static final int PAGE = 2;

  /** Commits as JSON, oldest first. */
  final List<String> commits = new ArrayList<>();

  /** Bodies by the end of the path of a commit: {@code <sha>/diff}. */
  final Map<String, String> bodies = new HashMap<>();

  /** What is answered instead, by a part of the path. */
  final Map<String, SourceException> faults = new HashMap<>();

  final List<String> asked = new ArrayList<>();
  String branch = "\"main\"";

  static String sha(int number) {
    return "%040x".formatted(number);
  }

  /** A commit by which one image of one file went from one tag to another. */
  void deploy(int number, String image, String from, String to) {
    commit(number, "Deploy " + image, "apps/kustomization.yaml", diff(image, from, to));
  }

  void commit(int number, String message, String path, String diff) {
    commits.add(
        """
        {"id":"%s","message":"%s","author_name":"Butler","author_email":"Butler@Acme.IO",
        "committed_date":"2026-11-01T10:00:00.000+01:00","web_url":"https://g.example/c/%s",
        "parent_ids":["%s"]}"""
            .formatted(sha(number), message, sha(number), sha(number - 1)));
    bodies.put(sha(number) + "/diff", "[" + file(path, diff) + "]");
    bodies.put(sha(number) + "/merge_requests", "[]");
  }

  static String diff(String image, String from, String to) {
    return "@@ -1,3 +1,3 @@\\n images:\\n - name: %s\\n-  newTag: %s\\n+  newTag: %s\\n"
        .formatted(image, from, to);
  }

  static String file(String path, String diff) {
    return "{\"old_path\":\"%s\",\"new_path\":\"%s\",\"deleted_file\":false,\"diff\":\"%s\"}"
        .formatted(path, path, diff);
  }

  @Override
  public Page get(String path) throws SourceException {
    asked.add(path);
    for (Map.Entry<String, SourceException> fault : faults.entrySet()) {
      if (path.contains(fault.getKey())) {
        throw fault.getValue();
      }
    }
    if (path.equals("/api/v4/projects/acme%2Fgitops")) {
      return page(
          "{\"id\":12,\"path_with_namespace\":\"acme/gitops\",\"default_branch\":" + branch + "}",
          "");
    }
    if (!path.startsWith(REPOSITORY)) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    if (path.startsWith(REPOSITORY + "?")) {
      return list(path);
    }
    String what = path.substring((REPOSITORY + "/").length()).replaceAll("\\?.*", "");
    if (!bodies.containsKey(what)) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    return page(bodies.get(what), "");
  }

  private Page list(String path) {
    String number = path.replaceAll(".*&page=", "");
    int from = number.equals(path) ? 0 : (Integer.parseInt(number) - 1) * PAGE;
    List<String> newest = commits.reversed();
    int to = Math.min(newest.size(), from + PAGE);
    String next = path.replaceAll("&page=.*", "") + "&page=" + (to / PAGE + 1);
    return page(
        "[" + String.join(",", newest.subList(Math.min(from, to), to)) + "]",
        to < newest.size() ? "<" + next + ">; rel=\"next\"" : "");
  }

  private static Page page(String body, String link) {
    Map<String, String> headers =
        link.isEmpty()
            ? Map.of("date", "Fri, 20 Nov 2026 12:00:00 GMT")
            : Map.of("date", "Fri, 20 Nov 2026 12:00:00 GMT", "link", link);
    return new Page(200, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Page ask(String path, byte[] question) {
    throw new UnsupportedOperationException("nobody asks with a body: " + path);
  }
}
