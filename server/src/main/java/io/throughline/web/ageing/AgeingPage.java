package io.throughline.web.ageing;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import java.util.List;

/**
 * What the page of open work prints.
 *
 * @param over how many items take longer than usual
 * @param cut true when there are more items than are shown
 */
public record AgeingPage(
    Frame frame,
    String scope,
    List<Choice> teams,
    List<Stage> stages,
    int total,
    int over,
    boolean cut) {

  /** The items of one stage, longest over its usual time first. */
  public record Stage(
      String id, String title, String meaning, int over, String usual, List<AgeingRow> items) {}
}
