package io.throughline.source.jira;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Once a day compares the issues that were read with those that each project lists: what is gone
 * there is told gone here, after Jira confirmed it one by one; what was never read is read. A round
 * that breaks off goes on with the next project.
 */
final class IssueSweep implements Feed {
  static final String ID = "issue_sweep";

  /** The cursor of the first piece of {@link SeenIssues} that was not taken over. */
  static final String TAKEN = "taken";

  private final Duration every;

  IssueSweep(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor("looked").isEmpty()) {
      Due.done(run, "looked");
    }
    if (!Due.now(run, "looked", every)) {
      return;
    }
    takeSeen(run);
    String round = run.cursor("looked").orElse("");
    SourceException later = null;
    for (Map.Entry<Long, String> project :
        Projects.of(run).configured(run.settings()).byId().entrySet()) {
      String number = Long.toString(project.getKey());
      if (!run.cursor("round/" + number).orElse("").equals(round)) {
        later = first(later, swept(run, project.getKey(), project.getValue(), round));
      }
    }
    if (later != null) {
      throw later;
    }
    Due.done(run, "looked");
  }

  private static @Nullable SourceException first(
      @Nullable SourceException one, @Nullable SourceException other) {
    return one == null ? other : one;
  }

  /** One project's trouble does not stop the others. */
  private static @Nullable SourceException swept(
      FeedRun run, long project, String key, String round)
      throws SourceException, InterruptedException {
    String scope = "list/" + project;
    try {
      sweep(run, Site.of(run), project, key);
      run.notice(scope, null);
    } catch (SourceException e) {
      if (e.remedy() == Remedy.PERSON) {
        throw e;
      }
      if (e.remedy() == Remedy.RETRY) {
        return e;
      }
      run.notice(
          scope,
          "The issues of "
              + key
              + " cannot be listed, so deleted ones go on counting. "
              + e.getMessage());
    }
    run.saveCursor("round/" + project, round);
    return null;
  }

  private static void takeSeen(FeedRun run) {
    long first = Long.parseLong(run.cursor(TAKEN).orElse("0"));
    long end = SeenIssues.end(run);
    SortedMap<Long, SortedSet<Long>> byProject = new TreeMap<>();
    SeenIssues.from(run, first)
        .forEach((id, project) -> byProject.computeIfAbsent(project, p -> new TreeSet<>()).add(id));
    byProject.forEach(
        (project, ids) -> {
          ids.addAll(Vanished.known(run, "known/" + project));
          Vanished.save(run, "known/" + project, ids);
        });
    run.saveCursor(TAKEN, Long.toString(end));
  }

  private static void sweep(FeedRun run, Site site, long project, String key)
      throws SourceException, InterruptedException {
    String within = "project = \"" + key + "\"";
    IssueSearch search = new IssueSearch(new Api(run), site, run.settings());
    Set<Long> listed = search.ids(within);
    SortedSet<Long> gone = Vanished.known(run, "gone/" + project);
    Vanished.Outcome found =
        new Vanished(run, "issue", site.api() + "/issue/")
            .look(
                "many/" + project,
                "project " + key,
                Vanished.known(run, "known/" + project),
                listed);
    SortedSet<Long> known = found.known();
    gone.addAll(found.gone());
    Vanished.save(run, "gone/" + project, gone);
    Vanished.save(run, "known/" + project, known);
    // Hidden for a while, and shown again: it was not deleted.
    SortedSet<Long> back = new TreeSet<>(gone);
    back.retainAll(listed);
    for (long id : back) {
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      PageStore.set(run, "issue_back", Map.of("issue", Long.toString(id)), List.of(body));
      IssuesFeed.one(run, site, Long.toString(id));
      gone.remove(id);
      known.add(id);
      Vanished.save(run, "gone/" + project, gone);
    }
    // What Jira committed so late that the overlap did not catch it.
    String border = run.cursorOf(IssuesFeed.ID, "updated").orElse("");
    if (!border.isEmpty()) {
      Instant to = Instant.parse(border).minus(IssuesFeed.OVERLAP);
      String window = within + " AND " + search.updated(run.since(), to);
      for (long id : search.ids(window)) {
        if (known.add(id)) {
          IssuesFeed.one(run, site, Long.toString(id));
        }
      }
    }
    Vanished.save(run, "known/" + project, known);
  }
}
