package io.throughline.source.sonarqube;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SonarQube's answers as the feeds need them. */
record Api(FeedRun run) {
  /** A search tells no more rows than this, however many there are. */
  static final int MOST_ROWS = 10_000;

  static final int PAGE = 500;
  private static final int MOST_PAGES = 100_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  /**
   * A page of a list.
   *
   * @param seen rows up to its last one
   * @param total how many rows there are in all
   */
  record Page(byte[] body, JsonValue json, List<JsonValue> rows, long seen, long total) {
    boolean last() {
      return rows.isEmpty() || seen >= total;
    }
  }

  /** What is done with one page. */
  interface Use {
    /**
     * @return whether the next page is wanted
     */
    boolean page(Page page) throws SourceException, InterruptedException;
  }

  /** One answer. */
  record Answer(byte[] body, JsonValue json) {}

  /** A parameter of an address. */
  static String parameter(String name, String value) {
    return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** An instant as SonarQube takes it, in whole seconds. */
  static String time(Instant instant) {
    return TIME.format(instant);
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
   * @param path with a question mark and without {@code p} and {@code ps}
   * @param rows the field that holds the rows
   * @return whether all rows were told, and not only the most that a search tells
   */
  boolean each(String path, String rows, int size, Use use)
      throws SourceException, InterruptedException {
    long seen = 0;
    for (int number = 1; number < MOST_PAGES; number++) {
      Answer answer = get(path + "&ps=" + size + "&p=" + number);
      Page page = page(path, answer, rows, seen, size);
      seen = page.seen();
      if (!use.page(page) || page.last()) {
        return true;
      }
      if ((long) (number + 1) * size > MOST_ROWS) {
        return false;
      }
    }
    throw new SourceException(Remedy.RETRY, "SonarQube's pages do not end.");
  }

  private static Page page(String path, Answer answer, String field, long seen, int size)
      throws SourceException {
    try {
      List<JsonValue> rows = answer.json().at(field).objects();
      JsonValue paging = answer.json().optionalObject("paging");
      Long total = paging == null ? answer.json().integer("total") : paging.integer("total");
      // Without a total a page that is not full is the last one.
      long end = seen + rows.size();
      long all = total != null ? total : rows.size() < size ? end : Long.MAX_VALUE;
      return new Page(answer.body(), answer.json(), rows, end, all);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /** Whether the server's people see the newer way of counting; a server without it says 404. */
  String mode() throws SourceException, InterruptedException {
    String path = "/api/v2/clean-code-policy/mode";
    try {
      return "MQR".equals(get(path).json().text("mode")) ? Measures.MQR : Measures.STANDARD;
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return Measures.STANDARD;
    }
  }

  /**
   * The measures that are wanted and that the server has. A question for one that it does not have
   * is refused whole.
   */
  Set<String> metrics() throws SourceException, InterruptedException {
    Set<String> found = new TreeSet<>();
    each(
        "/api/metrics/search?f=key",
        "metrics",
        PAGE,
        page -> {
          for (JsonValue row : page.rows()) {
            found.add(text("/api/metrics/search", row, "key"));
          }
          return true;
        });
    found.retainAll(Measures.WANTED);
    return found;
  }

  /** A text that a row must have. */
  static String text(String path, JsonValue row, String field) throws SourceException {
    try {
      return row.requiredText(field);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("SonarQube", path, e);
  }
}
