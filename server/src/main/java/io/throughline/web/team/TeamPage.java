package io.throughline.web.team;

import io.throughline.web.Frame;
import io.throughline.web.ageing.AgeingRow;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Delta;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Spark;
import io.throughline.web.part.StageBar;
import io.throughline.web.part.StageStrip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a team's page prints.
 *
 * @param lead who leads it; empty when nobody does
 * @param members how many people belong to it or to a team below it today
 * @param stages medians of the parts of cycle time on one clock
 * @param cycleTime the cycle time itself, from its own two ends
 * @param groups phases of which there is a number; empty when there is none at all
 * @param silent titles of the phases of which there is none
 * @param nothing why there is none; empty when there is one
 * @param landed the newest items behind the cycle time
 * @param contributions merge requests a contributor and week, as a spread; null without the metric
 * @param ageing those open items that are longest over their usual time
 */
public record TeamPage(
    Frame frame,
    String id,
    String name,
    String parent,
    String parentHref,
    String lead,
    String zone,
    int members,
    List<Choice> services,
    List<Choice> below,
    String range,
    String before,
    List<Choice> ranges,
    List<Choice> classes,
    StageBar stages,
    Figure cycleTime,
    String cycleTimeHref,
    List<Group> groups,
    List<String> silent,
    String nothing,
    List<Landed> landed,
    String landedHref,
    @Nullable Chart contributions,
    List<AgeingRow> ageing,
    String ageingHref,
    String healthHref) {

  /**
   * The metrics of one phase of the process.
   *
   * @param more what another one tells in another way, as by tickets instead of points
   */
  public record Group(String id, String title, List<Card> cards, List<Card> more) {}

  /** A change that reached production lately, and where its time went. */
  public record Landed(String title, @Nullable String url, String value, StageStrip strip) {}

  /**
   * One metric.
   *
   * @param because why there is no data; empty when there is some
   * @param clock the clock of a duration; empty for others
   */
  public record Card(
      String id,
      String title,
      String question,
      String href,
      String clock,
      boolean part,
      Figure figure,
      @Nullable Delta delta,
      Spark spark,
      String because) {}
}
