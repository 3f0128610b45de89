package io.throughline.web.mine;

import io.throughline.sprint.PersonLoad;
import io.throughline.sprint.PersonLoad.Assignment;
import io.throughline.sprint.TeamLoad;
import io.throughline.web.mine.MinePage.LoadRow;
import io.throughline.web.part.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How loaded a person is, in words. */
final class LoadWords {
  private LoadWords() {}

  /**
   * A row.
   *
   * @param name and {@code href} of what the row is about
   */
  static LoadRow row(String name, String href, PersonLoad load) {
    List<String> words = new ArrayList<>();
    if (load.overloaded()) {
      words.add("overloaded");
    }
    if (load.alwaysOn()) {
      words.add("always on");
    }
    if (load.idle()) {
      words.add("idle");
    }
    return new LoadRow(
        name,
        href,
        load.assignments().isEmpty()
            ? "nothing"
            : load.assignments().stream()
                .map(LoadWords::assigned)
                .collect(Collectors.joining("; ")),
        load.overloaded() || load.alwaysOn() ? "missed" : load.idle() ? "near" : "met",
        words.isEmpty() ? "neither overloaded nor idle" : String.join(", ", words),
        load.activeDays() + " of " + PersonLoad.DAYS + " days");
  }

  /** Among few people a median would tell what another one has. */
  private static String assigned(Assignment assignment) {
    String own = Numbers.edge(assignment.weight());
    return assignment.people() < TeamLoad.FEW
        ? own
        : own
            + ", median "
            + Numbers.edge(assignment.median())
            + " of "
            + assignment.people()
            + " people";
  }
}
