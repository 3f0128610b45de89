package io.throughline.simulator.sonarqube;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.CodeQuality;
import io.throughline.simulator.world.CodeScan;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Projects, analyses, measures and gates. */
final class CodeApi {
  private static final int MOST = 500;
  private static final int HISTORY = 1000;
  private static final List<String> BESIDE_MEASURES = List.of("alert_status", "lines");

  private final Site site;

  CodeApi(Site site) {
    this.site = site;
  }

  Reply components(Request request) {
    return Paging.page(
        request,
        "components",
        100,
        site.quality().projects(),
        (out, p) -> {
          out.writeStringField("key", CodeQuality.key(p));
          out.writeStringField("name", p.name());
          out.writeStringField("qualifier", "TRK");
          out.writeStringField("project", CodeQuality.key(p));
        });
  }

  Reply component(Request request) {
    String key = CodeQuality.key(site.project(request, "component"));
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("component");
          out.writeStringField("key", key);
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  Reply branches(Request request) {
    List<CodeScan> scans = site.main(site.project(request, "project"));
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("branches");
          out.writeStartObject();
          out.writeStringField("name", "main");
          out.writeBooleanField("isMain", true);
          out.writeStringField("type", "BRANCH");
          if (!scans.isEmpty()) {
            out.writeStringField("analysisDate", Site.time(scans.getLast().at()));
          }
          out.writeEndObject();
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Reply pullRequests(Request request) {
    Map<String, List<CodeScan>> all = site.pullRequests(site.project(request, "project"));
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("pullRequests");
          for (Map.Entry<String, List<CodeScan>> one : all.entrySet()) {
            CodeScan last = one.getValue().getLast();
            out.writeStartObject();
            out.writeStringField("key", one.getKey());
            out.writeStringField("title", "Change " + one.getKey());
            out.writeStringField("branch", site.branch(last));
            out.writeStringField("base", "main");
            out.writeObjectFieldStart("status");
            out.writeStringField("qualityGateStatus", status(last));
            out.writeEndObject();
            out.writeStringField("analysisDate", Site.time(last.at()));
            out.writeStringField("target", "main");
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** Of the main branch, even where a pull request is asked for: it knows no such parameter. */
  Reply analyses(Request request) {
    Long from = Site.time(request, "from");
    Long to = Site.time(request, "to");
    List<CodeScan> found =
        site.main(site.project(request, "project")).stream()
            .filter(s -> from == null || s.at() >= from)
            .filter(s -> to == null || s.at() <= to)
            .sorted(Comparator.comparingLong(CodeScan::at).reversed())
            .toList();
    return Paging.page(
        request,
        "analyses",
        100,
        found,
        (out, s) -> {
          out.writeStringField("key", "A" + s.pipeline().id());
          out.writeStringField("date", Site.time(s.at()));
          out.writeArrayFieldStart("events");
          out.writeEndArray();
          out.writeStringField("projectVersion", "1.0");
          out.writeBooleanField("manualNewCodePeriodBaseline", false);
          out.writeStringField("revision", s.pipeline().sha());
        });
  }

  Reply measures(Request request) {
    List<String> wanted = wanted(request, "metricKeys");
    List<CodeScan> scans = site.scans(request, "component");
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("component");
          out.writeStringField("key", request.text("component", ""));
          out.writeStringField("qualifier", "TRK");
          out.writeArrayFieldStart("measures");
          if (!scans.isEmpty()) {
            for (String metric : wanted) {
              measure(out, scans.getLast(), metric);
            }
          }
          out.writeEndArray();
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private static void measure(JsonGenerator out, CodeScan scan, String metric) throws IOException {
    String value = value(scan, metric);
    if (value == null) {
      return;
    }
    out.writeStartObject();
    out.writeStringField("metric", metric);
    if (metric.startsWith("new_")) {
      out.writeObjectFieldStart("period");
      out.writeNumberField("index", 1);
      out.writeStringField("value", value);
      out.writeEndObject();
    } else {
      out.writeStringField("value", value);
    }
    out.writeEndObject();
  }

  Reply history(Request request) {
    List<String> wanted = wanted(request, "metrics");
    Long from = Site.time(request, "from");
    List<CodeScan> all =
        site.scans(request, "component").stream()
            .filter(s -> from == null || s.at() >= from)
            .toList();
    int size = request.number("ps", 100);
    int number = request.number("p", 1);
    if (size < 1 || size > HISTORY) {
      throw new Refused(400, "'ps' value (" + size + ") must be less than " + HISTORY);
    }
    int begin = Math.min(all.size(), (number - 1) * size);
    List<CodeScan> rows = all.subList(begin, Math.min(all.size(), begin + size));
    return Reply.of(
        out -> {
          out.writeStartObject();
          Paging.paging(out, number, size, all.size());
          out.writeArrayFieldStart("measures");
          for (String metric : wanted) {
            out.writeStartObject();
            out.writeStringField("metric", metric);
            out.writeArrayFieldStart("history");
            for (CodeScan scan : rows) {
              String value = value(scan, metric);
              out.writeStartObject();
              out.writeStringField("date", Site.time(scan.at()));
              if (value != null) {
                out.writeStringField("value", value);
              }
              out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Reply gate(Request request) {
    List<CodeScan> scans = site.scans(request, "projectKey");
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("projectStatus");
          if (scans.isEmpty()) {
            out.writeStringField("status", "NONE");
            out.writeArrayFieldStart("conditions");
            out.writeEndArray();
          } else {
            gate(out, scans.getLast());
          }
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private static void gate(JsonGenerator out, CodeScan scan) throws IOException {
    out.writeStringField("status", status(scan));
    out.writeArrayFieldStart("conditions");
    boolean ignored = false;
    for (CodeScan.Condition condition : CodeQuality.GATE) {
      ignored |= scan.passes(condition) && !condition.holds(scan);
      out.writeStartObject();
      out.writeStringField("status", scan.passes(condition) ? "OK" : "ERROR");
      out.writeStringField("metricKey", condition.metric());
      out.writeStringField("comparator", condition.atLeast() ? "LT" : "GT");
      out.writeStringField("errorThreshold", Site.number("", condition.limit()));
      String value = value(scan, condition.metric());
      if (value != null) {
        out.writeStringField("actualValue", value);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("ignoredConditions", ignored);
    out.writeStringField("caycStatus", "non-compliant");
  }

  static String status(CodeScan scan) {
    return scan.passed() ? "OK" : "ERROR";
  }

  static @org.jspecify.annotations.Nullable String value(CodeScan scan, String metric) {
    if (metric.equals("alert_status")) {
      return status(scan);
    }
    Double value = scan.measures().get(metric);
    return value == null ? null : Site.number(metric, value);
  }

  /** The names of all measures; a server from before the switch does not know the newer ones. */
  private Set<String> known() {
    Set<String> known = new TreeSet<>(BESIDE_MEASURES);
    boolean mqr = site.now() >= site.quality().switchedAt();
    for (var project : site.quality().projects()) {
      site.quality().scans(project, site.now()).forEach(s -> known.addAll(s.measures().keySet()));
    }
    known.removeIf(metric -> !mqr && metric.contains("software_quality"));
    return known;
  }

  Reply metrics(Request request) {
    List<String> all = List.copyOf(known());
    int size = request.number("ps", 100);
    int number = request.number("p", 1);
    if (size < 1 || size > MOST) {
      throw new Refused(400, "'ps' value (" + size + ") must be less than " + MOST);
    }
    int begin = Math.min(all.size(), (number - 1) * size);
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("metrics");
          for (String key : all.subList(begin, Math.min(all.size(), begin + size))) {
            out.writeStartObject();
            out.writeStringField("key", key);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("total", all.size());
          out.writeNumberField("p", number);
          out.writeNumberField("ps", size);
          out.writeEndObject();
        });
  }

  private static List<String> wanted(Request request, String parameter) {
    List<String> wanted =
        java.util.Arrays.stream(request.text(parameter, "").split(","))
            .filter(key -> !key.isEmpty())
            .toList();
    if (wanted.isEmpty()) {
      throw new Refused(400, "The '" + parameter + "' parameter is missing");
    }
    return wanted;
  }

  Reply mode() {
    if (site.now() < site.quality().switchedAt()) {
      throw new Refused(404, "Unknown url : /api/v2/clean-code-policy/mode");
    }
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("mode", "MQR");
          out.writeBooleanField("modified", true);
          out.writeEndObject();
        });
  }
}
