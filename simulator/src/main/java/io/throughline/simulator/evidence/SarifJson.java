package io.throughline.simulator.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Flaw;
import io.throughline.simulator.world.Measured;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What Semgrep found in the source, as SARIF. It knows nothing of waivers, so that what is waived
 * is among it.
 */
final class SarifJson {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private SarifJson() {}

  static byte[] of(Measured.Scan scan) {
    return Json.bytes(out -> write(out, scan));
  }

  private static void write(JsonGenerator out, Measured.Scan scan) throws IOException {
    out.writeStartObject();
    out.writeStringField("$schema", SCHEMA);
    out.writeStringField("version", "2.1.0");
    out.writeArrayFieldStart("runs");
    out.writeStartObject();
    tool(out, scan);
    out.writeArrayFieldStart("invocations");
    out.writeStartObject();
    out.writeBooleanField("executionSuccessful", true);
    out.writeEndObject();
    out.writeEndArray();
    out.writeArrayFieldStart("results");
    for (Flaw flaw : Stream.concat(scan.open().stream(), scan.waived().stream()).toList()) {
      int colon = flaw.place().lastIndexOf(':');
      int line = Integer.parseInt(flaw.place().substring(colon + 1));
      result(out, flaw.rule(), flaw.severity(), flaw.subject(), line, false);
    }
    for (int i = 0; i < scan.suppressed(); i++) {
      result(out, "weak-hash", "low", "src/legacy/checksum", 20 + 10 * i, true);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void tool(JsonGenerator out, Measured.Scan scan) throws IOException {
    int blank = scan.tool().lastIndexOf(' ');
    Map<String, String> rules = new TreeMap<>(Map.of("weak-hash", "weak hash"));
    Stream.concat(scan.open().stream(), scan.waived().stream())
        .forEach(flaw -> rules.put(flaw.rule(), flaw.title()));
    out.writeObjectFieldStart("tool");
    out.writeObjectFieldStart("driver");
    out.writeStringField("name", scan.tool().substring(0, blank));
    out.writeStringField("semanticVersion", scan.tool().substring(blank + 1));
    out.writeArrayFieldStart("rules");
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      out.writeStartObject();
      out.writeStringField("id", rule.getKey());
      out.writeStringField("name", rule.getKey());
      text(out, "shortDescription", rule.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void result(
      JsonGenerator out, String rule, String severity, String file, int line, boolean suppressed)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("ruleId", rule);
    out.writeStringField("level", level(severity));
    text(out, "message", rule.replace('-', ' ') + " found here");
    out.writeArrayFieldStart("locations");
    out.writeStartObject();
    out.writeObjectFieldStart("physicalLocation");
    out.writeObjectFieldStart("artifactLocation");
    out.writeStringField("uri", file);
    out.writeEndObject();
    out.writeObjectFieldStart("region");
    out.writeNumberField("startLine", line);
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndArray();
    if (suppressed) {
      out.writeArrayFieldStart("suppressions");
      out.writeStartObject();
      out.writeStringField("kind", "inSource");
      out.writeEndObject();
      out.writeEndArray();
    }
    out.writeObjectFieldStart("properties");
    out.writeStringField("security-severity", score(severity));
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String field, String text) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("text", text);
    out.writeEndObject();
  }

  private static String level(String severity) {
    return switch (severity) {
      case "critical", "high" -> "error";
      case "medium" -> "warning";
      default -> "note";
    };
  }

  /** In the bands of CVSS. */
  private static String score(String severity) {
    return switch (severity) {
      case "critical" -> "9.3";
      case "high" -> "7.8";
      case "medium" -> "5.4";
      default -> "2.1";
    };
  }
}
