package io.throughline.web.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.RawString;

/**
 * Data of a chart inside a page. It is the only text that a template prints unescaped; nothing in
 * it can end the element that it stands in.
 */
public final class Island {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Island() {}

  /** JSON of plain values, lists and maps that is safe between script tags. */
  public static RawString of(Object data) {
    try {
      return new RawString(escape(JSON.writeValueAsString(data)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("A chart's data must be plain values", impossible);
    }
  }

  static String escape(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
