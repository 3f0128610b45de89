package io.throughline.source.sonarqube;

import io.throughline.model.fact.CodeIssue;
import io.throughline.model.fact.FactId;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issues of the main branch. A server from 10 on tells of each in two ways; which one counts is its
 * mode. Who wrote the code is nobody's business here.
 */
final class IssueMapping {
  private static final Map<String, String> QUALITIES =
      Map.of(
          "BUG",
          "reliability",
          "VULNERABILITY",
          "security",
          "CODE_SMELL",
          "maintainability",
          "RELIABILITY",
          "reliability",
          "SECURITY",
          "security",
          "MAINTAINABILITY",
          "maintainability");

  private static final Map<String, String> STANDARD_SEVERITIES =
      Map.of(
          "BLOCKER",
          "critical",
          "CRITICAL",
          "high",
          "MAJOR",
          "medium",
          "MINOR",
          "low",
          "INFO",
          "low");

  private static final Map<String, String> IMPACT_SEVERITIES =
      Map.of(
          "BLOCKER", "critical", "HIGH", "high", "MEDIUM", "medium", "LOW", "low", "INFO", "low");

  private static final List<String> WORST_FIRST =
      List.of("critical", "high", "medium", "low", "unknown");

  /** What an issue is about and how bad it is. */
  private record Kind(String quality, String severity) {}

  private IssueMapping() {}

  /** A page of a search. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    boolean mqr = Measures.MQR.equals(scope.delivery().context().get("mode"));
    for (JsonValue row : body.at("issues").objects()) {
      Kind kind = kind(row, mqr);
      if (kind != null) {
        issue(scope, row, kind, harvest);
      }
    }
  }

  private static void issue(Scope scope, JsonValue row, Kind kind, Harvest harvest)
      throws UnmappableException {
    String key = row.requiredText("key");
    String state = state(row);
    Instant opened = scope.requiredTime(row, "creationDate");
    Instant updated = scope.time(row, "updateDate");
    Instant closed = scope.time(row, "closeDate");
    if (closed == null) {
      closed = updated;
    }
    String project = row.text("project");
    harvest.complete(
        new CodeIssue(
            FactId.of(scope.config().source(), Sha256.number(key)),
            project == null ? null : Subject.projectId(scope, project),
            key,
            row.text("branch"),
            row.text("rule"),
            kind.quality(),
            kind.severity(),
            state,
            row.text("message"),
            component(row),
            line(row),
            opened,
            "open".equals(state) ? null : closed,
            null),
        updated == null ? opened : updated);
  }

  /** Null for a hotspot, which nobody has judged to be an issue. */
  private static @Nullable Kind kind(JsonValue row, boolean mqr) throws UnmappableException {
    String type = row.text("type");
    if ("SECURITY_HOTSPOT".equals(type)) {
      return null;
    }
    Kind worst = null;
    if (mqr || type == null) {
      for (JsonValue impact : row.objects("impacts")) {
        Kind kind =
            new Kind(
                quality(impact, "softwareQuality"),
                IMPACT_SEVERITIES.getOrDefault(impact.requiredText("severity"), "unknown"));
        worst = worst == null || before(kind, worst) ? kind : worst;
      }
    }
    if (worst != null) {
      return worst;
    }
    String severity = row.text("severity");
    return new Kind(
        quality(row, "type"),
        severity == null ? "unknown" : STANDARD_SEVERITIES.getOrDefault(severity, "unknown"));
  }

  /**
   * What harms security counts as such, as in SonarQube's own count; else the worst severity says
   * what an issue is about.
   */
  private static boolean before(Kind one, Kind other) {
    boolean security = one.quality().equals("security");
    if (security != other.quality().equals("security")) {
      return security;
    }
    return WORST_FIRST.indexOf(one.severity()) < WORST_FIRST.indexOf(other.severity());
  }

  private static String quality(JsonValue row, String field) throws UnmappableException {
    String quality = QUALITIES.get(row.requiredText(field));
    if (quality == null) {
      throw row.at(field).unexpected("a kind of issue");
    }
    return quality;
  }

  /** Null for a state that is none of ours, as that of an issue that still is to be confirmed. */
  private static @Nullable String state(JsonValue row) throws UnmappableException {
    String status = row.text("issueStatus");
    if (status == null) {
      status = row.requiredText("status");
    }
    String resolution = row.text("resolution");
    return switch (status) {
      case "OPEN", "CONFIRMED", "REOPENED" -> "open";
      case "FIXED" -> "fixed";
      case "ACCEPTED" -> "accepted";
      case "FALSE_POSITIVE" -> "false_positive";
      case "RESOLVED", "CLOSED" ->
          switch (resolution) {
            case "FALSE-POSITIVE" -> "false_positive";
            case "WONTFIX" -> "accepted";
            case null, default -> "fixed";
          };
      default -> null;
    };
  }

  /** The path inside the project, without the project's key. */
  private static @Nullable String component(JsonValue row) throws UnmappableException {
    String component = row.text("component");
    String project = row.text("project");
    return component != null && project != null && component.startsWith(project + ":")
        ? component.substring(project.length() + 1)
        : component;
  }

  private static @Nullable Integer line(JsonValue row) throws UnmappableException {
    Long line = row.integer("line");
    if (line != null && (line < 0 || line > Integer.MAX_VALUE)) {
      throw row.at("line").unexpected("a line");
    }
    return line == null ? null : line.intValue();
  }
}
