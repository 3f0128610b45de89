package io.throughline.source.jira;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.Waits;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Jira's answers as the feeds need them: as they came, and looked into. */
record Api(FeedRun run) {
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 100_000;

  /**
   * An answer.
   *
   * @param at when Jira gave it, by its own clock where it tells
   */
  record Answer(byte[] body, JsonValue json, Instant at) {}

  Answer get(String path) throws SourceException, InterruptedException {
    return answer(path, run.http().get(path));
  }

  Answer ask(String path, byte[] question) throws SourceException, InterruptedException {
    return answer(path, run.http().ask(path, question));
  }

  private Answer answer(String path, HttpDoor.Page page) throws SourceException {
    Instant at = Waits.date(page.headers().get("date")).orElse(run.clock().instant());
    try {
      return new Answer(page.body(), StrictJson.read(page.body()), at);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /**
   * All pages of a list that is paged by {@code startAt}, or its one page where it is a bare array.
   *
   * @param path with its query, if any
   */
  List<Answer> pages(String path) throws SourceException, InterruptedException {
    List<Answer> pages = new ArrayList<>();
    long start = 0;
    boolean more = true;
    while (more) {
      if (pages.size() == MOST_PAGES) {
        throw new SourceException(Remedy.RETRY, "Jira's pages of " + bare(path) + " do not end.");
      }
      String to = path.contains("?") ? "&" : "?";
      Answer page = get(path + to + "startAt=" + start + "&maxResults=" + PAGE);
      pages.add(page);
      int rows = rows(path, page).size();
      start += rows;
      more = rows > 0 && !isLast(path, page, start);
    }
    return pages;
  }

  /** The rows of a page. */
  static List<JsonValue> rows(String path, Answer page) throws SourceException {
    try {
      return list(page.json().isArray() ? page.json() : page.json().object().at("values"));
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /** A list that must be there: an error in its place is no list without rows. */
  static List<JsonValue> list(JsonValue list) throws UnmappableException {
    if (!list.isArray()) {
      throw list.unexpected("a list");
    }
    return list.objects();
  }

  /** The number of a row. */
  static long id(String path, JsonValue row) throws SourceException {
    try {
      return row.requiredInteger("id");
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private static boolean isLast(String path, Answer page, long read) throws SourceException {
    if (page.json().isArray()) {
      return true;
    }
    try {
      Boolean last = page.json().flag("isLast");
      Long total = page.json().integer("total");
      return last != null ? last : total != null && read >= total;
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("Jira", path, e);
  }

  private static String bare(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
