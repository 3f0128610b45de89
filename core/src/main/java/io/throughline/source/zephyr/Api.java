package io.throughline.source.zephyr;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.Waits;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zephyr's answers as the feeds need them. */
record Api(FeedRun run) {
  private static final int MOST_PAGES = 100_000;

  /**
   * A page of a list.
   *
   * @param at when Zephyr gave it, by its own clock where it tells
   */
  record Page(byte[] body, List<JsonValue> rows, Instant at) {}

  /** What is done with one page. */
  interface Use {
    void page(Page page) throws SourceException, InterruptedException;
  }

  /**
   * All pages from a number on, by the number at which each says that the next begins.
   *
   * @param path with its query, at least a limit
   */
  void each(String path, long from, Use use) throws SourceException, InterruptedException {
    long start = from;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      HttpDoor.Page answer = run.http().get(path + "&startAtId=" + start);
      Page page = page(path, answer);
      use.page(page);
      Long next = next(path, answer);
      if (next == null || page.rows().isEmpty()) {
        return;
      }
      if (next <= start) {
        throw new SourceException(Remedy.RETRY, "Zephyr's pages lead round in a circle.");
      }
      start = next;
    }
    throw new SourceException(Remedy.RETRY, "Zephyr's pages do not end.");
  }

  /** All pages of a list that is paged by {@code startAt}. */
  void eachByPlace(String path, Use use) throws SourceException, InterruptedException {
    long start = 0;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page page = page(path, run.http().get(path + "&startAt=" + start));
      use.page(page);
      start += page.rows().size();
      if (page.rows().isEmpty() || isLast(path, page, start)) {
        return;
      }
    }
    throw new SourceException(Remedy.RETRY, "Zephyr's pages do not end.");
  }

  /** Some answers say that they are not the last and tell a total that has been read. */
  private static boolean isLast(String path, Page page, long read) throws SourceException {
    try {
      JsonValue json = StrictJson.read(page.body());
      Long total = json.integer("total");
      return Boolean.TRUE.equals(json.flag("isLast")) || (total != null && read >= total);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  private Page page(String path, HttpDoor.Page answer) throws SourceException {
    Instant at = Waits.date(answer.headers().get("date")).orElse(run.clock().instant());
    try {
      return new Page(
          answer.body(), StrictJson.read(answer.body()).object().at("values").objects(), at);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  private static @Nullable Long next(String path, HttpDoor.Page answer) throws SourceException {
    try {
      return StrictJson.read(answer.body()).integer("nextStartAtId");
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("Zephyr", path, e);
  }
}
