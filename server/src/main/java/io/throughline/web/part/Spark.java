package io.throughline.web.part;

import io.throughline.metric.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small drawing of values over time. A period without a value is a gap, never a zero.
 *
 * @param line SVG path of settled values
 * @param tail SVG path of the last step when it is provisional; empty when it is settled
 * @param alone values with no neighbour to draw a line to
 * @param last the newest value; null when there is no value at all
 * @param bars how many observations each period has, below the line; empty when not wanted
 */
public record Spark(
    int width,
    int height,
    String line,
    String tail,
    List<Spot> alone,
    @Nullable Spot last,
    List<Bar> bars) {
  private static final double EDGE = 3;

  /** A point of the drawing. */
  public record Spot(String x, String y) {}

  /** A bar of the drawing. */
  public record Bar(String x, String y, String width, String height) {}

  private record Point(int index, double value) {}

  /** Draws readings in order of time. */
  public static Spark of(List<Reading> readings, int width, int height) {
    return draw(readings, width, height, height, List.of());
  }

  /** Draws readings with a bar for each n in the lowest quarter. */
  public static Spark withCounts(List<Reading> readings, int width, int height) {
    double top = height * 0.72;
    long most = Math.max(1, readings.stream().mapToLong(Reading::n).max().orElse(1));
    double step = width / (double) Math.max(1, readings.size());
    double room = height - top - 1;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      if (readings.get(i).n() > 0 && Figure.shown(readings.get(i)) != null) {
        double tall = Math.max(1, room * readings.get(i).n() / most);
        bars.add(
            new Bar(
                Numbers.place(i * step + step * 0.15),
                Numbers.place(height - tall),
                Numbers.place(step * 0.7),
                Numbers.place(tall)));
      }
    }
    return draw(readings, width, height, top, bars);
  }

  /** Whether there is anything to see. */
  public boolean empty() {
    return last == null;
  }

  private static Spark draw(
      List<Reading> readings, int width, int height, double room, List<Bar> bars) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      Double value = Figure.shown(readings.get(i));
      if (value != null) {
        points.add(new Point(i, value));
      }
    }
    if (points.isEmpty()) {
      return new Spark(width, height, "", "", List.of(), null, List.of());
    }
    double low = points.stream().mapToDouble(Point::value).min().orElse(0);
    double high = points.stream().mapToDouble(Point::value).max().orElse(0);
    Scale scale = new Scale(readings.size(), low, high, width, room);
    StringBuilder line = new StringBuilder();
    String tail = "";
    List<Spot> alone = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      boolean joined = i > 0 && points.get(i - 1).index() == point.index() - 1;
      boolean joins = i + 1 < points.size() && points.get(i + 1).index() == point.index() + 1;
      boolean open =
          point.index() == readings.size() - 1 && readings.get(point.index()).provisional();
      if (joined && open) {
        tail = "M" + scale.at(points.get(i - 1)) + "L" + scale.at(point);
      } else if (joined) {
        line.append('L').append(scale.at(point));
      } else if (joins) {
        line.append('M').append(scale.at(point));
      } else {
        alone.add(scale.spot(point));
      }
    }
    return new Spark(
        width, height, line.toString(), tail, alone, scale.spot(points.getLast()), bars);
  }

  private record Scale(int periods, double low, double high, double width, double height) {
    private String at(Point point) {
      Spot spot = spot(point);
      return spot.x() + " " + spot.y();
    }

    private Spot spot(Point point) {
      double across = periods < 2 ? 0.5 : point.index() / (double) (periods - 1);
      double up = high == low ? 0.5 : (point.value() - low) / (high - low);
      return new Spot(
          Numbers.place(EDGE + across * (width - 2 * EDGE)),
          Numbers.place(height - EDGE - up * (height - 2 * EDGE)));
    }
  }
}
