package io.throughline.simulator.world;

import io.throughline.simulator.world.Paper.Kind;
import java.util.ArrayList;
import java.util.List;

/** Decides which documents an epic gets, when, and who links to whom. */
final class Paperwork {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  private final long seed;
  private final Library library;

  Paperwork(long seed, Library library) {
    this.seed = seed;
    this.library = library;
  }

  /**
   * Writes what belongs to an epic.
   *
   * @param start when the first sprint with its stories begins
   * @param place the epic's place among those of its sprint, 0 or 1
   */
  void of(TicketScript epic, int sprint, int place, long start, String title) {
    Board board = epic.board;
    Dice dice = Dice.of(seed, "papers/" + board.key() + "/" + sprint + "/" + place);
    long number = 600_000 + (board.id() * 1_000 + sprint) * 10 + place * 3L;
    double care = care(board.team().id());
    if (dice.chance(care)) {
      prd(epic, number, title, dice);
    }
    if (dice.chance(care - 0.1)) {
      design(epic, number + 1, start, title, dice);
    }
    if (place == 0) {
      String notes = "Notes of " + board.name() + ", planning " + (sprint + 1);
      library.add(
          new Paper(
              number + 2,
              Kind.NOTES,
              board,
              notes,
              epic.reporter,
              List.of(start - 3 * DAY),
              Long.MAX_VALUE,
              false));
    }
  }

  private void prd(TicketScript epic, long number, String title, Dice dice) {
    long created = epic.createdAt - (long) (dice.between(2, 12) * DAY);
    boolean back = dice.chance(0.5);
    boolean missing = !back && dice.chance(0.1);
    List<Long> versions = new ArrayList<>(List.of(created));
    for (int i = dice.poisson(1.2); i > 0; i--) {
      versions.add(created + (long) (dice.between(0.2, 20) * DAY));
    }
    if (back) {
      versions.add(epic.createdAt + HOUR);
    } else {
      long linked = epic.createdAt + (long) (dice.between(1, 60) * HOUR);
      epic.set(linked, epic.reporter, TicketField.PRD_LINK, "" + number);
    }
    versions.sort(null);
    long trashed = dice.chance(0.06) ? epic.createdAt + 20 * DAY : Long.MAX_VALUE;
    if (!missing) {
      add(epic, number, Kind.PRD, "PRD: " + title, versions, trashed, back);
    }
  }

  private void design(TicketScript epic, long number, long start, String title, Dice dice) {
    boolean late = dice.chance(0.15);
    long created =
        late
            ? start + (long) (dice.between(0.5, 6) * DAY)
            : epic.createdAt + (long) (dice.between(3, 30) * DAY);
    boolean back = dice.chance(0.3);
    if (!back) {
      long linked = created + (long) (dice.between(0.1, 5) * HOUR);
      epic.set(linked, epic.reporter, TicketField.DESIGN_LINK, "" + number);
    }
    long trashed = dice.chance(0.06) ? start + 3 * DAY : Long.MAX_VALUE;
    if (back || !dice.chance(0.06)) {
      add(epic, number, Kind.DESIGN, "How to build: " + title, List.of(created), trashed, back);
    }
  }

  private void add(
      TicketScript epic,
      long number,
      Kind kind,
      String title,
      List<Long> versions,
      long trashed,
      boolean back) {
    library.add(new Paper(number, kind, epic.board, title, epic.reporter, versions, trashed, back));
    epic.papers.add(number);
  }

  private static double care(String team) {
    return switch (team) {
      case "navigation" -> 0.95;
      case "telemetry" -> 0.9;
      case "checkout" -> 0.85;
      case "storefront" -> 0.8;
      default -> 0.6;
    };
  }
}
