package io.throughline.web.ageing;

import io.throughline.metric.AgeingItem;
import io.throughline.model.metric.Unit;
import io.throughline.web.Links;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open item as it is drawn: a line as long as its age with a tick at the usual time.
 *
 * @param x end of the line, of {@link #WIDTH}; the scale is a square root, so that days and months
 *     can be told apart on one line
 * @param usualX the tick; empty without a usual time
 * @param over true when it takes longer than nine of ten usually do
 */
public record AgeingRow(
    String subject,
    String title,
    @Nullable String url,
    String where,
    String stage,
    String stageTitle,
    String age,
    String usual,
    String since,
    boolean over,
    String ratio,
    String x,
    String usualX) {
  /** Width of the drawing. */
  public static final int WIDTH = 300;

  /** Draws items on one common scale. */
  public static List<AgeingRow> of(List<AgeingItem> items, ZoneId zone) {
    double longest =
        items.stream().mapToDouble(item -> Math.max(item.ageHours(), usual(item))).max().orElse(1);
    return items.stream().map(item -> row(item, Math.max(1, longest), zone)).toList();
  }

  /** A stage in words. */
  public static String stageTitle(String stage) {
    return switch (stage) {
      case "draft" -> "In draft";
      case "pickup" -> "Waiting for a first review";
      case "review" -> "In review";
      case "deploy" -> "Merged, not deployed";
      case "reaction" -> "Review asked for, no answer";
      default -> stage;
    };
  }

  private static AgeingRow row(AgeingItem item, double longest, ZoneId zone) {
    Double usual = item.usualHours();
    boolean over = usual != null && item.ageHours() > usual;
    String where = item.service() != null ? item.service() : item.project();
    return new AgeingRow(
        item.subject(),
        item.title(),
        Links.outside(item.url()),
        where == null ? "" : where,
        item.stage(),
        stageTitle(item.stage()),
        hours(item.ageHours()),
        usual == null ? "" : hours(usual),
        Times.moment(item.since(), zone),
        over,
        over && usual != null && usual > 0
            ? Numbers.text(item.ageHours() / usual, Unit.HOURS) + "×"
            : "",
        place(item.ageHours(), longest),
        usual == null ? "" : place(usual, longest));
  }

  private static double usual(AgeingItem item) {
    return item.usualHours() == null ? 0 : item.usualHours();
  }

  private static String place(double hours, double longest) {
    return Long.toString(Math.round(4 + Math.sqrt(Math.max(0, hours) / longest) * (WIDTH - 10)));
  }

  private static String hours(double hours) {
    return hours < 48
        ? Numbers.withUnit(hours, Unit.HOURS)
        : Numbers.withUnit(hours / 24, Unit.DAYS);
  }
}
