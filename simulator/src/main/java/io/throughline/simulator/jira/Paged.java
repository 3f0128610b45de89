package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.io.IOException;
import java.util.List;

/** Lists in Jira's pages that begin at a number. */
final class Paged {
  /** Writes one row. */
  @FunctionalInterface
  interface Row<T> {
    void to(JsonGenerator out, T item) throws IOException;
  }

  private Paged() {}

  /** A page with its rows in {@code values}. */
  static <T> Reply values(Request request, List<T> rows, int most, Row<T> row) {
    return of(request, rows, most, "values", row);
  }

  /** A page with its rows in a field of another name. */
  static <T> Reply of(Request request, List<T> rows, int most, String field, Row<T> row) {
    int from = Math.min(rows.size(), Math.max(0, request.number("startAt", 0)));
    int size = Math.max(1, Math.min(most, request.number("maxResults", 50)));
    int to = Math.min(rows.size(), from + size);
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeNumberField("maxResults", size);
          out.writeNumberField("startAt", from);
          out.writeNumberField("total", rows.size());
          out.writeBooleanField("isLast", to == rows.size());
          out.writeArrayFieldStart(field);
          for (T item : rows.subList(from, to)) {
            row.to(out, item);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
