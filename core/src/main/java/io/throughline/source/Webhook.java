package io.throughline.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook request before it is believed.
 *
 * @param headers names in lower case; a header that came twice is joined with a comma
 */
public record Webhook(Map<String, String> headers, byte[] body) {
  public Webhook {
    headers = Map.copyOf(headers);
  }

  /** The header, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
