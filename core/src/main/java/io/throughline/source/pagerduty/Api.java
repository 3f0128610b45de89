package io.throughline.source.pagerduty;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** PagerDuty's answers as the feeds need them. */
record Api(FeedRun run) {
  /** A list tells no rows beyond this one, however many there are. */
  static final int MOST_ROWS = 10_000;

  static final int PAGE = 100;

  /** A page of a list. */
  record Page(byte[] body, List<JsonValue> rows, boolean more) {}

  /** What is done with one page. */
  interface Use {
    void page(Page page) throws SourceException, InterruptedException;
  }

  /** One answer. */
  record Answer(byte[] body, JsonValue json) {}

  /** A parameter of an address; brackets in its name are written as they must be. */
  static String parameter(String name, String value) {
    return "&"
        + URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** An instant as PagerDuty takes it. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Asks for one thing. */
  Answer get(String path) throws SourceException, InterruptedException {
    byte[] body = run.http().get(path).body();
    try {
      return new Answer(body, StrictJson.read(body).object());
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /**
   * Goes through the pages of a list, each used before the next is asked for.
   *
   * @param path with a question mark and without {@code limit} and {@code offset}
   * @param rows the field that holds the rows
   * @param most how many rows are wanted at most
   * @return whether all rows were told
   */
  boolean each(String path, String rows, int most, Use use)
      throws SourceException, InterruptedException {
    for (int offset = 0; offset + PAGE <= Math.min(most, MOST_ROWS); offset += PAGE) {
      Page page = page(path + "&limit=" + PAGE + "&offset=" + offset, rows);
      use.page(page);
      if (!page.more()) {
        return true;
      }
    }
    return false;
  }

  private Page page(String path, String field) throws SourceException, InterruptedException {
    Answer answer = get(path);
    try {
      List<JsonValue> rows = answer.json().at(field).objects();
      return new Page(
          answer.body(), rows, !rows.isEmpty() && Boolean.TRUE.equals(answer.json().flag("more")));
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /** The id of a row, or of the object in a field of it. */
  static String id(String path, JsonValue row) throws SourceException {
    try {
      return Ids.of(row);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /** The instant in a field that a row must have. */
  static Instant time(String path, JsonValue row, String field) throws SourceException {
    try {
      return SourceTime.parse(row.requiredText(field));
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    } catch (DateTimeException e) {
      throw new SourceException(Remedy.RETRY, "PagerDuty gives something a time that is none.", e);
    }
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("PagerDuty", path, e);
  }
}
