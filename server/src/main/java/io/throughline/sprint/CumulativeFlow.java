package io.throughline.sprint;

import io.throughline.sprint.History.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many tickets are in which state at the end of each local day. Work in progress is told by
 * status, what is to do and what is done each as one.
 *
 * @param days in the board's zone
 * @param bands what is done first, then statuses in progress, then what is to do
 */
public record CumulativeFlow(List<LocalDate> days, List<Band> bands) {
  private static final List<String> ORDER = List.of("done", "in_progress", "todo", "unknown");

  public CumulativeFlow {
    days = List.copyOf(days);
    bands = List.copyOf(bands);
  }

  /**
   * One state.
   *
   * @param category {@code done}, {@code in_progress}, {@code todo}, or {@code unknown} where the
   *     source does not tell what a status means
   * @param counts one a day
   */
  public record Band(String category, String name, List<Integer> counts) {
    public Band {
      counts = List.copyOf(counts);
    }
  }

  private record State(String category, String name) {}

  /** The tickets that count on each day. */
  static CumulativeFlow of(
      List<History> tickets, Instant start, Instant end, @Nullable Instant close, ZoneId zone) {
    List<Instant> ends = BurnUp.days(start, end, zone);
    List<List<State>> states =
        ends.stream()
            .map(
                at ->
                    tickets.stream()
                        .filter(ticket -> ticket.counts(at, close))
                        .map(ticket -> state(ticket, at))
                        .toList())
            .toList();
    TreeSet<State> known =
        new TreeSet<>(
            Comparator.comparingInt((State s) -> ORDER.indexOf(s.category()))
                .thenComparing(State::name));
    states.forEach(known::addAll);
    List<Band> bands = new ArrayList<>();
    for (State state : known) {
      bands.add(
          new Band(
              state.category(),
              state.name(),
              states.stream()
                  .map(day -> (int) day.stream().filter(state::equals).count())
                  .toList()));
    }
    return new CumulativeFlow(
        ends.stream().map(at -> LocalDate.ofInstant(at, zone)).toList(), bands);
  }

  private static State state(History ticket, Instant at) {
    Span status = ticket.status(at).orElse(null);
    String category = status == null ? null : status.category();
    if (status == null || category == null) {
      return new State("unknown", "Status without a category");
    }
    return switch (category) {
      case "done" -> new State("done", "Done");
      case "todo" -> new State("todo", "To do");
      default -> new State("in_progress", status.value());
    };
  }
}
