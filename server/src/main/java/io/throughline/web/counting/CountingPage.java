package io.throughline.web.counting;

import io.throughline.web.Frame;
import java.util.List;

/**
 * What the page of counting prints.
 *
 * @param moments of a change, in order
 */
public record CountingPage(Frame frame, List<Tick> moments, List<OwnRow> ours, List<Row> others) {

  /** A moment: where it stands on the line, its name, and its day and hour in the example. */
  public record Tick(String x, String words, String when) {}

  /** A stretch between two moments: how it is drawn, and both in words. */
  public record Stretch(String x, String width, String from, String to, String hours) {}

  /** One of our metrics. */
  public record OwnRow(
      String title, String href, String definition, String aggregate, Stretch stretch) {}

  /** A way of others. */
  public record Row(
      String who,
      String measure,
      Stretch stretch,
      String aggregate,
      String consequence,
      String source) {}
}
