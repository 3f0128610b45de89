package io.throughline.web.part;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.Unit;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers as people read them; always with a point, so that they line up with the API's. */
public final class Numbers {
  /** By pattern; each use takes a copy, since a format is not safe for several threads. */
  private static final Map<String, DecimalFormat> FORMATS = new ConcurrentHashMap<>();

  private static final String LETTERS = "ABCDE";

  private Numbers() {}

  /** A value without its unit. */
  public static String text(double value, Unit unit) {
    if (unit == Unit.RATING
        && value == Math.rint(value)
        && value >= 1
        && value <= LETTERS.length()) {
      return LETTERS.substring((int) value - 1, (int) value);
    }
    double size = Math.abs(value);
    if (size < 0.005 && size > 0) {
      // Less than can be written: no sign, since it would speak of a zero.
      return format("0.00", 0);
    }
    boolean whole =
        unit == Unit.LINES
            || unit == Unit.MONEY
            || size >= 1000
            || size >= 100 && unit != Unit.PERCENT;
    if (whole) {
      return format("#,##0", value);
    }
    if (unit == Unit.RATIO || size < 1 && size > 0) {
      return format("0.00", value);
    }
    return format(value == Math.rint(value) && unit == Unit.COUNT ? "0" : "0.0", value);
  }

  /** A metric's value without its unit; of what can only be told to be larger it says that. */
  public static String text(double value, MetricDefinition metric) {
    String text = text(value, metric.unit());
    return metric.isBeyond(value) ? "over " + text : text;
  }

  /** A metric's value with its unit, as {@link #text(double, MetricDefinition)}. */
  public static String withUnit(double value, MetricDefinition metric) {
    String text = withUnit(value, metric.unit());
    return metric.isBeyond(value) ? "over " + text : text;
  }

  /** A value with its unit. */
  public static String withUnit(double value, Unit unit) {
    String suffix = suffix(unit);
    return suffix.isEmpty() ? text(value, unit) : text(value, unit) + " " + suffix;
  }

  /** An end of a bin: as short as it can be. */
  public static String edge(double value) {
    return format("#,##0.##", value);
  }

  /** A count. */
  public static String count(long count) {
    return format("#,##0", count);
  }

  /** A share of 0 to 1 as percent. */
  public static String percent(double share) {
    return format("0", share * 100) + " %";
  }

  /** What stands behind a number; empty for plain counts and weights. */
  public static String suffix(Unit unit) {
    return switch (unit) {
      case HOURS -> "h";
      case MINUTES -> "min";
      case DAYS -> "d";
      case PERCENT -> "%";
      case LINES -> "lines";
      case FTE_DAYS -> "FTE-days";
      case SCORE -> "of 100";
      case SCORE_OF_TEN -> "of 10";
      case PER_WEEK -> "a week";
      case MILLISECONDS -> "ms";
      case RPM -> "per minute";
      // What is told in points is told in tickets or hours where a sprint is weighed so.
      case COUNT, RATIO, MONEY, POINTS, RATING -> "";
    };
  }

  /** A place in a drawing that has no width of its own, in percent. */
  public static String share(double percent) {
    return place(percent) + "%";
  }

  /** A coordinate in a drawing: two decimals at most. A page draws a thousand. */
  static String place(double coordinate) {
    long hundredths = Math.round(coordinate * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }

  private static String format(String pattern, double value) {
    return ((DecimalFormat) FORMATS.computeIfAbsent(pattern, Numbers::made).clone()).format(value);
  }

  private static DecimalFormat made(String pattern) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ENGLISH);
    symbols.setGroupingSeparator('\u202f');
    return new DecimalFormat(pattern, symbols);
  }
}
