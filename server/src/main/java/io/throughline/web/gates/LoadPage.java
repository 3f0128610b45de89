package io.throughline.web.gates;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import java.util.List;

/** What the page of load tests prints. */
public record LoadPage(
    Frame frame,
    String scope,
    String range,
    List<Choice> teams,
    List<Choice> tabs,
    List<Choice> ranges,
    List<OfService> services) {

  /**
   * The load tests of a service.
   *
   * @param id unique on the page
   * @param note that not every transaction is drawn; empty when each is
   */
  public record OfService(String id, String name, Chart chart, String note, List<Row> rows) {}

  /**
   * A transaction as the last load test saw it.
   *
   * @param change of its 95th percentile since the one before with as many users; a dash when there
   *     is none
   */
  public record Row(
      String name,
      String p95,
      String limit,
      Mark mark,
      String change,
      String p50,
      String samples,
      String errors,
      String users,
      String at) {}
}
