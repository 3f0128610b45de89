package io.throughline.web.production;

import io.throughline.web.Frame;
import io.throughline.web.metric.MetricCard;
import io.throughline.web.metric.OtherCounts;
import io.throughline.web.part.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page of several groups of metrics prints.
 *
 * @param surveys empty on pages that are not about them
 * @param windows null on pages that are not about how deployments come
 * @param notes what a reader should know, below the groups
 */
public record BoardPage(
    Frame frame,
    String title,
    String lead,
    List<Choice> teams,
    List<Choice> tabs,
    List<Choice> ranges,
    List<Group> groups,
    List<ByService> services,
    List<SurveyRow> surveys,
    @Nullable SyncWindows windows,
    OtherCounts others,
    List<String> notes) {

  /** Metrics that answer one question; {@code id} is unique on the page. */
  public record Group(String id, String title, String words, List<MetricCard> cards) {}

  /**
   * The same metrics of each service.
   *
   * @param head titles of the columns
   */
  public record ByService(String id, String title, List<String> head, List<Row> rows) {}

  /** A service. */
  public record Row(String name, String href, List<Cell> cells) {}

  /** One of its numbers. */
  public record Cell(String column, io.throughline.web.part.Figure figure) {}

  /**
   * A survey.
   *
   * @param about name of its service; a dash when it is about none
   * @param answers how many came in the range
   * @param last when the last one came
   * @param page address of the page on which it is answered; null when it has none
   */
  public record SurveyRow(
      String title,
      String kind,
      String about,
      String answers,
      String last,
      @Nullable String page) {}

  /**
   * When services may sync.
   *
   * @param words what the rows do not say; empty for nothing
   */
  public record SyncWindows(List<WindowRow> rows, String words) {}

  /** A window of a service; {@code applications}: which of its applications have it. */
  public record WindowRow(
      String service, String applications, String kind, String when, String zone, String byHand) {}
}
