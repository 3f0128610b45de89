package io.throughline.report.trivy;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Notes;
import io.throughline.report.Severity;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Trivy finds beside vulnerabilities: counted apart, for a note. */
final class OtherFindings {
  private final Map<String, Map<Severity, Long>> counts = new TreeMap<>();
  private long setAside;

  /** Counts one by the severity that it tells. */
  void add(String kind, JsonNode entry) {
    counts
        .computeIfAbsent(kind, k -> new EnumMap<>(Severity.class))
        .merge(severity(entry), 1L, Long::sum);
  }

  /** Counts one that an ignore file took out. */
  void setAside() {
    setAside++;
  }

  void tell(Notes notes) {
    counts.forEach(
        (kind, bySeverity) -> {
          long all = bySeverity.values().stream().mapToLong(Long::longValue).sum();
          notes.add(
              "not counted among vulnerabilities: %,d %s%s (%s)",
              all, kind, all == 1 ? "" : "s", words(bySeverity));
        });
    if (setAside > 0) {
      notes.add("%,d that are no vulnerabilities were set aside", setAside);
    }
  }

  /** By Trivy's own word; unknown where it has none. */
  static Severity severity(JsonNode entry) {
    return switch (entry.path("Severity").asText("").toUpperCase(Locale.ROOT)) {
      case "CRITICAL" -> Severity.CRITICAL;
      case "HIGH" -> Severity.HIGH;
      case "MEDIUM" -> Severity.MEDIUM;
      case "LOW" -> Severity.LOW;
      default -> Severity.UNKNOWN;
    };
  }

  private static String words(Map<Severity, Long> bySeverity) {
    return bySeverity.entrySet().stream()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "%,d %s",
                    e.getValue(),
                    e.getKey().name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  /** Those of one result, beside what the result says of itself. */
  static final class Misconfigurations {
    private final OtherFindings all;
    private @Nullable Long declared;
    private long failed;

    Misconfigurations(OtherFindings all) {
      this.all = all;
    }

    void summary(JsonNode summary) {
      JsonNode failures = summary.path("Failures");
      declared = failures.canConvertToLong() ? (Long) failures.longValue() : null;
    }

    /** A check that passed or was excepted is listed on demand, and is none. */
    void add(JsonNode entry) {
      if (entry.path("Status").asText("FAIL").equals("FAIL")) {
        failed++;
        all.add("misconfiguration", entry);
      }
    }

    void end(String target, Notes notes) {
      if (declared != null && declared != failed) {
        notes.add(
            "\"%s\" says that %,d checks failed, and %,d are in the report",
            Notes.piece(target), declared, failed);
      }
    }
  }
}
