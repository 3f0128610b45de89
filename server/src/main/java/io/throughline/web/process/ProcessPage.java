package io.throughline.web.process;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import java.util.List;

/**
 * What the page of the delivery process prints.
 *
 * @param scope whose tickets are in the phases
 * @param followed whether any ticket is followed at all
 * @param toDo address of what is to do
 * @param toDos how many things are to do
 */
public record ProcessPage(
    Frame frame,
    String name,
    String version,
    String scope,
    List<Choice> teams,
    boolean followed,
    String toDo,
    int toDos,
    List<PhaseCard> phases,
    List<AspectRow> aspects) {

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
      int measured,
      Now now) {}

  /**
   * What is in a phase now.
   *
   * @param followed false: the process does not say how a ticket gets there
   * @param count empty where tickets are not followed
   * @param over how many are over the expected time; empty for none
   * @param flow what came and left lately
   * @param items the longest of them
   */
  public record Now(
      boolean followed,
      String count,
      String meaning,
      String over,
      String missing,
      String flow,
      List<PhaseItem> items,
      String more) {}

  /**
   * A ticket in a phase.
   *
   * @param days working days since it came
   */
  public record PhaseItem(
      String key,
      String title,
      String href,
      String where,
      String since,
      String days,
      boolean over,
      String missing) {}

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

  /**
   * One aspect of visibility.
   *
   * @param href its page; empty where it has none of its own
   */
  public record AspectRow(String title, String href, String phases, String sources, String modes) {}
}
