package io.throughline.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a ticket into sprints, out of them, and over to the next one while it is not done. */
final class SprintWalk {
  private static final int ROLLS = 3;
  private static final long DAY = 86_400_000;
  private final Sprints sprints;
  private final Board board;
  private final TicketScript script;
  private final List<Stage> walk;
  private final Account lead;

  SprintWalk(Sprints sprints, Board board, TicketScript script, List<Stage> walk, Account lead) {
    this.sprints = sprints;
    this.board = board;
    this.script = script;
    this.walk = walk;
    this.lead = lead;
  }

  /** Out again, for good, between a sprint's start and its close. */
  record Removal(long at) {}

  /**
   * Writes the sprints into the script.
   *
   * @param number the sprint it comes into first
   * @param added when it comes in
   * @param removal null when nobody takes it out
   */
  void write(int number, long added, @Nullable Removal removal) {
    in(added, number);
    if (removal != null) {
      script.turn(removal.at(), lead, TicketField.SPRINTS, was -> without(was, number));
      return;
    }
    int last = roll(number);
    for (Stage stage : List.copyOf(walk)) {
      int now = last;
      while (sprint(now).closedAt() < stage.at()) {
        now++;
      }
      boolean comesBack = stage.status() != TicketStatus.DONE && now > last;
      if (comesBack && stage.at() > sprint(last).closedAt()) {
        // Work goes on after the close: into the sprint that runs now, or the next one.
        in(stage.at() + 90_000, now);
        last = roll(now);
      }
    }
  }

  /** Over to the next sprint at every close at which it is not done; answers the last one. */
  private int roll(int from) {
    int number = from;
    while (number < from + ROLLS
        && Stage.at(walk, sprint(number).closedAt()) != TicketStatus.DONE) {
      long at = sprint(number).closedAt() + 400 + number % 7 * 150;
      number++;
      in(at, number);
    }
    if (number == from + ROLLS && Stage.at(walk, Long.MAX_VALUE) != TicketStatus.DONE) {
      long end = sprint(number).startAt() + DAY;
      Stage given = new Stage(end, TicketStatus.DONE, Resolution.WONT_DO);
      if (walk.isEmpty() || walk.getLast().at() < end) {
        walk.add(given);
      }
    }
    return number;
  }

  private void in(long at, int number) {
    String id = "" + sprint(number).id();
    script.turn(at, lead, TicketField.SPRINTS, was -> was == null ? id : was + ", " + id);
  }

  private @Nullable String without(@Nullable String was, int number) {
    String id = "" + sprint(number).id();
    List<String> left =
        was == null
            ? List.of()
            : List.of(was.split(", ")).stream().filter(s -> !s.equals(id)).toList();
    return left.isEmpty() ? null : String.join(", ", left);
  }

  private Sprint sprint(int number) {
    return sprints.of(board, number);
  }
}
