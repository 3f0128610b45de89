package io.throughline.model.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The delivery process as one versioned file. Nothing counts on how many phases there are.
 *
 * @param version grows with each edit
 */
public record DeliveryProcess(
    String name, int version, String effective, List<Phase> phases, List<Aspect> aspects) {

  /**
   * One phase.
   *
   * @param group {@code product} or {@code technical}
   * @param order its place, only for showing
   * @param expectedDays working days; null when it varies, is ongoing or was not agreed
   * @param expected the same in words
   */
  public record Phase(
      String id,
      String title,
      String group,
      int order,
      String summary,
      List<String> inputs,
      String objective,
      List<String> outputs,
      String responsible,
      List<String> participants,
      @Nullable Double expectedDays,
      String expected,
      List<ProcessMetric> metrics,
      List<Gate> gates,
      @Nullable String note) {}

  /**
   * A measurement that the process asks for.
   *
   * @param ids ids of the metric specification that answer it
   * @param why the process's motivation
   * @param sources the systems that the process names
   */
  public record ProcessMetric(String title, List<String> ids, String why, List<String> sources) {}

  /**
   * A quality gate of a phase.
   *
   * @param appliesTo kinds of services that it applies to
   */
  public record Gate(
      String id,
      String title,
      List<String> measurements,
      List<String> metricIds,
      List<String> sources,
      List<String> appliesTo,
      @Nullable String note) {}

  /**
   * One of the aspects of visibility.
   *
   * @param phases ids of phases
   * @param modes ways in: {@code direct}, {@code webhook}, {@code etl}
   */
  public record Aspect(
      String id, String title, List<String> phases, List<String> sources, List<String> modes) {}
}
