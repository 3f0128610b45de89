package io.throughline.source.jira;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Boards and what is configured of each; remembers which of them have sprints. */
final class BoardsFeed implements Feed {
  static final String ID = "boards";
  private static final String BOARDS = "/rest/agile/1.0/board";

  private final Duration every;

  BoardsFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (!Due.now(run, "looked", every)) {
      return;
    }
    Api api = new Api(run);
    List<Api.Answer> pages = api.pages(BOARDS);
    PageStore.ifChanged(run, "list", ID, Map.of(), pages.stream().map(Api.Answer::body).toList());
    SortedSet<Long> listed = new TreeSet<>();
    StringJoiner scrum = new StringJoiner(",");
    try {
      for (Api.Answer page : pages) {
        for (JsonValue board : Api.rows(BOARDS, page)) {
          String number = Long.toString(board.requiredInteger("id"));
          listed.add(Long.valueOf(number));
          // Simple boards of team-managed projects have sprints when their team wants them.
          if (!"kanban".equals(board.text("type"))) {
            scrum.add(number);
          }
          configuration(run, api, number);
        }
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(BOARDS, e);
    }
    Vanished.Outcome found =
        new Vanished(run, "board", BOARDS + "/")
            .look("many", "this Jira", Vanished.known(run, "listed"), listed);
    found.known().addAll(listed);
    Vanished.save(run, "listed", found.known());
    if (!run.cursor("sprints").equals(Optional.of(scrum.toString()))) {
      run.saveCursor("sprints", scrum.toString());
    }
    Due.done(run, "looked");
  }

  private static void configuration(FeedRun run, Api api, String number)
      throws SourceException, InterruptedException {
    try {
      byte[] body = api.get(BOARDS + "/" + number + "/configuration").body();
      PageStore.ifChanged(
          run, "configuration/" + number, "board_configuration", Map.of(), List.of(body));
      run.notice("configuration/" + number, null);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      run.notice(
          "configuration/" + number,
          "The configuration of board "
              + number
              + " is closed to the token, so it is taken to"
              + " estimate in story points. "
              + e.getMessage());
    }
  }
}
