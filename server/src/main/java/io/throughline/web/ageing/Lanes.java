package io.throughline.web.ageing;

import io.throughline.metric.AgeingItem;
import io.throughline.web.part.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All open work in one picture: a lane a stage, a dot an item, further right the longer it waits.
 * The scale is a square root, so that hours and months can be told apart on one line.
 *
 * @param marks of the scale below the lanes
 */
public record Lanes(List<Lane> lanes, List<Mark> marks) {
  private static final double LEFT = 1.5;
  private static final double ROOM = 96;
  private static final int ROWS = 3;

  /**
   * The items of one stage.
   *
   * @param usualX the usual time; empty without a usual time
   */
  public record Lane(
      String stage, String title, int count, int over, List<Dot> dots, String usualX) {}

  /** An item: percent of the width, pixels from the top. */
  public record Dot(String x, String y, boolean over) {}

  /** A length of time on the scale. */
  public record Mark(String x, String words) {}

  private record Step(double hours, String words) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(1, "1 h"),
          new Step(8, "8 h"),
          new Step(24, "1 day"),
          new Step(72, "3 days"),
          new Step(168, "1 week"),
          new Step(336, "2 weeks"),
          new Step(720, "1 month"),
          new Step(2160, "3 months"),
          new Step(4320, "6 months"),
          new Step(8760, "1 year"),
          new Step(17520, "2 years"));

  /** Marks nearer to each other than this many percent would run into each other on a phone. */
  private static final double APART = 13;

  /** Draws items; stages in the given order, those without items left out. */
  static Lanes of(List<AgeingItem> items, List<String> stages) {
    double longest = items.stream().mapToDouble(AgeingItem::ageHours).max().orElse(1);
    List<Lane> lanes = new ArrayList<>();
    for (String stage : stages) {
      List<AgeingItem> inside = items.stream().filter(i -> i.stage().equals(stage)).toList();
      if (!inside.isEmpty()) {
        lanes.add(lane(stage, inside, longest));
      }
    }
    return new Lanes(List.copyOf(lanes), marks(longest));
  }

  private static Lane lane(String stage, List<AgeingItem> items, double longest) {
    List<Dot> dots = new ArrayList<>();
    int over = 0;
    for (AgeingItem item : items) {
      boolean late = item.over();
      over += late ? 1 : 0;
      int y = 7 + 7 * (dots.size() % ROWS);
      dots.add(new Dot(place(item.ageHours(), longest), Integer.toString(y), late));
    }
    String usual =
        items.stream()
            .map(AgeingItem::usualHours)
            .filter(Objects::nonNull)
            .findFirst()
            .filter(hours -> hours <= longest)
            .map(hours -> place(hours, longest))
            .orElse("");
    return new Lane(
        stage, AgeingRow.stageTitle(stage), items.size(), over, List.copyOf(dots), usual);
  }

  private static List<Mark> marks(double longest) {
    List<Mark> marks = new ArrayList<>();
    double last = LEFT;
    for (Step step : STEPS) {
      double at = percent(step.hours(), longest);
      if (step.hours() <= longest && at - last >= APART && at <= 94) {
        marks.add(new Mark(place(step.hours(), longest), step.words()));
        last = at;
      }
    }
    return List.copyOf(marks);
  }

  private static String place(double hours, double longest) {
    return Numbers.share(percent(hours, longest));
  }

  private static double percent(double hours, double longest) {
    return LEFT + ROOM * Math.sqrt(Math.clamp(hours / Math.max(longest, 1e-9), 0, 1));
  }
}
