package io.throughline.simulator.sonarqube;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.io.IOException;
import java.util.List;

/** One page of a list, by {@code p} and {@code ps}. */
final class Paging {
  private static final int MOST_ROWS = 10_000;

  /** Writes one row. */
  interface Row<T> {
    void to(JsonGenerator out, T item) throws IOException;
  }

  private Paging() {}

  static <T> Reply page(Request request, String field, int usual, List<T> all, Row<T> row) {
    int size = request.number("ps", usual);
    int number = request.number("p", 1);
    if (size < 1 || size > 500) {
      throw new Refused(400, "'ps' value (" + size + ") must be less than 500");
    }
    if (number < 1 || (long) number * size > MOST_ROWS) {
      throw new Refused(
          400, "Can return only the first 10000 results. " + number * size + "th result asked.");
    }
    int from = Math.min(all.size(), (number - 1) * size);
    List<T> rows = all.subList(from, Math.min(all.size(), from + size));
    return Reply.of(
        out -> {
          out.writeStartObject();
          paging(out, number, size, all.size());
          out.writeArrayFieldStart(field);
          for (T item : rows) {
            out.writeStartObject();
            row.to(out, item);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  static void paging(JsonGenerator out, int number, int size, int total) throws IOException {
    out.writeObjectFieldStart("paging");
    out.writeNumberField("pageIndex", number);
    out.writeNumberField("pageSize", size);
    out.writeNumberField("total", total);
    out.writeEndObject();
  }
}
