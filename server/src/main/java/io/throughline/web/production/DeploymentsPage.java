package io.throughline.web.production;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of deployments prints.
 *
 * @param service whose they are, where one service is looked at; null for all
 * @param clear address without that service
 * @param timeline null without any deployment
 * @param more address of older ones; null when there are none
 */
public record DeploymentsPage(
    Frame frame,
    String scope,
    String range,
    List<Choice> teams,
    List<Choice> tabs,
    List<Choice> ranges,
    @Nullable String service,
    String clear,
    @Nullable Chart timeline,
    String summary,
    List<Row> rows,
    @Nullable String more) {

  /** A deployment; {@code note} is empty for a plain change. */
  public record Row(
      String href,
      String service,
      String version,
      String note,
      String at,
      String took,
      Mark outcome,
      String strategy,
      String changes,
      String by,
      @Nullable String url) {}
}
