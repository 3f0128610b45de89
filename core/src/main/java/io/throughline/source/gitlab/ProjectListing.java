package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One reading of the list of projects; a page is stored when something that matters changed. */
final class ProjectListing {
  private static final Set<String> MATTERS =
      Set.of(
          "id",
          "name",
          "path_with_namespace",
          "web_url",
          "default_branch",
          "archived",
          "marked_for_deletion_on",
          "marked_for_deletion_at",
          "visibility");
  private static final String ORDER = "order_by=id&sort=asc&per_page=100";

  private final FeedRun run;
  private final KnownProjects known;
  private final Map<Long, KnownProjects.Known> found = new TreeMap<>();
  private boolean complete = true;

  ProjectListing(FeedRun run, KnownProjects known) {
    this.run = run;
    this.known = known;
  }

  /** All projects that were listed. */
  Map<Long, KnownProjects.Known> found() {
    return found;
  }

  /** Whether a project that is missing was really not listed, rather than not reached. */
  boolean isComplete() {
    return complete;
  }

  void read() throws SourceException, InterruptedException {
    List<String> groups = setting("groups");
    List<String> projects = setting("projects");
    for (String group : groups) {
      group(group);
    }
    for (String project : projects) {
      named(project);
    }
    if (groups.isEmpty() && projects.isEmpty()) {
      ofMembership();
    }
  }

  private void group(String group) throws SourceException, InterruptedException {
    String path =
        "/api/v4/groups/"
            + encoded(group)
            + "/projects?include_subgroups=true&with_shared=false&"
            + ORDER;
    try {
      Paging.each(run.http(), path, this::page);
      run.notice("group/" + group, null);
    } catch (SourceException e) {
      closed(e, "group/" + group, "the group " + group);
    }
  }

  private void named(String project) throws SourceException, InterruptedException {
    try {
      HttpDoor.Page page = run.http().get("/api/v4/projects/" + encoded(project));
      Item item = JsonScan.object(page.body(), MATTERS);
      if (note(item)) {
        Map<String, String> ids = Map.of("project", Long.toString(item.id()));
        PageStore.set(run, "project", ids, List.of(page.body()));
      }
      run.notice("project/" + project, null);
    } catch (SourceException e) {
      closed(e, "project/" + project, "the project " + project);
    }
  }

  private void ofMembership() throws SourceException, InterruptedException {
    String path = "/api/v4/projects?membership=true&" + ORDER;
    try {
      Paging.each(run.http(), path + "&pagination=keyset", this::page);
    } catch (SourceException e) {
      if (e.status() != 405) {
        throw e;
      }
      // This GitLab has no keyset pages here; by id and upwards nothing is missed by offset either,
      // but for a deletion while we read, and that project comes with the next run.
      complete = false;
      Paging.each(run.http(), path, this::page);
    }
  }

  private void page(HttpDoor.Page page) throws SourceException {
    boolean news = false;
    for (Item item : JsonScan.list(page.body(), MATTERS)) {
      news |= note(item);
    }
    if (news) {
      PageStore.set(run, "projects", Map.of(), List.of(page.body()));
    }
  }

  private boolean note(Item project) {
    Map<String, String> matters = new HashMap<>(project.fields());
    matters.keySet().retainAll(MATTERS);
    String digest = HexFormat.of().toHexDigits(new TreeMap<>(matters).toString().hashCode());
    String path = project.text("path_with_namespace").replaceAll("\\s", " ");
    String branch = project.text("default_branch").replaceAll("\\s", " ");
    KnownProjects.Known now = new KnownProjects.Known(digest, path.isEmpty() ? "-" : path, branch);
    found.put(project.id(), now);
    return !now.equals(known.byId().get(project.id()));
  }

  private void closed(SourceException e, String scope, String what) throws SourceException {
    if (e.remedy() != Remedy.SKIP) {
      throw e;
    }
    complete = false;
    run.notice(
        scope,
        "No access to "
            + what
            + ": is its name right, and is the token's user a member with at"
            + " least the Reporter role? What was read before is kept. "
            + e.getMessage());
  }

  private List<String> setting(String name) {
    return Arrays.stream(run.settings().getOrDefault(name, "").split(","))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
