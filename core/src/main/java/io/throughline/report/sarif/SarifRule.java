package io.throughline.report.sarif;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.report.Severity;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of all its results.
 *
 * @param title short words; empty when it has none
 * @param level {@code error}, {@code warning}, {@code note} or {@code none}; null when it tells
 *     none
 * @param score {@code security-severity}; empty when it has none
 */
record SarifRule(String id, String title, @Nullable String level, String score) {
  static final Set<String> FIELDS =
      Set.of("id", "name", "shortDescription", "defaultConfiguration", "properties");

  /** Of a result that names no rule, or one that is not told. */
  static final SarifRule NONE = new SarifRule("", "", null, "");

  private static final int LONGEST = 300;
  private static final Pattern SCORE = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,9})?");

  static SarifRule of(ObjectNode rule) {
    String level = rule.path("defaultConfiguration").path("level").asText("");
    String named = rule.path("name").asText("");
    return new SarifRule(
        cut(rule.path("id").asText("")),
        cut(rule.path("shortDescription").path("text").asText(named)),
        level.isEmpty() ? null : cut(level),
        cut(rule.path("properties").path("security-severity").asText("")));
  }

  /** By the score of the result or its rule; else by the level. */
  Severity severity(SarifResult result) {
    String told = SCORE.matcher(result.score()).matches() ? result.score() : score;
    if (SCORE.matcher(told).matches()) {
      double points = Double.parseDouble(told);
      if (points >= 9) {
        return Severity.CRITICAL;
      } else if (points >= 7) {
        return Severity.HIGH;
      } else if (points >= 4) {
        return Severity.MEDIUM;
      } else {
        return points >= 0.1 ? Severity.LOW : Severity.INFO;
      }
    }
    String said = result.level() == null ? level : result.level();
    return switch (said == null ? "warning" : said) {
      case "error" -> Severity.HIGH;
      case "warning" -> Severity.MEDIUM;
      case "note" -> Severity.LOW;
      case "none" -> Severity.INFO;
      default -> Severity.UNKNOWN;
    };
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
