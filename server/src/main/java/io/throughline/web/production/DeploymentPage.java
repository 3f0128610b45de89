package io.throughline.web.production;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a deployment prints.
 *
 * @param url its page in the source; null when there is none
 * @param why why there is no effect to show; empty when there is
 * @param confounders what else may explain a difference; empty for nothing
 * @param canary the new version beside the old one; null where nothing tells them apart
 */
public record DeploymentPage(
    Frame frame,
    List<Choice> tabs,
    String title,
    String lead,
    Mark outcome,
    @Nullable String url,
    List<Fact> facts,
    String why,
    List<String> confounders,
    List<Effect> effects,
    @Nullable Canary canary,
    List<Chart> charts,
    List<Change> changes,
    String changesNote,
    List<Gate> gates,
    List<Part> parts,
    List<Analysis> analyses,
    List<Incident> incidents) {

  /** Something that is told of it; {@code href} is null without a page. */
  public record Fact(String name, String value, @Nullable String href) {}

  /** What happened to one measure. */
  public record Effect(
      String measure,
      String before,
      String after,
      String lastWeek,
      String difference,
      String interval,
      Mark verdict,
      String reason) {}

  /**
   * The new version beside the old one.
   *
   * @param lead when, and how many requests
   * @param confounders what else may explain a difference; empty for nothing
   */
  public record Canary(String lead, List<String> confounders, List<Compared> measures) {}

  /** One measure of both versions. */
  public record Compared(
      String measure,
      String stable,
      String canary,
      String difference,
      String interval,
      Mark verdict,
      String reason) {}

  /** A merge request that it carried. */
  public record Change(String reference, String title, String waited, @Nullable String url) {}

  /** A gate that its commit had to pass. */
  public record Gate(String title, Mark verdict, @Nullable String href) {}

  /** What went to one cluster, or one attempt. */
  public record Part(String where, String status, String at, String took, @Nullable String url) {}

  /** A judgement of the rollout by measurements. */
  public record Analysis(String name, Mark phase, String at, String message) {}

  /** An incident that is put down to it. */
  public record Incident(
      String href,
      String title,
      String severity,
      String tone,
      String at,
      String lasted,
      String why) {}
}
