package io.throughline.web.part;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of stages beside each other. They are drawn to scale, which does not make them a sum.
 *
 * @param segments of those stages that have a length
 * @param missing titles of stages without data
 */
public record StageBar(List<Segment> segments, List<String> missing) {
  /** The width of the drawing. */
  public static final int WIDTH = 1000;

  private static final double LEAST = 6;

  /**
   * One stage.
   *
   * @param stage name for its colour: {@code coding}, {@code pickup}, {@code review}, {@code
   *     deploy}
   * @param share of the drawn whole
   */
  public record Segment(
      String stage, String title, String x, String width, String text, String n, String share) {}

  /** A stage before it is drawn; {@code hours} is null without data. */
  public record Part(String stage, String title, @Nullable Double hours, String text, String n) {}

  /** Draws parts to scale. */
  public static StageBar of(List<Part> parts) {
    double whole = parts.stream().mapToDouble(StageBar::length).sum();
    List<Segment> segments = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    double x = 0;
    for (Part part : parts) {
      if (part.hours() == null) {
        missing.add(part.title());
        continue;
      }
      double share = whole == 0 ? 0 : length(part) / whole;
      double width = Math.max(LEAST, share * WIDTH);
      segments.add(
          new Segment(
              part.stage(),
              part.title(),
              Numbers.place(x),
              Numbers.place(Math.max(1, width - 3)),
              part.text(),
              part.n(),
              Numbers.percent(share)));
      x += width;
    }
    return new StageBar(List.copyOf(segments), List.copyOf(missing));
  }

  private static double length(Part part) {
    return part.hours() == null ? 0 : Math.max(0, part.hours());
  }
}
