package io.throughline.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook request before it is believed.
 *
 * @param headers names in lower case; a header that came twice is joined with a comma
 * @param query what stood behind the question mark of the address, as it came; may hold a secret,
 *     so it is kept nowhere; empty text when there was none
 */
public record Webhook(Map<String, String> headers, String query, byte[] body) {
  public Webhook {
    headers = Map.copyOf(headers);
  }

  /** A request to an address without a query. */
  public Webhook(Map<String, String> headers, byte[] body) {
    this(headers, "", body);
  }

  /** The header, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Its length only: headers and query carry secrets. */
  @Override
  public String toString() {
    return "Webhook[" + body.length + " bytes]";
  }
}
