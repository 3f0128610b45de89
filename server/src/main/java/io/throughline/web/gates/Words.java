package io.throughline.web.gates;

import io.throughline.gate.GateMeasure;
import io.throughline.web.part.Numbers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reports and gates say, in words of people. */
final class Words {
  private static final double KILO = 1024;

  private Words() {}

  /** A measure as people call it; one that is not ours by its own words. */
  static String measure(String id) {
    return GateMeasure.of(id).map(GateMeasure::title).orElse(plain(id));
  }

  /** A word of a file: {@code false_positive} is false positive. */
  static String plain(String word) {
    return word.replace('_', ' ').replace('-', ' ');
  }

  /** A number with the unit of its gate; a dash without a number. */
  static String number(@Nullable Double value, String unit) {
    if (value == null) {
      return "–";
    }
    return unit.isEmpty() ? Numbers.edge(value) : Numbers.edge(value) + " " + unit;
  }

  /** How old something is; a dash when it is not known since when it is there. */
  static String age(@Nullable Instant since, Instant now) {
    return since == null ? "–" : Numbers.count(days(since, now)) + " d";
  }

  static long days(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toDays());
  }

  /** How large a file is; a dash when it is not known. */
  static String size(@Nullable Long bytes) {
    if (bytes == null) {
      return "–";
    }
    if (bytes < KILO) {
      return Numbers.count(bytes) + " B";
    }
    double kilo = bytes / KILO;
    return kilo < KILO
        ? Numbers.count(Math.round(kilo)) + " kB"
        : Numbers.count(Math.round(kilo / KILO)) + " MB";
  }

  /** The tone of a severity while nobody set the finding aside. */
  static String severityTone(String severity, String state) {
    if (!state.equals("open")) {
      return "none";
    }
    return switch (severity) {
      case "critical" -> "missed";
      case "high", "unknown" -> "near";
      default -> "none";
    };
  }

  /** That more is known than is shown; empty when all is. */
  static String more(int all, int shown) {
    return all <= shown ? "" : Numbers.count(all - shown) + " more are not shown.";
  }
}
