package io.throughline.web.overview;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Spark;
import java.util.List;

/**
 * What the overview prints.
 *
 * @param range the days looked at, in words
 * @param moved the largest honest changes of the week; empty when nothing moved beyond noise
 * @param comparison which weeks were compared for it
 * @param earlier what moved in the four weeks before this one; asked only when nothing moved since
 * @param rows the organisation first, then teams in the order of their tree
 */
public record OverviewPage(
    Frame frame,
    String range,
    List<Choice> ranges,
    List<Choice> classes,
    List<Movement> moved,
    String comparison,
    List<Movement> earlier,
    List<Column> columns,
    List<Row> rows,
    boolean sourcesConfigured) {

  /** A metric. */
  public record Column(String id, String title, String unit, String question, String href) {}

  /** A team, or everything at {@code depth} -1. */
  public record Row(
      String id, String name, String href, int depth, boolean total, List<Cell> cells) {}

  /** A team's reading of a metric. {@code key} is unique on the page. */
  public record Cell(String key, String metric, String href, Figure figure, Spark spark) {}
}
