package io.throughline.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  public static Reply json(byte[] body) {
    return json(200, body);
  }

  public static Reply json(int status, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    return new Reply(status, headers, body);
  }

  /** A file as it is. */
  public static Reply file(String type, byte[] body) {
    return json(body).with("Content-Type", type);
  }

  public static Reply of(Json.Part part) {
    return json(Json.bytes(part));
  }

  /** Adds a header or replaces it. */
  public Reply with(String name, String value) {
    headers.put(name, value);
    return this;
  }
}
