package io.throughline.source.gitlab;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which repositories share how SonarQube for IDE is bound to the server. Off unless the setting
 * {@code connected_mode} says so, since each repository costs a request a day.
 *
 * <p>The folder is listed rather than the file read: what stands in it is nobody's business here.
 * Only a change is stored.
 */
final class ConnectedModeFeed implements Feed {
  static final String KIND = "connected_mode";

  /** What an older GitLab answers for a folder that is not there; a newer one says 404. */
  private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.UTF_8);

  private final Duration every;

  ConnectedModeFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return KIND;
  }

  /** Whether the settings of a source ask for it. */
  static boolean isWanted(Map<String, String> settings) {
    return settings.getOrDefault(KIND, "false").equals("true");
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (isWanted(run.settings())) {
      EachProject.read(run, "Connected mode", project -> read(run, project));
    }
  }

  private void read(FeedRun run, String project) throws SourceException, InterruptedException {
    String looked = "looked/" + project;
    if (!Due.now(run, looked, every)) {
      return;
    }
    String scope = project + "/tree";
    KnownProjects known = KnownProjects.of(run);
    try {
      // Without a default branch there is nothing yet that could hold a file.
      if (!known.defaultBranch(project).isEmpty()) {
        look(run, project);
      }
      run.notice(scope, null);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      run.notice(
          scope,
          "Whether "
              + known.name(project)
              + " shares a connected mode is not known: its repository is empty, switched off, or"
              + " closed to the token.");
    }
    Due.done(run, looked);
  }

  private static void look(FeedRun run, String project)
      throws SourceException, InterruptedException {
    Instant asked = run.clock().instant();
    byte[] told = NOTHING;
    boolean present = false;
    for (byte[] page : folder(run, project)) {
      if (holds(page)) {
        told = page;
        present = true;
      }
    }
    String state = present ? "present" : "absent";
    if (!run.cursor(project).equals(Optional.of(state))) {
      if (!present) {
        // 404 is also what a token gets to which the code is closed: that is not "no file".
        JsonScan.requireList(run.http().get(tree(project) + "?per_page=1").body());
      }
      PageStore.set(run, KIND, Map.of("project", project), List.of(told));
      run.saveCursor(project, state);
    }
    run.completeUntil(project, asked);
  }

  private static List<byte[]> folder(FeedRun run, String project)
      throws SourceException, InterruptedException {
    try {
      return Paging.lists(
          run.http(), tree(project) + "?path=" + ConnectedModeMapping.FOLDER + "&per_page=100");
    } catch (SourceException e) {
      if (e.status() != 404) {
        throw e;
      }
      return List.of();
    }
  }

  private static boolean holds(byte[] page) throws SourceException {
    try {
      return ConnectedModeMapping.holds(StrictJson.read(page));
    } catch (UnmappableException e) {
      throw SourceException.misshapen("GitLab", "/repository/tree", e);
    }
  }

  private static String tree(String project) {
    return "/api/v4/projects/" + project + "/repository/tree";
  }
}
