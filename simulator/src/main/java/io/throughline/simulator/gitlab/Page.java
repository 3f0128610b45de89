package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Lists in GitLab's two kinds of pages. */
final class Page {
  /** Rows of a page at most. */
  static final int MOST_ROWS = 100;

  private static final int COUNTED = 10_000;

  /** Writes one row. */
  @FunctionalInterface
  interface Row<T> {
    void to(JsonGenerator out, T item) throws IOException;
  }

  private Page() {}

  /** A numbered page; counts are left out above 10,000 rows, as GitLab does. */
  static <T> Reply offset(String base, Request request, List<T> rows, Row<T> row) {
    if ("keyset".equals(request.query().get("pagination"))) {
      throw new Refused(405, "Keyset pagination is not yet available for this type of request");
    }
    int perPage = perPage(request);
    int page = Math.max(1, request.number("page", 1));
    int from = (int) Math.min(rows.size(), (long) (page - 1) * perPage);
    int to = Math.min(rows.size(), from + perPage);
    int pages = Math.max(1, (rows.size() + perPage - 1) / perPage);
    Reply reply = rows(rows.subList(from, to), row);
    reply.with("X-Page", "" + page).with("X-Per-Page", "" + perPage);
    reply.with("X-Next-Page", page < pages ? "" + (page + 1) : "");
    reply.with("X-Prev-Page", page > 1 ? "" + (page - 1) : "");
    StringBuilder link = new StringBuilder();
    if (page > 1) {
      link(link, base, request, Map.of("page", "" + (page - 1)), "prev", perPage);
    }
    if (page < pages) {
      link(link, base, request, Map.of("page", "" + (page + 1)), "next", perPage);
    }
    link(link, base, request, Map.of("page", "1"), "first", perPage);
    if (rows.size() <= COUNTED) {
      reply.with("X-Total", "" + rows.size()).with("X-Total-Pages", "" + pages);
      link(link, base, request, Map.of("page", "" + pages), "last", perPage);
    }
    return reply.with("Link", link.toString());
  }

  /**
   * A page by key: only a link to the next one.
   *
   * @param rows in order of their ids, rising or falling
   * @param plain true where the key is the parameter {@code id_after}, false for a cursor
   */
  static <T> Reply keyset(
      String base, Request request, List<T> rows, ToLongFunction<T> id, boolean plain, Row<T> row) {
    boolean rising = request.text("sort", "desc").equals("asc");
    String parameter = plain ? (rising ? "id_after" : "id_before") : "cursor";
    long after = key(request, parameter, plain);
    int from = 0;
    while (after >= 0
        && from < rows.size()
        && !beyond(id.applyAsLong(rows.get(from)), after, rising)) {
      from++;
    }
    int to = Math.min(rows.size(), from + perPage(request));
    Reply reply = rows(rows.subList(from, to), row);
    if (to < rows.size() && to > from) {
      long last = id.applyAsLong(rows.get(to - 1));
      String key =
          plain
              ? "" + last
              : Base64.getUrlEncoder()
                  .encodeToString(
                      ("{\"id\":\"" + last + "\",\"_kd\":\"n\"}").getBytes(StandardCharsets.UTF_8));
      StringBuilder link = new StringBuilder();
      link(link, base, request, Map.of(parameter, key), "next", perPage(request));
      reply.with("Link", link.toString());
    }
    return reply;
  }

  private static boolean beyond(long id, long after, boolean rising) {
    return rising ? id > after : id < after;
  }

  /** The id behind which a page by cursor begins; negative for the first page. */
  static long cursor(Request request) {
    return key(request, "cursor", false);
  }

  private static long key(Request request, String parameter, boolean plain) {
    String text = request.text(parameter, "");
    if (text.isEmpty()) {
      return -1;
    }
    try {
      if (plain) {
        return Long.parseLong(text);
      }
      String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return Long.parseLong(json.replaceAll("(?s).*\"id\":\"(\\d+)\".*", "$1"));
    } catch (IllegalArgumentException e) {
      throw new Refused(400, parameter + " is invalid");
    }
  }

  private static int perPage(Request request) {
    return Math.max(1, Math.min(MOST_ROWS, request.number("per_page", 20)));
  }

  private static <T> Reply rows(List<T> rows, Row<T> row) {
    return Reply.of(
        out -> {
          out.writeStartArray();
          for (T item : rows) {
            row.to(out, item);
          }
          out.writeEndArray();
        });
  }

  private static void link(
      StringBuilder out,
      String base,
      Request request,
      Map<String, String> change,
      String rel,
      int perPage) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.remove("private_token");
    query.put("per_page", "" + perPage);
    query.putAll(change);
    if (!out.isEmpty()) {
      out.append(", ");
    }
    out.append('<').append(base).append(request.rawPath());
    char glue = '?';
    for (Map.Entry<String, String> entry : query.entrySet()) {
      out.append(glue).append(encode(entry.getKey())).append('=').append(encode(entry.getValue()));
      glue = '&';
    }
    out.append(">; rel=\"").append(rel).append('"');
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
