package io.throughline.web.part;

import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricKind;
import org.jspecify.annotations.Nullable;

/**
 * A reading's number as it is printed, with everything that says how far to trust it.
 *
 * @param text the number; a dash when there is no data, empty when it is withheld
 * @param unit what stands behind it; empty for counts and where there is no number
 * @param tone how it stands to its target: {@code met}, {@code near}, {@code missed}, {@code none}
 * @param toneText the same in words; empty without a target
 * @param doubt {@code none}, {@code nodata}, {@code few}, {@code withheld}, {@code low}
 * @param doubtText the same in words; empty without a doubt
 * @param n observations, or for shares what they are a share of; always printed
 * @param interval the 95 % interval; empty when there is none
 */
public record Figure(
    String text,
    String unit,
    String tone,
    String toneText,
    String doubt,
    String doubtText,
    String n,
    String interval,
    String coverage,
    boolean provisional) {

  /** Prints a reading. */
  public static Figure of(Reading reading, MetricDefinition metric) {
    Double value = shown(reading);
    String unit = value == null ? "" : Numbers.suffix(metric.unit());
    return new Figure(
        value == null ? (isWithheld(reading) ? "" : "–") : Numbers.text(value, metric),
        unit,
        tone(reading),
        toneText(reading, metric),
        doubt(reading),
        doubtText(reading),
        n(reading, metric),
        interval(reading, metric),
        reading.coverage() == null ? "" : Numbers.percent(reading.coverage()),
        reading.provisional());
  }

  /** What is printed where nothing was read at all. */
  public static Figure nothing() {
    return new Figure("–", "", "none", "", "nodata", "no data", "0", "", "", false);
  }

  /** The value that may be shown: null when there is none or it is withheld. */
  public static @Nullable Double shown(Reading reading) {
    return isWithheld(reading) || reading.doubt() == Doubt.NO_DATA ? null : reading.value();
  }

  /** Whether there is a number. */
  public boolean present() {
    return !doubt.equals("nodata") && !doubt.equals("withheld");
  }

  /** Everything in one sentence, for those who listen. */
  public String spoken() {
    String number = present() ? (text + " " + unit).strip() : doubtText;
    String more = present() && !doubtText.isEmpty() ? ", " + doubtText : "";
    String target = toneText.isEmpty() ? "" : ", " + toneText;
    return number + more + target + (doubt.equals("withheld") ? "" : ", n " + n);
  }

  private static boolean isWithheld(Reading reading) {
    return reading.doubt() == Doubt.WITHHELD;
  }

  /** Too few observations to hold anybody to a target. */
  private static boolean isThin(Reading reading) {
    return reading.doubt() == Doubt.FEW_DATA;
  }

  private static String tone(Reading reading) {
    if (shown(reading) == null || reading.targetState() == null || isThin(reading)) {
      return "none";
    }
    // Too little of the population was seen to praise or blame anybody.
    if (reading.doubt() == Doubt.LOW_COVERAGE) {
      return "near";
    }
    return switch (reading.targetState()) {
      case MET -> "met";
      case NEAR -> "near";
      case MISSED -> "missed";
    };
  }

  private static String toneText(Reading reading, MetricDefinition metric) {
    if (shown(reading) == null || reading.targetState() == null || isThin(reading)) {
      return "";
    }
    String state =
        switch (reading.targetState()) {
          case MET -> "target met";
          case NEAR -> "close to target";
          case MISSED -> "target missed";
        };
    if (reading.target() == null) {
      return state;
    }
    String sign =
        metric.better() == Better.LOWER ? "≤ " : metric.better() == Better.HIGHER ? "≥ " : "";
    return state + " (" + sign + Numbers.withUnit(reading.target(), metric.unit()) + ")";
  }

  private static String doubt(Reading reading) {
    if (reading.doubt() == null) {
      return reading.value() == null ? "nodata" : "none";
    }
    return switch (reading.doubt()) {
      case NO_DATA -> "nodata";
      case FEW_DATA -> reading.value() == null ? "nodata" : "few";
      case WITHHELD -> "withheld";
      case LOW_COVERAGE -> reading.value() == null ? "nodata" : "low";
    };
  }

  private static String doubtText(Reading reading) {
    return switch (doubt(reading)) {
      case "nodata" -> "no data";
      case "few" -> "few data";
      case "withheld" -> "withheld: fewer than five people";
      case "low" -> {
        Double coverage = reading.coverage();
        yield coverage == null
            ? "low coverage"
            : "only " + Numbers.percent(coverage) + " of the items could be measured";
      }
      default -> "";
    };
  }

  private static String n(Reading reading, MetricDefinition metric) {
    if (isWithheld(reading)) {
      return "";
    }
    Double numerator = reading.numerator();
    Double denominator = reading.denominator();
    // Lines, hours, what is told for a hundred and other weights are no items; then how many items
    // there were says more.
    return metric.kind().isDivided()
            && metric.kind() != MetricKind.TIME_SHARE
            && numerator != null
            && denominator != null
            && numerator <= reading.n()
            && denominator <= reading.n()
        ? Numbers.count(Math.round(numerator)) + "/" + Numbers.count(Math.round(denominator))
        : Numbers.count(reading.n());
  }

  private static String interval(Reading reading, MetricDefinition metric) {
    if (shown(reading) == null || reading.low() == null || reading.high() == null) {
      return "";
    }
    return Numbers.text(reading.low(), metric.unit())
        + "–"
        + Numbers.withUnit(reading.high(), metric.unit());
  }
}
