package io.throughline.source.qmetry;

import io.throughline.source.Due;
import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Test cases and the tickets that they are linked to. First all of them in the order in which they
 * were made, going on at the page where a run stopped; then those that changed last, back to
 * fifteen minutes before the newest change that is known. QMetry does not say whether a new link
 * changes a test case, and tells nothing of one that was deleted or put away: so once a day all are
 * listed, and asked for their links.
 */
final class TestCasesFeed implements Feed {
  private static final String SEARCH = "/testcases/search";
  private static final int PAGE = 50;
  private static final int LINKS = 100;
  private static final int AT_ONCE = 4;
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final Duration SWEEP = Duration.ofDays(1);

  @Override
  public String id() {
    return "test_cases";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "test cases", project -> new OfProject(run, project).read());
  }

  /** The reading of one project. */
  private record OfProject(FeedRun run, Api api, String project) {
    OfProject(FeedRun run, String project) {
      this(run, new Api(run), project);
    }

    void read() throws SourceException, InterruptedException {
      if (run.cursor("backfilled/" + project).isEmpty()) {
        backfill();
      } else if (Due.now(run, "swept/" + project, SWEEP)) {
        sweep();
      } else {
        recent();
      }
      run.progress(project, set("known/").size(), null);
    }

    private Api.Page page(String sort, long start) throws SourceException, InterruptedException {
      return api.search(SEARCH, project, sort, start, PAGE);
    }

    private void backfill() throws SourceException, InterruptedException {
      long stopped = Long.parseLong(run.cursor("page/" + project).orElse("0"));
      Api.each(
          Math.max(0, stopped - PAGE),
          start -> page("created:asc", start),
          page -> {
            take(page, null);
            run.saveCursor("page/" + project, Long.toString(page.end()));
            run.progress(project, page.end(), page.total());
          });
      run.saveCursor("backfilled/" + project, run.clock().instant().toString());
      Due.done(run, "swept/" + project);
    }

    private void recent() throws SourceException, InterruptedException {
      Optional<Instant> newest = run.cursor("updated/" + project).map(Instant::parse);
      Instant from = newest.map(at -> at.minus(OVERLAP)).orElse(Instant.EPOCH);
      boolean[] reached = {false};
      Api.each(
          0,
          start -> page("updated:desc", start),
          page -> {
            take(page, from);
            Instant last = page.rows().isEmpty() ? null : updated(page.rows().getLast());
            reached[0] = last != null && last.isBefore(from);
          },
          () -> reached[0]);
    }

    /** Every test case and all their links, and those that are no longer there. */
    private void sweep() throws SourceException, InterruptedException {
      Set<String> seen = new TreeSet<>();
      Set<Long> totals = new TreeSet<>();
      Set<String> known = set("known/");
      Api.each(
          0,
          start -> page("created:asc", start),
          page -> {
            seen.addAll(take(page, null));
            totals.add(page.total() == null ? -1 : page.total());
          });
      // Where something came or went meanwhile, rows moved past us; the next day tells.
      if (totals.equals(Set.of((long) seen.size()))) {
        Set<String> gone = new TreeSet<>(known);
        gone.removeAll(seen);
        Set<String> back = set("gone/");
        Set<String> away = new TreeSet<>(back);
        back.retainAll(seen);
        away.removeAll(seen);
        away.addAll(gone);
        tell("test_case_gone", gone);
        tell("test_case_back", back);
        save("gone/", away);
        save("known/", seen);
      }
      Due.done(run, "swept/" + project);
    }

    private void tell(String kind, Set<String> uids) {
      for (String uid : uids) {
        PageStore.set(
            run, kind, Map.of("test_case", uid), List.of("{}".getBytes(StandardCharsets.UTF_8)));
      }
    }

    /**
     * Stores a page and the links of its test cases.
     *
     * @param from only of those that changed since; null for all
     * @return their ids
     */
    private Set<String> take(Api.Page page, @Nullable Instant from)
        throws SourceException, InterruptedException {
      if (!page.rows().isEmpty()) {
        run.store("test_cases", Map.of("project", project), null, page.body());
      }
      Set<String> uids = new TreeSet<>();
      Set<String> asked = new TreeSet<>();
      Instant newest = run.cursor("updated/" + project).map(Instant::parse).orElse(Instant.EPOCH);
      Instant now = run.clock().instant();
      for (JsonValue row : page.rows()) {
        String uid = Api.uid(SEARCH, row);
        uids.add(uid);
        Instant updated = updated(row);
        if (from == null || updated == null || !updated.isBefore(from)) {
          asked.add(uid);
        }
        // A change from the future must not carry the mark past changes that are still to come.
        Instant capped = updated == null || updated.isAfter(now) ? newest : updated;
        newest = capped.isAfter(newest) ? capped : newest;
      }
      Fanout.each(asked, AT_ONCE, this::links);
      Set<String> known = set("known/");
      if (known.addAll(uids)) {
        save("known/", known);
      }
      run.saveCursor("updated/" + project, newest.toString());
      return uids;
    }

    private void links(String uid) throws SourceException, InterruptedException {
      List<byte[]> pages = new ArrayList<>();
      try {
        Api.each(
            0,
            start -> api.list("/testcases/" + uid + "/requirements", start, LINKS),
            page -> pages.add(page.body()));
      } catch (SourceException e) {
        if (e.remedy() != Remedy.SKIP) {
          throw e;
        }
        // Deleted between the two questions; the next list is without it.
        return;
      }
      PageStore.ifChanged(
          run, "links/" + uid, "test_case_requirements", Map.of("test_case", uid), pages);
    }

    private Set<String> set(String scope) {
      String text = run.cursor(scope + project).orElse("");
      return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(",")));
    }

    private void save(String scope, Set<String> uids) {
      run.saveCursor(scope + project, String.join(",", uids));
    }
  }

  private static @Nullable Instant updated(JsonValue row) throws SourceException {
    try {
      String text = QMetryTime.text(row, "updated", "updatedOn");
      return text == null || text.isBlank() ? null : QMetryTime.parse(text);
    } catch (UnmappableException e) {
      throw Api.misshapen(SEARCH, e);
    } catch (DateTimeException e) {
      throw new SourceException(Remedy.RETRY, "QMetry gives a test case a time that is none.", e);
    }
  }
}
