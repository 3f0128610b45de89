package io.throughline.web.sprint;

import io.throughline.web.Frame;
import java.util.List;

/** What the list of a team's sprints prints; a board without sprints has no rows. */
public record SprintsPage(
    Frame frame, String team, String teamHref, String range, List<BoardCard> boards) {

  /** A board with its sprints, newest first. */
  public record BoardCard(String id, String name, String kind, String href, List<Row> sprints) {}

  /**
   * A sprint.
   *
   * @param share of what was committed, how much was done in all; a dash for nothing committed
   */
  public record Row(
      String name,
      String href,
      String dates,
      String state,
      String committed,
      String done,
      String share) {}
}
