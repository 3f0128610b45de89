package io.throughline.simulator.gitlab;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer. */
record Reply(int status, Map<String, String> headers, byte[] body) {
  static Reply json(byte[] body) {
    return json(200, body);
  }

  static Reply json(int status, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    return new Reply(status, headers, body);
  }

  static Reply of(Json.Part part) {
    return json(Json.bytes(part));
  }

  Reply with(String name, String value) {
    headers.put(name, value);
    return this;
  }
}
