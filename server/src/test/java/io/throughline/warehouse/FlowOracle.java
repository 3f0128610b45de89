package io.throughline.warehouse;

import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Phase;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the process file says of one ticket, read by plain loops. It knows nothing of the warehouse;
 * working days are counted day by day.
 */
final class FlowOracle {
  private static final Set<String> WEAK = Set.of("created", "estimated", "criteria", "broken-down");

  /** A ticket as the test made it. */
  record Story(
      String kind,
      Instant created,
      Map<String, List<Instant>> marks,
      List<Change> changes,
      double firstPoints) {}

  /** A merge request of it, into the default branch. */
  record Change(
      Instant started,
      @Nullable Instant merged,
      @Nullable Instant built,
      @Nullable Instant deployed) {}

  /** One phase: when it was entered first, left last (null: it is in), and for how long. */
  record Stay(Instant entered, @Nullable Instant left, int stays, @Nullable Double days) {}

  /** A moment that leads in or out. */
  private record Turn(Instant at, boolean enters) {}

  private final DeliveryProcess process;
  private final ZoneId zone;

  FlowOracle(DeliveryProcess process, ZoneId zone) {
    this.process = process;
    this.zone = zone;
  }

  /** By phase, in the order of the process. */
  Map<String, Stay> stays(Story story) {
    Map<String, List<Instant>> marks = marks(story);
    List<Instant> prepared = marks.getOrDefault("prepared", List.of());
    Map<String, Stay> all = new TreeMap<>();
    for (Phase phase : process.phases()) {
      List<Turn> turns = new ArrayList<>();
      for (String mark : phase.enters()) {
        for (Instant at : marks.getOrDefault(mark, List.of())) {
          boolean late =
              WEAK.contains(mark)
                  && (prepared.stream().anyMatch(at::isAfter) || wentOn(phase, at, marks));
          if (!late) {
            turns.add(new Turn(at, true));
          }
        }
      }
      for (String mark : phase.leaves()) {
        marks.getOrDefault(mark, List.of()).forEach(at -> turns.add(new Turn(at, false)));
      }
      Stay stay = stay(turns);
      if (stay != null) {
        all.put(phase.id(), stay);
      }
    }
    return all;
  }

  private boolean wentOn(Phase phase, Instant at, Map<String, List<Instant>> marks) {
    return process.phases().stream()
        .filter(later -> later.order() > phase.order())
        .flatMap(later -> later.enters().stream())
        .filter(mark -> !WEAK.contains(mark))
        .flatMap(mark -> marks.getOrDefault(mark, List.of()).stream())
        .anyMatch(entered -> entered.isBefore(at));
  }

  private @Nullable Stay stay(List<Turn> turns) {
    turns.sort(Comparator.comparing(Turn::at).thenComparing(t -> t.enters() ? 0 : 1));
    Instant first = null;
    Instant in = null;
    Instant left = null;
    int stays = 0;
    double days = 0;
    for (Turn turn : turns) {
      if (turn.enters() && in == null) {
        in = turn.at();
        first = first == null ? in : first;
        stays++;
      } else if (!turn.enters() && in != null) {
        days += days(in, turn.at());
        left = turn.at();
        in = null;
      }
    }
    return first == null
        ? null
        : new Stay(first, in == null ? left : null, stays, in == null ? days : null);
  }

  private Map<String, List<Instant>> marks(Story story) {
    Map<String, List<Instant>> marks = new HashMap<>();
    story.marks().forEach((mark, list) -> marks.put(mark, new ArrayList<>(list)));
    marks.put("created", List.of(story.created()));
    Instant prepared = prepared(story, marks);
    if (prepared != null) {
      marks.put("prepared", List.of(prepared));
    }
    for (List<Change> island : islands(story.changes())) {
      add(marks, "code-started", island.getFirst().started());
      if (island.stream().allMatch(c -> c.merged() != null)) {
        Instant merged = last(island.stream().map(Change::merged).toList());
        add(marks, "merged", merged);
        add(marks, "to-build", merged);
        boolean built = island.stream().allMatch(c -> c.built() != null || c.deployed() != null);
        if (built) {
          Instant at = last(island.stream().map(c -> earlier(c.built(), c.deployed())).toList());
          add(marks, "built", at);
          add(marks, "to-deploy", at);
        }
        if (island.stream().allMatch(c -> c.deployed() != null)) {
          add(marks, "deployed", last(island.stream().map(Change::deployed).toList()));
        }
      }
    }
    return marks;
  }

  private static @Nullable Instant prepared(Story story, Map<String, List<Instant>> marks) {
    boolean asks = story.kind().equals("story");
    List<@Nullable Instant> needed = new ArrayList<>();
    needed.add(first(marks, "estimated"));
    if (asks) {
      needed.add(first(marks, "criteria"));
    }
    if (asks && story.firstPoints() >= 3) {
      needed.add(first(marks, "broken-down"));
    }
    return needed.stream().anyMatch(Objects::isNull) ? null : last(needed);
  }

  private static @Nullable Instant first(Map<String, List<Instant>> marks, String mark) {
    return marks.getOrDefault(mark, List.of()).stream().min(Comparator.naturalOrder()).orElse(null);
  }

  /** Merge requests that overlap, together. */
  private static List<List<Change>> islands(List<Change> changes) {
    List<Change> sorted = changes.stream().sorted(Comparator.comparing(Change::started)).toList();
    List<List<Change>> islands = new ArrayList<>();
    Instant until = null;
    for (Change change : sorted) {
      Instant end = change.merged() == null ? Instant.MAX : change.merged();
      if (until == null || change.started().isAfter(until)) {
        islands.add(new ArrayList<>());
        until = end;
      }
      islands.getLast().add(change);
      until = end.isAfter(until) ? end : until;
    }
    return islands;
  }

  private static void add(Map<String, List<Instant>> marks, String mark, Instant at) {
    marks.computeIfAbsent(mark, m -> new ArrayList<>()).add(at);
  }

  private static Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null
        ? Objects.requireNonNull(other)
        : other == null || one.isBefore(other) ? one : other;
  }

  private static Instant last(List<? extends @Nullable Instant> all) {
    return all.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Days of 24 hours from Monday to Friday. */
  double days(Instant from, Instant to) {
    double seconds = 0;
    ZonedDateTime at = from.atZone(zone);
    while (at.toInstant().isBefore(to)) {
      LocalDate day = at.toLocalDate();
      ZonedDateTime midnight = day.plusDays(1).atStartOfDay(zone);
      Instant end = midnight.toInstant().isBefore(to) ? midnight.toInstant() : to;
      boolean works =
          day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
      seconds += works ? Duration.between(at.toInstant(), end).toMillis() / 1000.0 : 0;
      at = end.atZone(zone);
    }
    return seconds / 86_400;
  }
}
