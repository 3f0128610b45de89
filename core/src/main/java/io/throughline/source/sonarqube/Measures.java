package io.throughline.source.sonarqube;

import io.throughline.model.fact.CodeAnalysis;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The measures of one analysis by SonarQube's own names of them. Its numbers are texts; what it
 * does not tell is null, never 0.
 *
 * <p>From 10.8 on a server counts in two ways at once. Which one its people see is its mode, and
 * only that is read; an analysis from before it counted in the second way keeps the first.
 */
final class Measures {
  static final String STANDARD = "standard";
  static final String MQR = "mqr";

  /** All that are asked for; those that a server does not have are left out. */
  static final List<String> WANTED =
      List.of(
          "alert_status",
          "reliability_rating",
          "security_rating",
          "sqale_rating",
          "new_reliability_rating",
          "new_security_rating",
          "new_maintainability_rating",
          "software_quality_reliability_rating",
          "software_quality_security_rating",
          "software_quality_maintainability_rating",
          "new_software_quality_reliability_rating",
          "new_software_quality_security_rating",
          "new_software_quality_maintainability_rating",
          "coverage",
          "new_coverage",
          "conditions_to_cover",
          "uncovered_conditions",
          "lines_to_cover",
          "uncovered_lines",
          "ncloc",
          "new_lines",
          "duplicated_lines",
          "new_duplicated_lines",
          "bugs",
          "vulnerabilities",
          "code_smells",
          "new_vulnerabilities",
          "software_quality_reliability_issues",
          "software_quality_security_issues",
          "software_quality_maintainability_issues",
          "new_software_quality_security_issues",
          "new_violations",
          "accepted_issues",
          "wont_fix_issues",
          "false_positive_issues",
          "security_hotspots_reviewed",
          "new_security_hotspots_reviewed",
          "sqale_index",
          "software_quality_maintainability_remediation_effort");

  private static final Set<String> GATE_STATUSES = Set.of("ok", "warn", "error", "none");
  private static final int WORST_RATING = 5;
  private static final double LARGEST_COUNT = 1e15;

  private final Map<String, JsonValue> values = new HashMap<>();

  /** The measures of a component as they are now. */
  static Measures ofComponent(JsonValue component) throws UnmappableException {
    Measures measures = new Measures();
    for (JsonValue row : component.at("measures").objects()) {
      measures.put(row.requiredText("metric"), value(row));
    }
    return measures;
  }

  /** Measures of new code have no value but that of their period; old servers list periods. */
  private static JsonValue value(JsonValue row) throws UnmappableException {
    if (row.at("value").present()) {
      return row.at("value");
    }
    JsonValue period = row.optionalObject("period");
    if (period != null) {
      return period.at("value");
    }
    List<JsonValue> periods = row.objects("periods");
    return periods.isEmpty() ? row.at("value") : periods.getFirst().at("value");
  }

  /** Adds one; a value that is not there says nothing. */
  void put(String metric, JsonValue value) {
    if (value.present()) {
      values.put(metric, value);
    }
  }

  /** Lines of new code, or null. */
  @Nullable Long newLines() throws UnmappableException {
    return count("new_lines");
  }

  /**
   * The analysis that they are of.
   *
   * @param serverMode {@link #STANDARD} or {@link #MQR}
   */
  CodeAnalysis analysis(Head head, String serverMode) throws UnmappableException {
    boolean mqr =
        serverMode.equals(MQR)
            && List.of("reliability", "security", "maintainability").stream()
                .anyMatch(quality -> values.containsKey("software_quality_" + quality + "_rating"));
    boolean rated =
        mqr
            || values.containsKey("reliability_rating")
            || values.containsKey("security_rating")
            || values.containsKey("sqale_rating");
    String quality = mqr ? "software_quality_" : "";
    String debt = mqr ? "software_quality_maintainability_remediation_effort" : "sqale_index";
    return new CodeAnalysis(
        head.id(),
        head.projectId(),
        head.subject().branch(),
        head.subject().main(),
        head.subject().change(),
        head.sha(),
        head.at(),
        rated ? (mqr ? MQR : STANDARD) : null,
        gateStatus(),
        rating(quality + "reliability_rating"),
        rating(quality + "security_rating"),
        rating(mqr ? "software_quality_maintainability_rating" : "sqale_rating"),
        rating("new_" + quality + "reliability_rating"),
        rating("new_" + quality + "security_rating"),
        rating("new_" + quality + "maintainability_rating"),
        number("coverage"),
        number("new_coverage"),
        covered("conditions_to_cover", "uncovered_conditions"),
        count("conditions_to_cover"),
        covered("lines_to_cover", "uncovered_lines"),
        count("lines_to_cover"),
        count("ncloc"),
        count("new_lines"),
        count("duplicated_lines"),
        count("new_duplicated_lines"),
        count(mqr ? "software_quality_reliability_issues" : "bugs"),
        count(mqr ? "software_quality_security_issues" : "vulnerabilities"),
        count(mqr ? "software_quality_maintainability_issues" : "code_smells"),
        count(mqr ? "new_software_quality_security_issues" : "new_vulnerabilities"),
        count("new_violations"),
        accepted(),
        number("security_hotspots_reviewed"),
        number("new_security_hotspots_reviewed"),
        count(debt),
        head.webUrl());
  }

  /**
   * What is known of an analysis beside its measures.
   *
   * @param webUrl null where the source does not tell it
   */
  record Head(
      long id,
      long projectId,
      Subject subject,
      @Nullable String sha,
      Instant at,
      @Nullable String webUrl) {}

  private @Nullable String gateStatus() throws UnmappableException {
    JsonValue value = values.get("alert_status");
    return value == null ? null : gateStatus(value);
  }

  /** The word of a gate's status in small letters; a blank one is none. */
  static @Nullable String gateStatus(JsonValue value) throws UnmappableException {
    String text = value.text();
    if (text == null || text.isBlank()) {
      return null;
    }
    String status = text.toLowerCase(Locale.ROOT);
    if (!GATE_STATUSES.contains(status)) {
      throw value.unexpected("OK, WARN, ERROR or NONE");
    }
    return status;
  }

  /** What was decided about issues, whatever the server calls it. */
  private @Nullable Long accepted() throws UnmappableException {
    Long accepted =
        count(values.containsKey("accepted_issues") ? "accepted_issues" : "wont_fix_issues");
    Long falsePositive = count("false_positive_issues");
    if (accepted == null || falsePositive == null) {
      return accepted == null ? falsePositive : accepted;
    }
    return accepted + falsePositive;
  }

  private @Nullable Long covered(String all, String uncovered) throws UnmappableException {
    Long whole = count(all);
    Long missed = count(uncovered);
    return whole == null || missed == null ? null : whole - missed;
  }

  private @Nullable Integer rating(String metric) throws UnmappableException {
    JsonValue place = values.get(metric);
    Double value = place == null ? null : number(place);
    if (place == null || value == null) {
      return null;
    }
    if (value != Math.rint(value) || value < 1 || value > WORST_RATING) {
      throw place.unexpected("a rating from 1 to 5");
    }
    return value.intValue();
  }

  private @Nullable Long count(String metric) throws UnmappableException {
    JsonValue place = values.get(metric);
    Double value = place == null ? null : number(place);
    if (place == null || value == null) {
      return null;
    }
    if (value != Math.rint(value) || Math.abs(value) > LARGEST_COUNT) {
      throw place.unexpected("a whole number");
    }
    return value.longValue();
  }

  private @Nullable Double number(String metric) throws UnmappableException {
    JsonValue value = values.get(metric);
    return value == null ? null : number(value);
  }

  /** A number as SonarQube writes it, very small ones with an exponent; null for a blank one. */
  static @Nullable Double number(JsonValue value) throws UnmappableException {
    if (!value.present()) {
      return null;
    }
    if (value.isText()) {
      String text = value.text();
      if (text == null || text.isBlank()) {
        return null;
      }
      if (text.strip().matches("-?[0-9]{1,3}\\.[0-9]{1,18}E-[0-9]{1,2}")) {
        return Double.valueOf(text.strip());
      }
    }
    return value.decimal();
  }
}
