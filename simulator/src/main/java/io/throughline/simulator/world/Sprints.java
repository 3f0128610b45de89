package io.throughline.simulator.world;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** When the teams' sprints are: every other Monday 9:30 to the Friday of the week after. */
final class Sprints {
  private static final long HOUR = 3_600_000;
  private static final List<String> GOALS =
      List.of(
          "Ship %s to the first site",
          "Make %s boring",
          "Halve the support calls about %s",
          "Find out what %s needs",
          "Finish %s and tidy up");

  private final long seed;
  private final Calendar calendar;

  Sprints(long seed, Calendar calendar) {
    this.seed = seed;
    this.calendar = calendar;
  }

  long seed() {
    return seed;
  }

  /** A team's sprint by its number; 0 begins with the recorded history. */
  Sprint of(Board board, int number) {
    Dice dice = Dice.of(seed, "sprint/" + board.key() + "/" + number);
    String goal = dice.pick(GOALS).formatted(dice.pick(Words.THINGS));
    return new Sprint(
        1000 + number * 10L + board.id() % 10,
        board,
        number,
        board.key() + " Sprint " + (number + 1),
        goal,
        start(board, number - 1) + HOUR,
        start(board, number),
        end(board, number),
        end(board, number) + (long) (dice.between(-1, 4) * HOUR) + 137);
  }

  /** The board's sprints that one could see at a moment: all past ones and what is planned. */
  List<Sprint> until(Board board, long now) {
    List<Sprint> out = new ArrayList<>();
    for (int number = 0; !board.kanban(); number++) {
      Sprint sprint = of(board, number);
      if (sprint.createdAt() > now) {
        return out;
      }
      out.add(sprint);
    }
    return out;
  }

  private long start(Board board, int number) {
    return at(board, calendar.monday(2 * number), LocalTime.of(9, 30));
  }

  private long end(Board board, int number) {
    return at(board, calendar.monday(2 * number).plusDays(11), LocalTime.of(16, 0));
  }

  private static long at(Board board, LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(board.team().zone()).toInstant().toEpochMilli();
  }
}
