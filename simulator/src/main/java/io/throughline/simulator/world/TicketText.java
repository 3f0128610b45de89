package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;

/**
 * What people write into descriptions. One line is one block: {@code ## } begins a heading, {@code
 * - } an item of a list, {@code [ ] } an item of a checklist, anything else is a paragraph.
 */
public final class TicketText {
  /** What stands in a field that nobody has filled in. */
  static final List<String> EMPTY_CRITERIA = List.of("TBD", "tbd", "n/a", "see mockup");

  private static final String HEADING = "## Acceptance criteria";
  private static final List<String> ITEMS =
      List.of(
          "An operator sees the state within two seconds",
          "Nothing is lost when the network drops for a minute",
          "The old clients keep working",
          "An alert is raised after three failures in a row",
          "The nightly run ends before six in the morning",
          "Wrong input is refused with a message that says why",
          "The numbers agree with those of the export",
          "It works with 400 robots on one site");

  private TicketText() {}

  /** A description before the refinement: a template, a sentence, or nothing. */
  static String rough(String summary, Dice dice) {
    return dice.chance(0.4)
        ? "As a <role>\nI want <feature>\nso that <benefit>\n" + HEADING + "\nTBD"
        : summary + ", as seen at two sites. Details follow.";
  }

  /** A description that tells why, without criteria. */
  static String plain(String summary, Dice dice) {
    return "Customers of the larger sites asked for it more than once.\n## What to do\n"
        + summary
        + " and tell the support team."
        + (dice.chance(0.3) ? "\n" + HEADING + "\nTBD" : "");
  }

  /** A description with criteria under a heading or as given, when, then. */
  static String criteria(String summary, Dice dice) {
    String why = "We lose time here every day.\n## What to do\n" + summary + ".\n";
    return dice.chance(0.75)
        ? why + HEADING + "\n- " + String.join("\n- ", some(dice))
        : why
            + "Given a robot that lost its dock\nWhen it comes back into reach\n"
            + "Then it reports once and goes on";
  }

  /** Criteria for the field made for them. */
  static String field(Dice dice) {
    return "- " + String.join("\n- ", some(dice));
  }

  /** Steps to tick off. */
  static String checklist(Dice dice) {
    int count = 2 + dice.below(3);
    StringBuilder out = new StringBuilder("\n## Steps");
    for (int i = 0; i < count; i++) {
      out.append("\n[ ] ").append(dice.pick(Words.VERBS)).append(" the ");
      out.append(dice.pick(Words.THINGS));
    }
    return out.toString();
  }

  private static List<String> some(Dice dice) {
    List<String> out = new ArrayList<>();
    int from = dice.below(ITEMS.size());
    int count = 1 + dice.below(4);
    for (int i = 0; i < count; i++) {
      out.add(ITEMS.get((from + i * 3) % ITEMS.size()));
    }
    return out;
  }
}
