package io.throughline.simulator.qmetry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.io.IOException;
import java.util.List;

/** One page of a list, from {@code startAt} on. */
final class Paging {
  /** Writes one row. */
  interface Row<T> {
    void to(JsonGenerator out, T item) throws IOException;
  }

  private Paging() {}

  static <T> Reply page(Request request, int most, List<T> all, Row<T> row) {
    int size = Math.max(1, Math.min(most, request.number("maxResults", most)));
    return page(Math.max(0, request.number("startAt", 0)), size, all, row);
  }

  static <T> Reply page(int start, int size, List<T> all, Row<T> row) {
    List<T> rows =
        all.subList(Math.min(start, all.size()), Math.min(all.size(), Math.addExact(start, size)));
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeNumberField("startAt", start);
          out.writeNumberField("maxResults", size);
          out.writeNumberField("total", all.size());
          out.writeArrayFieldStart("data");
          for (T item : rows) {
            out.writeStartObject();
            row.to(out, item);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
