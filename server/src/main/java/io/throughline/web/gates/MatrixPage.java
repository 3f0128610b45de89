package io.throughline.web.gates;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Mark;
import io.throughline.web.part.Spark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of the gates prints.
 *
 * @param tabs the other pages of gates
 * @param shows what runs, or the branches
 * @param begun whether any build was ever judged
 * @param gates titles of the columns
 * @param summary how many of the rows have each gate
 * @param beginning how to begin; null once it is begun
 */
public record MatrixPage(
    Frame frame,
    String scope,
    List<Choice> teams,
    List<Choice> tabs,
    List<Choice> shows,
    boolean begun,
    List<Card> cards,
    String heading,
    String summary,
    List<String> gates,
    List<Row> rows,
    @Nullable Beginning beginning) {

  /** A number with the way into it. */
  public record Card(
      String id, String title, String question, String href, Figure figure, Spark spark) {}

  /**
   * A version of a service.
   *
   * @param note what it is beside its name: a branch, a library; empty for none
   * @param href page of its build; null when nobody judged it
   * @param url of its deployment or job; null when it is not known
   * @param because why there are no cells; empty when there are
   */
  public record Row(
      String service,
      String note,
      @Nullable String href,
      String version,
      String at,
      @Nullable String url,
      List<Cell> cells,
      String because) {}

  /**
   * What came of a gate.
   *
   * @param href of a page of ours; null when there is none
   * @param url of the source's page where we have none; null likewise
   * @param waiver who answers for it until when, or did; empty for nobody
   */
  public record Cell(
      String gate,
      Mark mark,
      @Nullable String href,
      @Nullable String url,
      String spoken,
      String waiver) {}

  /**
   * How the first verdict comes here.
   *
   * @param evidence how a pipeline sends what it judged
   * @param report how a report is sent without judging it
   */
  public record Beginning(String evidence, String report) {}
}
