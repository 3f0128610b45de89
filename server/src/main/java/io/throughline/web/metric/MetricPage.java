package io.throughline.web.metric;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Delta;
import io.throughline.web.part.Figure;
import io.throughline.web.part.StageBar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a metric's page prints.
 *
 * @param scope whose work it is about, in words
 * @param clocks the two clocks of a duration; empty where only one can be read
 * @param clock which one is used; empty where there is none
 * @param clockNote what to know of a number on the other clock; else empty
 * @param aim the target and which aggregate it judges; empty without one
 * @param mix parts of what people worked on, stacked; null for other metrics
 * @param distribution null where there is nothing to spread out
 * @param nothingSpread why there is not
 * @param stages parts of the cycle time; null for other metrics
 * @param stageClock the one clock of all stages
 * @param classes the same number for each author class
 * @param others what other tools would count; none for most metrics
 * @param because why there is no data; empty when there is some
 */
public record MetricPage(
    Frame frame,
    Meaning meaning,
    String scope,
    String scopeHref,
    String range,
    String zone,
    Picker picker,
    List<Choice> ranges,
    List<Choice> grains,
    List<Choice> classChoices,
    List<Choice> clocks,
    String clock,
    String clockNote,
    Figure figure,
    @Nullable Delta delta,
    String before,
    String p75,
    String p90,
    String perService,
    String aim,
    @Nullable Chart trend,
    @Nullable Chart distribution,
    String nothingSpread,
    @Nullable Chart stageTrend,
    @Nullable StageBar stages,
    String stageClock,
    List<ClassRow> classes,
    List<ClassRow> parts,
    @Nullable Chart mix,
    String part,
    String itemsHref,
    OtherCounts others,
    String because) {

  /** The same metric for one author class, or one of its parts. */
  public record ClassRow(String title, String href, Figure figure) {}

  /** A form that chooses team and service; the hidden fields keep the rest of the view. */
  public record Picker(
      String action, List<Option> teams, List<Option> services, List<Hidden> hidden) {}

  /** An entry of a list to choose from; {@code label} is indented by the template. */
  public record Option(String id, String label, int depth, boolean current) {}

  /** A value that a form carries along. */
  public record Hidden(String name, String value) {}
}
