package io.throughline.web.process;

import io.throughline.web.Frame;
import java.util.List;

/** What the page of the delivery process prints. */
public record ProcessPage(
    Frame frame, String name, String version, List<PhaseCard> phases, List<AspectRow> aspects) {

  /**
   * One phase.
   *
   * @param measured how many of its measurements have numbers
   */
  public record PhaseCard(
      String id,
      String title,
      String group,
      int place,
      String summary,
      List<String> inputs,
      String objective,
      List<String> outputs,
      String responsible,
      String participants,
      String expected,
      List<Measure> measures,
      List<GateRow> gates,
      String note,
      int measured) {}

  /** A measurement with the metrics that answer it; none of them means not yet implemented. */
  public record Measure(String title, String why, String sources, List<MetricLink> metrics) {
    /** Whether there are numbers. */
    public boolean implemented() {
      return !metrics.isEmpty();
    }
  }

  /** An implemented metric. */
  public record MetricLink(String title, String href) {}

  /** A quality gate. */
  public record GateRow(
      String title, List<String> measurements, String sources, String appliesTo, String note) {}

  /** One aspect of visibility. */
  public record AspectRow(String title, String phases, String sources, String modes) {}
}
