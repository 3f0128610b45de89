package io.throughline.source.zephyr;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A list that Zephyr pages by number: whole at first, then what changed since fifteen minutes
 * before the last question, by Zephyr's own clock. Test cases are listed whole once a day as well,
 * since nothing tells of one that was deleted.
 */
final class ListFeed implements Feed {
  private static final int PAGE = 200;
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final Duration SWEEP = Duration.ofDays(1);

  private final String id;
  private final String path;
  private final boolean swept;

  private ListFeed(String id, String path, boolean swept) {
    this.id = id;
    this.path = path;
    this.swept = swept;
  }

  static ListFeed ofTestCases() {
    return new ListFeed("test_cases", "/v2/testcases/nextgen", true);
  }

  static ListFeed ofRuns() {
    return new ListFeed("test_runs", "/v2/testexecutions/nextgen", false);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    String statuses = Statuses.of(run).format();
    for (String key : run.settings().getOrDefault("projects", "").split(",")) {
      String project = key.strip();
      if (!project.matches("[A-Za-z0-9_]*")) {
        throw new SourceException(
            Remedy.PERSON, "'" + project + "' under projects is no key of a project.");
      }
      if (!run.cursor("statuses/" + project).equals(Optional.of(statuses))) {
        // A number means something else now: what was read by the former meaning is read again.
        run.saveCursor("asked/" + project, "");
        run.saveCursor("next/" + project, "0");
        run.saveCursor("statuses/" + project, statuses);
      }
      String asked = run.cursor("asked/" + project).orElse("");
      if (asked.isEmpty()) {
        whole(run, project, statuses, Long.parseLong(run.cursor("next/" + project).orElse("0")));
      } else if (swept && Due.now(run, "swept/" + project, SWEEP)) {
        whole(run, project, statuses, 0);
      } else {
        changed(run, project, statuses, Instant.parse(asked).minus(OVERLAP));
      }
    }
  }

  private String query(String project) {
    return path + "?limit=" + PAGE + (project.isEmpty() ? "" : "&projectKey=" + project);
  }

  private void changed(FeedRun run, String project, String statuses, Instant from)
      throws SourceException, InterruptedException {
    List<Api.Page> pages = new ArrayList<>();
    String since = from.truncatedTo(ChronoUnit.SECONDS).toString();
    new Api(run).each(query(project) + "&updatedAfter=" + since, 0, pages::add);
    List<byte[]> bodies =
        pages.stream().filter(page -> !page.rows().isEmpty()).map(Api.Page::body).toList();
    PageStore.ifChanged(run, "recent/" + project, id, Map.of("statuses", statuses), bodies);
    done(run, project, pages.getFirst().at());
  }

  private void whole(FeedRun run, String project, String statuses, long from)
      throws SourceException, InterruptedException {
    List<Instant> asked = new ArrayList<>();
    TreeSet<Long> seen = new TreeSet<>();
    new Api(run)
        .each(
            query(project),
            from,
            page -> {
              asked.add(page.at());
              store(run, statuses, page);
              for (JsonValue row : page.rows()) {
                seen.add(number(row));
              }
              if (!seen.isEmpty()) {
                run.saveCursor("next/" + project, Long.toString(seen.last() + 1));
                run.progress(project, seen.size(), null);
              }
            });
    if (swept && from == 0) {
      gone(run, project, seen);
    }
    Due.done(run, "swept/" + project);
    done(run, project, asked.getFirst());
  }

  private void done(FeedRun run, String project, Instant asked) {
    run.saveCursor("asked/" + project, asked.toString());
    run.completeUntil(project, asked);
  }

  private void store(FeedRun run, String statuses, Api.Page page) {
    if (!page.rows().isEmpty()) {
      PageStore.set(run, id, Map.of("statuses", statuses), List.of(page.body()));
    }
  }

  /** What was listed once and is no longer, though every number up to the last was asked for. */
  private void gone(FeedRun run, String project, TreeSet<Long> seen) {
    String before = run.cursor("known/" + project).orElse("");
    if (!before.isEmpty()) {
      Arrays.stream(before.split(","))
          .map(Long::valueOf)
          .filter(number -> !seen.contains(number))
          .forEach(
              number ->
                  PageStore.set(
                      run,
                      "test_case_gone",
                      Map.of("test_case", number.toString()),
                      List.of("{}".getBytes(StandardCharsets.UTF_8))));
    }
    run.saveCursor(
        "known/" + project, String.join(",", seen.stream().map(String::valueOf).toList()));
  }

  private long number(JsonValue row) throws SourceException {
    try {
      return row.requiredInteger("id");
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }
}
