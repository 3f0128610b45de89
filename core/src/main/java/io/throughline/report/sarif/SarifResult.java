package io.throughline.report.sarif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.report.Finding;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a result says of itself; its rule may say more.
 *
 * @param ruleId empty when it names none
 * @param ruleIndex among the rules of its component; below 0 when it names none
 * @param component index of the extension whose rule it is; below 0 for the driver
 * @param level null when it is told by its rule
 * @param score {@code security-severity}; empty when the result has none of its own
 * @param file empty when it names none
 * @param line 0 when it names none
 * @param request method and address that were called; empty when it names none
 * @param fingerprints in one text; empty when it has none
 * @param isFinding whether it tells of a failure that is still there
 */
record SarifResult(
    String ruleId,
    int ruleIndex,
    int component,
    @Nullable String level,
    String score,
    String message,
    String file,
    int line,
    String request,
    String fingerprints,
    Finding.State state,
    boolean isFinding) {
  static final Set<String> FIELDS =
      Set.of(
          "ruleId",
          "ruleIndex",
          "rule",
          "level",
          "kind",
          "message",
          "locations",
          "suppressions",
          "fingerprints",
          "baselineState",
          "properties",
          "webRequest");

  /** More of a text is not needed to tell two results apart. */
  private static final int LONGEST = 2_000;

  static SarifResult of(ObjectNode result) {
    JsonNode rule = result.path("rule");
    JsonNode location = result.path("locations").path(0);
    JsonNode physical = location.path("physicalLocation");
    JsonNode line = physical.path("region").path("startLine");
    String uri = physical.path("artifactLocation").path("uri").asText("");
    JsonNode logical = location.path("logicalLocations").path(0);
    String name = logical.path("fullyQualifiedName").asText(logical.path("name").asText(""));
    return new SarifResult(
        cut(result.path("ruleId").asText(rule.path("id").asText(""))),
        index(result.path("ruleIndex"), rule.path("index")),
        index(rule.path("toolComponent").path("index")),
        result.path("level").isTextual() ? cut(result.path("level").asText("")) : null,
        cut(result.path("properties").path("security-severity").asText("")),
        cut(message(result.path("message"))),
        cut(uri.isEmpty() ? name : uri),
        line.canConvertToInt() ? Math.max(0, line.intValue()) : 0,
        cut(request(result.path("webRequest"))),
        cut(fingerprints(result.path("fingerprints"))),
        suppressed(result.path("suppressions")) ? Finding.State.SUPPRESSED : Finding.State.OPEN,
        result.path("kind").asText("fail").equals("fail")
            && !result.path("baselineState").asText("").equals("absent"));
  }

  /** For a person: the file with its line, or what was called. */
  String place() {
    return line > 0 && !file.isEmpty() ? file + ":" + line : file;
  }

  /** In characters. */
  int length() {
    return ruleId.length()
        + score.length()
        + message.length()
        + file.length()
        + request.length()
        + fingerprints.length();
  }

  private static int index(JsonNode... told) {
    for (JsonNode index : told) {
      if (index.canConvertToInt()) {
        return index.intValue();
      }
    }
    return -1;
  }

  private static String message(JsonNode message) {
    String text = message.path("text").asText(message.path("markdown").asText(""));
    if (!text.isBlank()) {
      return text;
    }
    StringBuilder named = new StringBuilder(message.path("id").asText(""));
    for (JsonNode argument : message.path("arguments")) {
      named.append(' ').append(argument.asText(""));
      if (named.length() > LONGEST) {
        break;
      }
    }
    return named.toString();
  }

  private static String request(JsonNode request) {
    String method = request.path("method").asText("");
    String target = request.path("target").asText("");
    return target.isEmpty() ? "" : method + " " + target;
  }

  private static String fingerprints(JsonNode fingerprints) {
    TreeMap<String, String> byName = new TreeMap<>();
    fingerprints.properties().forEach(e -> byName.put(e.getKey(), e.getValue().asText("")));
    return byName.isEmpty() ? "" : byName.toString();
  }

  /** A suppression without a status is accepted; one that is not holds up all of them. */
  private static boolean suppressed(JsonNode suppressions) {
    boolean any = false;
    for (JsonNode suppression : suppressions) {
      any = true;
      if (!suppression.path("status").asText("accepted").equals("accepted")) {
        return false;
      }
    }
    return any;
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
