package io.throughline.web.part;

import io.quarkus.qute.RawString;
import java.util.List;

/**
 * A chart with its table twin. Without a script the twin is all there is, and it is enough.
 *
 * @param id unique on its page
 * @param kind which drawing: as {@code trend} or {@code stack}
 * @param summary what one sees, in a sentence that carries n
 * @param data for the drawing
 * @param head the twin's column titles
 * @param rows the twin's rows
 */
public record Chart(
    String id,
    String kind,
    String title,
    String summary,
    RawString data,
    List<String> head,
    List<List<String>> rows) {
  public Chart {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /** The same under another name, where a page has several of its kind. */
  public Chart named(String other, String called) {
    return new Chart(other, kind, called, summary, data, head, rows);
  }
}
