package io.throughline.web.ageing;

import io.throughline.metric.AgeingItem;
import io.throughline.model.metric.Unit;
import io.throughline.web.Links;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open item as it is drawn: a line as long as its age with a tick at the usual time.
 *
 * @param x end of the line, of {@link #WIDTH}; the scale is a square root, so that days and months
 *     can be told apart on one line
 * @param usualX the tick; empty without a usual time
 * @param usualName which share of what was finished took no longer
 * @param over true when it takes longer than that
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
    String usualName,
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
      case "progress" -> "Tickets in progress";
      case "reaction" -> "Review asked for, no answer";
      default -> stage;
    };
  }

  private static AgeingRow row(AgeingItem item, double longest, ZoneId zone) {
    Double usual = item.usualHours();
    boolean over = item.over();
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
        item.stage().equals("progress") ? "p85" : "p90",
        Times.moment(item.since(), zone),
        over,
        over && usual != null && usual > 0 ? times(item.ageHours() / usual) : "",
        place(item.ageHours(), longest),
        usual == null ? "" : place(usual, longest));
  }

  /** Beyond ten times it does not matter any more how many. */
  private static String times(double ratio) {
    return ratio > 10 ? "over 10×" : Numbers.text(ratio, Unit.HOURS) + "×";
  }

  private static double usual(AgeingItem item) {
    return item.usualHours() == null ? 0 : item.usualHours();
  }

  private static String place(double hours, double longest) {
    return Long.toString(Math.round(4 + Math.sqrt(Math.max(0, hours) / longest) * (WIDTH - 10)));
  }

  private static String hours(double hours) {
    return Times.span(Duration.ofMillis(Math.round(hours * 3_600_000)));
  }
}
