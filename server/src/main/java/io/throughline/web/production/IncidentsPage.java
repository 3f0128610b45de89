package io.throughline.web.production;

import io.throughline.web.Frame;
import io.throughline.web.metric.MetricCard;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of incidents prints.
 *
 * @param cards the metrics of incidents
 * @param more address of older ones; null when there are none
 */
public record IncidentsPage(
    Frame frame,
    String scope,
    String range,
    List<Choice> teams,
    List<Choice> tabs,
    List<Choice> ranges,
    List<MetricCard> cards,
    String summary,
    List<Row> rows,
    @Nullable String more) {

  /**
   * An incident.
   *
   * @param note that it is not counted, or told by several systems; empty for neither
   * @param deployment address of the deployment that it is put down to; null for none
   */
  public record Row(
      String href,
      String title,
      String note,
      String service,
      String severity,
      String tone,
      String at,
      String lasted,
      Mark state,
      String origin,
      String cause,
      @Nullable String deployment) {}
}
