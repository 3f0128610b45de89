package io.throughline.report.codequality;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Artefact;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingCounts;
import io.throughline.report.FindingSummary;
import io.throughline.report.Head;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.Severity;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A list of issues, as Code Climate's engines write it and GitLab asks for it. An empty list is a
 * clean result: the tools write it when they find nothing.
 *
 * <ul>
 *   <li>Severities {@code info}, {@code minor}, {@code major}, {@code critical} and {@code blocker}
 *       are info, low, medium, high and critical.
 *   <li>Tools give one fingerprint to the same words in several places, so that an issue is the
 *       same as another of its fingerprint, file and line; without a fingerprint, of its check,
 *       description, file and line.
 *   <li>Entries of another type, as measurements, are no issues.
 * </ul>
 */
public final class CodeQualityFormat implements ReportFormat {
  private static final Pattern EMPTY = Pattern.compile("\\s*\\[\\s*]\\s*");
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "check_name",
          "description",
          "fingerprint",
          "severity",
          "location",
          "engine_name");

  @Override
  public String id() {
    return "codequality";
  }

  @Override
  public String title() {
    return "Code Quality JSON";
  }

  @Override
  public boolean isOf(Head head) {
    Set<String> keys = head.keys();
    return keys.contains("[].check_name") && keys.contains("[].description")
        || keys.contains("[].fingerprint") && keys.contains("[].location")
        || EMPTY.matcher(head.text()).matches();
  }

  @Override
  public FindingSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new Reading(json, details).all();
    }
  }

  private static final class Reading {
    private static final int MOST_ENGINES = 5;

    private final JsonReader json;
    private final FindingCounts findings;
    private final Set<String> engines = new LinkedHashSet<>();

    Reading(JsonReader json, Consumer<? super Detail> details) {
      this.json = json;
      this.findings = new FindingCounts(details);
    }

    FindingSummary all() throws ReportException {
      json.items("a report of code quality", () -> issue(json.tree("an issue", FIELDS)));
      json.end();
      return findings.summary(
          FindingSummary.Kind.CODE,
          engines.isEmpty() ? "Code Quality" : String.join(", ", engines),
          Artefact.NONE,
          true);
    }

    private void issue(JsonNode issue) throws ReportException {
      if (!issue.path("type").asText("issue").equalsIgnoreCase("issue")) {
        return;
      }
      String file = issue.path("location").path("path").asText("");
      String description = issue.path("description").asText("");
      String check = issue.path("check_name").asText(description);
      if (file.isEmpty() || check.isEmpty()) {
        throw json.at("an issue names no " + (file.isEmpty() ? "file" : "check"));
      }
      String line = line(issue.path("location"));
      String fingerprint = issue.path("fingerprint").asText("");
      String engine = issue.path("engine_name").asText("");
      if (!engine.isEmpty() && engines.size() < MOST_ENGINES) {
        engines.add(engine);
      }
      try {
        findings.add(
            new Finding(
                check,
                file,
                line.isEmpty() ? file : file + ":" + line,
                description,
                severity(issue.path("severity").asText("")),
                false,
                Finding.State.OPEN),
            fingerprint.isEmpty()
                ? List.of("words", check, description, file, line)
                : List.of("fingerprint", fingerprint, file, line));
      } catch (FindingCounts.TooMany e) {
        throw json.at(e.reason());
      }
    }

    private static String line(JsonNode location) {
      JsonNode lines = location.path("lines").path("begin");
      JsonNode begin =
          lines.isMissingNode() ? location.path("positions").path("begin").path("line") : lines;
      return begin.canConvertToInt() && begin.intValue() > 0
          ? String.valueOf(begin.intValue())
          : "";
    }

    private static Severity severity(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "info" -> Severity.INFO;
        case "minor" -> Severity.LOW;
        case "major" -> Severity.MEDIUM;
        case "critical" -> Severity.HIGH;
        case "blocker" -> Severity.CRITICAL;
        default -> Severity.UNKNOWN;
      };
    }
  }
}
