package io.throughline.source.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Work logs, where the source's settings ask for them: those that changed since the last reading by
 * their numbers, then what stands in them, and those that were deleted.
 */
final class WorklogsFeed implements Feed {
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final int MOST_PAGES = 100_000;
  private static final JsonMapper JSON = new JsonMapper();

  /** What is done with a page of numbers. */
  private interface Use {
    void page(Api.Answer page, List<Long> ids) throws SourceException, InterruptedException;
  }

  @Override
  public String id() {
    return "worklogs";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (!run.settings().getOrDefault("worklogs", "false").equals("true")) {
      return;
    }
    String api = Site.of(run).api() + "/worklog/";
    each(run, api + "updated", (page, ids) -> store(run, api + "list", ids));
    each(
        run,
        api + "deleted",
        (page, ids) -> PageStore.set(run, "worklogs_deleted", Map.of(), List.of(page.body())));
  }

  private static void store(FeedRun run, String path, List<Long> ids)
      throws SourceException, InterruptedException {
    try {
      byte[] question = JSON.writeValueAsBytes(Map.of("ids", ids));
      byte[] body = new Api(run).ask(path, question).body();
      PageStore.set(run, "worklogs", Map.of(), List.of(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of numbers can be written", e);
    }
  }

  /** Pages of what happened since the cursor, which is the end of the last page by Jira's clock. */
  private static void each(FeedRun run, String path, Use use)
      throws SourceException, InterruptedException {
    Instant from = run.cursor(path).map(at -> Instant.parse(at).minus(OVERLAP)).orElse(run.since());
    long since = from.toEpochMilli();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Api.Answer page = new Api(run).get(path + "?since=" + since);
      List<Long> ids = new ArrayList<>();
      long until;
      boolean last;
      try {
        for (JsonValue row : Api.rows(path, page)) {
          ids.add(row.requiredInteger("worklogId"));
        }
        Long told = page.json().integer("until");
        until = told == null ? since : told;
        last = !Boolean.FALSE.equals(page.json().flag("lastPage"));
      } catch (UnmappableException e) {
        throw Api.misshapen(path, e);
      }
      if (!ids.isEmpty()) {
        use.page(page, ids);
        run.saveCursor(path, Instant.ofEpochMilli(until).toString());
      }
      if (last) {
        return;
      }
      if (until <= since) {
        break;
      }
      since = until;
    }
    throw new SourceException(Remedy.RETRY, "Jira's pages of work logs lead round in a circle.");
  }
}
