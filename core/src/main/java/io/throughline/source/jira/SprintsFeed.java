package io.throughline.source.jira;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sprints of each board: those that run or are to come in every run, and all of them when these
 * changed, since one that was closed is no longer among them.
 */
final class SprintsFeed implements Feed {
  private final Duration every;

  SprintsFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return "sprints";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    String boards = run.cursorOf(BoardsFeed.ID, "sprints").orElse("");
    Api api = new Api(run);
    Instant asked = run.clock().instant();
    long known = 0;
    for (String board : boards.isEmpty() ? new String[0] : boards.split(",")) {
      try {
        board(run, api, board);
        known += Long.parseLong(run.cursor("known/" + board).orElse("0"));
        run.notice(board, null);
      } catch (SourceException e) {
        if (e.remedy() != Remedy.SKIP) {
          throw e;
        }
        run.notice(board, "Board " + board + " gives no sprints. " + e.getMessage());
      }
    }
    run.progress("", known, null);
    run.completeUntil("", asked);
  }

  private void board(FeedRun run, Api api, String board)
      throws SourceException, InterruptedException {
    String path = "/rest/agile/1.0/board/" + board + "/sprint";
    List<byte[]> open = bodies(api.pages(path + "?state=active,future"));
    String before = run.cursor("open/" + board).orElse("");
    PageStore.ifChanged(run, "open/" + board, "sprints", Map.of("board", board), open);
    boolean changed = !before.equals(run.cursor("open/" + board).orElse(""));
    if (changed || Due.now(run, "looked/" + board, every)) {
      List<Api.Answer> all = api.pages(path);
      PageStore.ifChanged(run, "all/" + board, "sprints", Map.of("board", board), bodies(all));
      SortedSet<Long> listed = new TreeSet<>();
      for (Api.Answer page : all) {
        for (JsonValue sprint : Api.rows(path, page)) {
          listed.add(Api.id(path, sprint));
        }
      }
      Vanished.Outcome found =
          new Vanished(run, "sprint", "/rest/agile/1.0/sprint/")
              .look(
                  "many/" + board,
                  "board " + board,
                  Vanished.known(run, "listed/" + board),
                  listed);
      found.known().addAll(listed);
      Vanished.save(run, "listed/" + board, found.known());
      run.saveCursor("known/" + board, Integer.toString(listed.size()));
      Due.done(run, "looked/" + board);
    }
  }

  private static List<byte[]> bodies(List<Api.Answer> pages) {
    return pages.stream().map(Api.Answer::body).toList();
  }
}
