package io.throughline.simulator.truth;

import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.TestSheet;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was known about a ticket when it came into a sprint, or was done. */
final class Readiness {
  private static final int ENOUGH = 20;
  private static final Set<String> NOTHING = Set.of("tbd", "n/a", "todo");
  private final Tracker tracker;
  private final Ticket ticket;
  private final long at;
  private final Map<TicketField, String> state;
  private final @Nullable Sprint sprint;

  Readiness(Tracker tracker, Sprint sprint, SprintPart part) {
    this.tracker = tracker;
    this.sprint = sprint;
    this.ticket = part.ticket();
    this.at = part.judgedAt();
    this.state = ticket.at(at);
  }

  /** What was known at a moment; of runs in a sprint it knows nothing. */
  Readiness(Tracker tracker, Ticket ticket, long at) {
    this.tracker = tracker;
    this.sprint = null;
    this.ticket = ticket;
    this.at = at;
    this.state = ticket.at(at);
  }

  /** A story or a task; bugs and spikes are not asked. */
  boolean story() {
    return TicketType.of(String.valueOf(state.get(TicketField.TYPE))).story();
  }

  /** True when it has points, and more than none. */
  boolean estimated() {
    return points() > 0;
  }

  /** True when it is so big, or nobody knows how big, that it should be broken down. */
  boolean big() {
    return !estimated() || points() >= 3;
  }

  /** True when it had sub-tasks or steps to tick off. */
  boolean broken() {
    String text = state.get(TicketField.DESCRIPTION);
    return steps(text) || !tracker.parts(ticket, at).isEmpty();
  }

  /** True for a description with steps to tick off. */
  static boolean steps(@Nullable String text) {
    return text != null && text.lines().anyMatch(line -> line.startsWith("[ ] "));
  }

  /** True when somebody could tell by it whether it is done. */
  boolean criteria() {
    return filled(state.get(TicketField.CRITERIA)) || told(state.get(TicketField.DESCRIPTION));
  }

  /** True when it had all that the deep-dive should give it. */
  boolean ready() {
    return estimated() && (!story() || criteria() && (!big() || broken()) && tested());
  }

  /** True when somebody had finished writing a test case for it. */
  boolean tested() {
    return !tests().isEmpty();
  }

  /** True when one of these was run in the sprint. */
  boolean executed() {
    return tests().stream().anyMatch(test -> lastRun(test) != null);
  }

  /** True when each of these that was run in the sprint passed in the end. */
  boolean passing() {
    return executed()
        && tests().stream()
            .map(this::lastRun)
            .allMatch(run -> run == null || run.result().equals("Pass"));
  }

  private List<TestSheet> tests() {
    return tracker.testing().of(ticket).stream()
        .filter(test -> !test.draft() && test.createdAt() <= at)
        .toList();
  }

  private TestSheet.@Nullable Attempt lastRun(TestSheet test) {
    Sprint own = Objects.requireNonNull(sprint, "runs are asked for in a sprint");
    TestSheet.Attempt last = null;
    for (TestSheet.Attempt run : test.attempts()) {
      boolean inSprint = run.at() >= own.startAt() && run.at() <= own.closedAt();
      if (inSprint && (last == null || run.at() > last.at())) {
        last = run;
      }
    }
    return last;
  }

  double points() {
    String points = state.get(TicketField.POINTS);
    return points == null ? 0 : Double.parseDouble(points);
  }

  /** True for more than a few letters in the field made for criteria. */
  static boolean filled(@Nullable String text) {
    if (text == null || NOTHING.contains(text.strip().toLowerCase(Locale.ROOT))) {
      return false;
    }
    return text.replaceAll("\\s", "").length() >= ENOUGH;
  }

  /** True for a description that holds criteria. */
  static boolean told(@Nullable String text) {
    if (text == null) {
      return false;
    }
    List<String> lines = text.lines().toList();
    int heading = lines.indexOf("## Acceptance criteria");
    boolean listed =
        heading >= 0
            && heading + 1 < lines.size()
            && (lines.get(heading + 1).startsWith("- ")
                || lines.get(heading + 1).startsWith("[ ] "));
    return listed || (begins(lines, "Given ") && begins(lines, "When ") && begins(lines, "Then "));
  }

  private static boolean begins(List<String> lines, String word) {
    return lines.stream().anyMatch(line -> line.startsWith(word));
  }
}
