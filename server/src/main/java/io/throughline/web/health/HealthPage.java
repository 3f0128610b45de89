package io.throughline.web.health;

import io.throughline.web.Frame;
import io.throughline.web.metric.MetricCard;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a team's health prints.
 *
 * @param empty what to configure when there is nothing to show at all; else empty
 * @param light {@code met}, {@code near}, {@code missed} or {@code none}
 * @param lightWords the same in words
 * @param healthHref the metric's own page
 * @param partsNote what is not among the parts, and why; empty when all have data
 * @param history the score by sprint; null without one
 * @param work how much there is
 * @param flow created and finished by week; null without tickets
 * @param where where the time goes
 * @param investmentHref null while nothing computes it
 * @param risks bottlenecks and risks
 * @param statuses how long tickets were in which status; null without any
 * @param ageing how many tickets are older than usual, in words
 * @param people counts of people
 * @param running sprints that run, with their forecasts
 * @param calibration whether forecasts came true
 */
public record HealthPage(
    Frame frame,
    String team,
    String teamHref,
    String sprintsHref,
    String range,
    List<Choice> teams,
    List<Choice> ranges,
    String empty,
    String light,
    String lightWords,
    Figure score,
    String healthHref,
    List<Part> parts,
    String partsNote,
    @Nullable Chart history,
    List<MetricCard> work,
    @Nullable Chart flow,
    List<MetricCard> where,
    @Nullable String investmentHref,
    List<MetricCard> risks,
    @Nullable Chart statuses,
    String ageing,
    String ageingHref,
    List<MetricCard> loads,
    People people,
    List<Running> running,
    String runningNote,
    List<Band> calibration,
    String forecastHref) {

  /** A part of the health: value, target, light and n. */
  public record Part(
      String title, String href, Figure figure, String target, String tone, String words) {}

  /**
   * Counts of people; empty texts where they are withheld.
   *
   * @param note why something is withheld; empty when nothing is
   */
  public record People(
      String members,
      String idle,
      String alwaysOn,
      String assigned,
      String overloaded,
      String note) {}

  /** A sprint that runs. */
  public record Running(
      String name, String href, String committed, String done, String chance, String words) {}

  /** Sprints whose chance lay in a band. */
  public record Band(String said, String sprints, String kept) {}
}
