package io.throughline.report.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.WebAddress;
import java.util.Map;

/** Where a document says that its API is. */
final class Server {
  private static final int LONGEST_ADDRESS = 8_000;
  private static final int LONGEST_VALUE = 200;
  private static final int MOST_VARIABLES = 100;

  private Server() {}

  /**
   * The part of a server's address that stands before every path, its variables by what they are
   * when nobody sets them.
   *
   * @return without a slash at its end; empty when there is nothing before the paths
   */
  static String base(JsonNode server) {
    String url = server.path("url").asText("").strip();
    int variables = 0;
    for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
      String value = variable.getValue().path("default").asText("");
      // A long value in place of each of many variables would be longer than memory.
      boolean bounded = url.length() <= LONGEST_ADDRESS && value.length() <= LONGEST_VALUE;
      if (bounded && ++variables <= MOST_VARIABLES) {
        url = url.replace("{" + variable.getKey() + "}", value);
      }
    }
    return base(url);
  }

  /** Of an address, or of a path alone. */
  static String base(String url) {
    // An address that a variable begins has no scheme to tell it by.
    int host = url.indexOf("//");
    boolean whole = host == 0 || host > 0 && url.charAt(host - 1) == ':';
    String web = whole ? "https:" + url.substring(host) : url;
    String path =
        WebAddress.of(web)
            .or(() -> WebAddress.of("/" + web.replaceFirst("^\\./?", "")))
            .map(WebAddress::path)
            .orElse("");
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
