package io.throughline.simulator.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Flaw;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What ZAP found while the service ran: alerts by rule and risk, each with the places where it
 * holds. It knows nothing of waivers, so that what is waived is among it.
 */
final class ZapJson {
  private static final String FALSE_POSITIVE = "0";
  private static final String CERTAIN = "3";

  private ZapJson() {}

  /** An alert without its places. */
  private record Alert(String rule, String title, String severity, String confidence) {}

  static byte[] of(GateRun run, Measured.Scan scan) {
    return Json.bytes(out -> write(out, run, scan));
  }

  private static void write(JsonGenerator out, GateRun run, Measured.Scan scan) throws IOException {
    String host = run.pipeline().project().slug() + ".staging.brightwater.example";
    out.writeStartObject();
    out.writeStringField("@programName", "ZAP");
    out.writeStringField("@version", scan.tool().substring(scan.tool().lastIndexOf(' ') + 1));
    out.writeStringField("@generated", Instant.ofEpochMilli(run.at()).toString());
    out.writeArrayFieldStart("site");
    out.writeStartObject();
    out.writeStringField("@name", "https://" + host);
    out.writeStringField("@host", host);
    out.writeStringField("@port", "443");
    out.writeStringField("@ssl", "true");
    out.writeArrayFieldStart("alerts");
    for (Map.Entry<Alert, List<String>> alert : alerts(scan).entrySet()) {
      alert(out, alert.getKey(), alert.getValue(), "https://" + host);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  private static Map<Alert, List<String>> alerts(Measured.Scan scan) {
    Map<Alert, List<String>> alerts = new LinkedHashMap<>();
    for (Flaw flaw : Stream.concat(scan.open().stream(), scan.waived().stream()).toList()) {
      alerts
          .computeIfAbsent(
              new Alert(flaw.rule(), flaw.title(), flaw.severity(), CERTAIN),
              alert -> new ArrayList<>())
          .add(flaw.subject());
    }
    for (int i = 0; i < scan.suppressed(); i++) {
      alerts
          .computeIfAbsent(
              new Alert("10096", "A number looks like a time", "low", FALSE_POSITIVE),
              alert -> new ArrayList<>())
          .add("GET /v1/reports/" + i);
    }
    return alerts;
  }

  private static void alert(JsonGenerator out, Alert alert, List<String> places, String site)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("pluginid", alert.rule());
    out.writeStringField("alertRef", alert.rule());
    out.writeStringField("alert", alert.title());
    out.writeStringField("name", alert.title());
    out.writeStringField("riskcode", risk(alert.severity()));
    out.writeStringField("confidence", alert.confidence());
    out.writeArrayFieldStart("instances");
    for (String place : places) {
      int blank = place.indexOf(' ');
      out.writeStartObject();
      out.writeStringField("uri", site + place.substring(blank + 1));
      out.writeStringField("method", place.substring(0, blank));
      out.writeStringField("param", "");
      out.writeStringField("attack", "");
      out.writeStringField("evidence", "");
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringField("count", Integer.toString(places.size()));
    out.writeEndObject();
  }

  /** ZAP knows nothing above high. */
  private static String risk(String severity) {
    return switch (severity) {
      case "high" -> "3";
      case "medium" -> "2";
      case "low" -> "1";
      default -> throw new IllegalArgumentException(severity + " is no risk of ZAP");
    };
  }
}
