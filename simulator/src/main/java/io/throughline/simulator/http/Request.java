package io.throughline.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, taken apart.
 *
 * @param path the decoded parts between the slashes; an encoded slash stays inside its part
 * @param query first value of each query parameter
 */
public record Request(
    String method, String rawPath, List<String> path, Map<String, String> query, byte[] body) {
  private static final int LIMIT = 1 << 20;

  /** Reads it whole, its body included. */
  public static Request of(HttpExchange exchange) throws IOException {
    String raw = exchange.getRequestURI().getRawPath();
    List<String> parts = new ArrayList<>(8);
    for (String part : raw.split("/")) {
      if (!part.isEmpty()) {
        parts.add(decode(part));
      }
    }
    String method = exchange.getRequestMethod();
    byte[] body = new byte[0];
    if (!method.equals("GET")) {
      try (InputStream in = exchange.getRequestBody()) {
        body = in.readNBytes(LIMIT);
      }
    }
    return new Request(method, raw, parts, form(exchange.getRequestURI().getRawQuery()), body);
  }

  /** Reads {@code a=b&c=d}; null gives an empty map. */
  public static Map<String, String> form(@Nullable String text) {
    Map<String, String> out = new HashMap<>();
    if (text == null || text.isEmpty()) {
      return out;
    }
    for (String pair : text.split("&")) {
      int at = pair.indexOf('=');
      String name = at < 0 ? pair : pair.substring(0, at);
      out.putIfAbsent(decode(name), at < 0 ? "" : decode(pair.substring(at + 1)));
    }
    return out;
  }

  private static String decode(String text) {
    try {
      return text.indexOf('%') < 0 && text.indexOf('+') < 0
          ? text
          : URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign is not an escape
    }
  }

  /** A parameter, or something else when it is absent or empty. */
  public String text(String name, String otherwise) {
    String value = query.get(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** True when a parameter says so. */
  public boolean flag(String name) {
    return "true".equals(query.get(name)) || "1".equals(query.get(name));
  }

  /** A whole number, or something else when it is absent. */
  public int number(String name, int otherwise) {
    String value = query.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Refused(400, name + " is invalid");
    }
  }

  /** A moment given as a date or with an offset, epoch milliseconds; null when absent. */
  public @Nullable Long time(String name) {
    String value = query.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      String text = value.length() == 10 ? value + "T00:00:00Z" : value.replace(' ', '+');
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new Refused(400, name + " is invalid");
    }
  }

  /** Whether a moment lies between two parameters, either of which may be absent. */
  public LongPredicate within(String after, String before) {
    Long low = time(after);
    Long high = time(before);
    return value -> (low == null || value >= low) && (high == null || value <= high);
  }
}
