package io.throughline.web.ageing;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import java.util.List;

/**
 * What the page of open work prints.
 *
 * @param lanes all of it in one picture
 * @param over how many items take longer than usual
 * @param cut true when there are more items than are shown
 */
public record AgeingPage(
    Frame frame,
    String scope,
    List<Choice> teams,
    Lanes lanes,
    List<Stage> stages,
    int total,
    int over,
    boolean cut) {

  /**
   * The items of one stage, longest over its usual time first.
   *
   * @param first those that are shown at once
   * @param rest those that are folded away
   */
  public record Stage(
      String id,
      String title,
      String meaning,
      int count,
      int over,
      String usual,
      String usualName,
      List<AgeingRow> first,
      List<AgeingRow> rest) {}
}
