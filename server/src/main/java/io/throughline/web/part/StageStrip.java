package io.throughline.web.part;

import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one item went: each stage lies where it happened between the item's two ends.
 * What no stage covers stays hatched, for it is not accounted for, and never nothing.
 *
 * @param whole width of the drawing
 * @param words the same as a text
 */
public record StageStrip(List<Segment> segments, int whole, String words) {
  private static final int WIDTH = 200;
  private static final double LEAST = 1.5;

  /**
   * One stage that has a length.
   *
   * @param stage name for its colour
   */
  public record Segment(String stage, String x, String width) {}

  /** A stage with both its ends; null ends are not known. */
  private record Stage(String name, @Nullable Instant from, @Nullable Instant to) {
    /** Null when an end is missing or the ends are the wrong way round. */
    @Nullable Duration length() {
      return from == null || to == null || to.isBefore(from) ? null : Duration.between(from, to);
    }
  }

  /** Draws an item; null when it has no length or nothing is known of its way. */
  public static @Nullable StageStrip of(Observation item, @Nullable Journey journey) {
    return journey == null || item.startedAt() == null || item.endedAt() == null
        ? null
        : between(journey, item.startedAt(), item.endedAt());
  }

  private static @Nullable StageStrip between(Journey journey, Instant from, Instant to) {
    double total = seconds(from, to);
    if (total <= 0) {
      return null;
    }
    List<Segment> segments = new ArrayList<>();
    StringJoiner words = new StringJoiner(", ");
    double told = 0;
    for (Stage stage : stages(journey)) {
      Duration length = stage.length();
      if (length == null || stage.from() == null || stage.to() == null) {
        words.add(stage.name() + " not known");
        continue;
      }
      words.add(stage.name() + " " + Times.span(length));
      double start = Math.clamp(seconds(from, stage.from()), 0, total);
      double end = Math.clamp(seconds(from, stage.to()), 0, total);
      told += end - start;
      if (end > start) {
        double width = Math.max(LEAST, (end - start) / total * WIDTH);
        double x = Math.min(start / total * WIDTH, WIDTH - width);
        segments.add(new Segment(stage.name(), Numbers.place(x), Numbers.place(width)));
      }
    }
    Duration rest = Duration.ofSeconds(Math.round(total - told));
    if (rest.toMinutes() > 0) {
      words.add("unaccounted " + Times.span(rest));
    }
    return new StageStrip(List.copyOf(segments), WIDTH, words.toString());
  }

  private static List<Stage> stages(Journey journey) {
    return List.of(
        new Stage("coding", journey.started(), journey.ready()),
        new Stage("pickup", journey.ready(), journey.seen()),
        new Stage("review", journey.responded() ? journey.seen() : null, journey.merged()),
        new Stage("deploy", journey.merged(), journey.deployed()));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
