package io.throughline.model.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The delivery process as one versioned file. Nothing counts on how many phases there are.
 *
 * @param version grows with each edit
 */
public record DeliveryProcess(
    String name,
    int version,
    String effective,
    List<Phase> phases,
    List<Variant> variants,
    List<Aspect> aspects) {
  public DeliveryProcess {
    variants = variants == null ? List.of() : List.copyOf(variants);
  }

  /**
   * One phase.
   *
   * @param group {@code product} or {@code technical}
   * @param order its place, only for showing
   * @param enters marks by which a ticket comes into the phase; empty: no ticket is followed into
   *     it
   * @param leaves marks by which it goes out; empty: it stays
   * @param expectedDays working days; null when it varies, is ongoing or was not agreed
   * @param expected the same in words
   */
  public record Phase(
      String id,
      String title,
      String group,
      int order,
      List<String> enters,
      List<String> leaves,
      String summary,
      List<String> inputs,
      String objective,
      List<Output> outputs,
      String responsible,
      List<String> participants,
      @Nullable Double expectedDays,
      String expected,
      List<ProcessMetric> metrics,
      List<Gate> gates,
      @Nullable String note) {
    public Phase {
      enters = enters == null ? List.of() : List.copyOf(enters);
      leaves = leaves == null ? List.of() : List.copyOf(leaves);
    }
  }

  /**
   * What a phase gives out.
   *
   * @param rule how it is found out whether a ticket has it; null: people judge
   * @param hint what the rule looks at, in words
   */
  public record Output(String title, @Nullable String rule, @Nullable String hint) {}

  /**
   * A declared way through the process that leaves phases out.
   *
   * @param when conditions, any of which is enough: {@code label:hotfix}
   * @param skips ids of phases
   */
  public record Variant(String id, String title, List<String> when, List<String> skips) {}

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
