package io.throughline.source.qmetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * QMetry's answers as the feeds need them. Cloud and Server have the same interface at different
 * places; Server wants a user of Jira as well, so where one is configured it is Server.
 */
record Api(FeedRun run) {
  private static final String CLOUD = "/rest/api/latest";
  private static final String SERVER = "/rest/qtm4j/qapi/latest";
  private static final int MOST_PAGES = 100_000;
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A page of a list.
   *
   * @param end the place after its last row
   * @param last whether no page follows
   * @param total how many rows there are in all, where it is told
   */
  record Page(byte[] body, List<JsonValue> rows, long end, boolean last, @Nullable Long total) {}

  /** What is done with one page. */
  interface Use {
    void page(Page page) throws SourceException, InterruptedException;
  }

  /** Where the interface begins. */
  static String root(boolean cloud) {
    return cloud ? CLOUD : SERVER;
  }

  /** The question for projects that use QMetry. */
  static byte[] projects(long start, int size) {
    return bytes(
        JSON.createObjectNode()
            .put("qmetryEnabled", true)
            .put("startAt", start)
            .put("maxResults", size));
  }

  /** A page of the projects that use QMetry. */
  Page projectPage(long start, int size) throws SourceException, InterruptedException {
    String path = root() + "/projects";
    return page(path, run.http().ask(path, projects(start, size)), start, size);
  }

  /**
   * A page of a search.
   *
   * @param what {@code /testcases/search}
   * @param project QMetry's number of the project, or null where the path says it all
   * @param sort {@code created:asc}, or empty text
   */
  Page search(String what, @Nullable String project, String sort, long start, int size)
      throws SourceException, InterruptedException {
    String path = root() + what + paging(start, size) + (sort.isEmpty() ? "" : "&sort=" + sort);
    ObjectNode question = JSON.createObjectNode();
    ObjectNode filter = question.putObject("filter");
    if (project != null) {
      filter.put("projectId", Long.parseLong(project));
    }
    return page(path, run.http().ask(path, bytes(question)), start, size);
  }

  /** A page of a list that is got. */
  Page list(String what, long start, int size) throws SourceException, InterruptedException {
    String path = root() + what + paging(start, size);
    return page(path, run.http().get(path), start, size);
  }

  /** How one page is asked for. */
  interface Ask {
    Page from(long start) throws SourceException, InterruptedException;
  }

  /** All pages from a place on, each used before the next is asked for. */
  static void each(long start, Ask ask, Use use) throws SourceException, InterruptedException {
    each(start, ask, use, () -> false);
  }

  /** As above, until there is enough. */
  static void each(long start, Ask ask, Use use, BooleanSupplier enough)
      throws SourceException, InterruptedException {
    long at = start;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page page = ask.from(at);
      use.page(page);
      if (page.last() || enough.getAsBoolean()) {
        return;
      }
      at = page.end();
    }
    throw new SourceException(Remedy.RETRY, "QMetry's pages do not end.");
  }

  private Page page(String path, HttpDoor.Page answer, long start, int size)
      throws SourceException {
    try {
      JsonValue json = StrictJson.read(answer.body()).object();
      List<JsonValue> rows = json.at("data").objects();
      Long total = json.integer("total");
      long end = start + rows.size();
      boolean last = rows.isEmpty() || (total == null ? rows.size() < size : end >= total);
      return new Page(answer.body(), rows, end, last, total);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /** QMetry's own id of a row. */
  static String uid(String what, JsonValue row) throws SourceException {
    try {
      String uid = row.requiredText("id");
      if (!Uid.is(uid)) {
        throw row.at("id").unexpected("an id of letters and digits");
      }
      return uid;
    } catch (UnmappableException e) {
      throw misshapen(what, e);
    }
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("QMetry", path, e);
  }

  private String root() {
    return root(run.settings().getOrDefault("user", "").isEmpty());
  }

  private static String paging(long start, int size) {
    return "?startAt=" + start + "&maxResults=" + size;
  }

  private static byte[] bytes(ObjectNode question) {
    try {
      return JSON.writeValueAsBytes(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }
}
