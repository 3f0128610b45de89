package io.throughline.web.source;

import io.throughline.web.Frame;
import java.util.List;

/**
 * What the page of a delivery prints.
 *
 * @param body pretty JSON, else the text as it came; cut after {@code shown} characters
 * @param cut true when there is more
 */
public record DeliveryPage(
    Frame frame,
    String sequence,
    String source,
    String kind,
    String channel,
    String received,
    String size,
    List<Context> context,
    String body,
    boolean cut) {

  /** What the mapper knew besides the body. */
  public record Context(String name, String value) {}
}
