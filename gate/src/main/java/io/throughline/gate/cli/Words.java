package io.throughline.gate.cli;

import io.throughline.gate.ConditionResult;
import io.throughline.gate.GateResult;
import io.throughline.report.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A verdict in words; the same ones in every kind of output. */
final class Words {
  private Words() {}

  /** {@code covered lines 78.4 %, at least 80 %}. */
  static String condition(ConditionResult result) {
    String measure = result.condition().measure().title();
    String unit = unit(result.condition().measure().unit());
    String of =
        result.of() == null
            ? result.condition().transaction() == null
                ? ""
                : " of " + Plain.of(result.condition().transaction())
            : " of " + Plain.of(result.of());
    String value =
        result.value() == null ? "–" : value(result.value(), result.condition().limit()) + unit;
    return measure
        + of
        + " "
        + value
        + ", "
        + result.condition().measure().bound()
        + " "
        + number(result.condition().limit())
        + unit;
  }

  /** {@code CVE-2026-1 openssl 3.0.1 (app, can be fixed)}. */
  static String finding(Finding finding) {
    String place = Plain.of(finding.place());
    String more = place + (finding.fixable() ? (place.isEmpty() ? "" : ", ") + "can be fixed" : "");
    return Plain.of(finding.rule())
        + "  "
        + Plain.of(finding.subject())
        + (more.isEmpty() ? "" : "  (" + more + ")");
  }

  /** What a gate's conditions say, or why it has none. */
  static String gate(GateResult gate) {
    return gate.conditions().isEmpty()
        ? gate.why()
        : gate.conditions().size() == 1
            ? condition(gate.conditions().getFirst())
            : gate.conditions().size() + " conditions";
  }

  /** Two places at most, and as many more as it takes to tell a value from its limit. */
  private static String value(double value, double limit) {
    for (int places = 2; places < 12; places++) {
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN);
      boolean told = value == limit || rounded.compareTo(BigDecimal.valueOf(limit)) != 0;
      if (told) {
        return plain(rounded);
      }
    }
    return plain(BigDecimal.valueOf(value));
  }

  static String number(double value) {
    return plain(BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN));
  }

  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  private static String unit(String unit) {
    return unit.isEmpty() || unit.startsWith("/") ? unit : " " + unit;
  }
}
