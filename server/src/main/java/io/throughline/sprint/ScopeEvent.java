package io.throughline.sprint;

import io.throughline.sprint.History.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed what there is to do in a sprint.
 *
 * @param at UTC
 * @param what {@code added}, {@code removed}, {@code estimated} for a first estimate, or {@code
 *     re-estimated}
 * @param ticket key
 * @param from estimate before, in points or hours; null for none
 * @param to estimate after
 * @param change of the scope, in the sprint's unit; 0 for estimates where tickets are counted
 */
public record ScopeEvent(
    Instant at,
    String what,
    String ticket,
    @Nullable Double from,
    @Nullable Double to,
    double change) {
  /** What happened after the start up to the end, oldest first. */
  static List<ScopeEvent> of(
      List<History> tickets, Instant start, Instant end, @Nullable Instant close, boolean byCount) {
    List<ScopeEvent> all = new ArrayList<>();
    for (History ticket : tickets) {
      moves(all, ticket, start, end, close, byCount);
      estimates(all, ticket, start, end, close, byCount);
    }
    all.sort(
        Comparator.comparing(ScopeEvent::at)
            .thenComparing(ScopeEvent::ticket)
            .thenComparing(ScopeEvent::what));
    return List.copyOf(all);
  }

  private static void moves(
      List<ScopeEvent> all,
      History ticket,
      Instant start,
      Instant end,
      @Nullable Instant close,
      boolean byCount) {
    for (Span stay : ticket.stays()) {
      if (stay.from().isAfter(start) && !stay.from().isAfter(end) && !stay.from().equals(close)) {
        double weight = ticket.weight(stay.from(), byCount);
        all.add(
            new ScopeEvent(
                stay.from(), "added", ticket.key(), null, ticket.estimate(stay.from()), weight));
      }
      if (stay.to().isAfter(start) && !stay.to().isAfter(end) && !stay.to().equals(close)) {
        all.add(removed(ticket, stay.to(), byCount));
      }
    }
    for (Span outcome : ticket.outcomes()) {
      Instant at = outcome.from();
      boolean dropped = outcome.value().equals("wont_do") || outcome.value().equals("duplicate");
      if (dropped && at.isAfter(ticket.judgedAt()) && !at.isAfter(end) && ticket.in(at, close)) {
        all.add(removed(ticket, at, byCount));
      }
    }
  }

  private static ScopeEvent removed(History ticket, Instant at, boolean byCount) {
    double weight = ticket.weight(at, byCount);
    return new ScopeEvent(
        at, "removed", ticket.key(), ticket.estimate(at), null, weight == 0 ? 0 : -weight);
  }

  private static void estimates(
      List<ScopeEvent> all,
      History ticket,
      Instant start,
      Instant end,
      @Nullable Instant close,
      boolean byCount) {
    for (Instant at : changes(ticket)) {
      boolean within = at.isAfter(start) && at.isAfter(ticket.judgedAt()) && !at.isAfter(end);
      if (within && ticket.in(at, close) && !ticket.dropped(at)) {
        Double from = ticket.estimate(at.minusNanos(1_000));
        Double to = ticket.estimate(at);
        double before = from == null ? 0 : from;
        double after = to == null ? 0 : to;
        if (before != after) {
          all.add(
              new ScopeEvent(
                  at,
                  before > 0 ? "re-estimated" : "estimated",
                  ticket.key(),
                  from,
                  to,
                  byCount ? 0 : after - before));
        }
      }
    }
  }

  private static List<Instant> changes(History ticket) {
    return ticket.estimates().stream()
        .flatMap(s -> Stream.of(s.from(), s.to()))
        .distinct()
        .sorted()
        .toList();
  }
}
