package io.throughline.web.sprint;

import io.throughline.sprint.BurnUp;
import io.throughline.sprint.CumulativeFlow;
import io.throughline.sprint.CumulativeFlow.Band;
import io.throughline.sprint.ScopeEvent;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.Throughput;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A sprint's or a board's days as charts, each with its table twin. */
final class SprintCharts {
  private static final int LONGEST = 120;

  private SprintCharts() {}

  /** Scope and done by day, with what changed the scope; null when no ticket was ever in it. */
  static @Nullable Chart burnUp(SprintBook book) {
    if (book.tickets().isEmpty()) {
      return null;
    }
    ZoneId zone = ZoneId.of(book.board().zone());
    List<BurnUp.Point> points = book.burnUp();
    List<String> labels = new ArrayList<>();
    List<@Nullable Object> scope = new ArrayList<>();
    List<@Nullable Object> done = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      labels.add(i == 0 ? "Start" : Times.day(points.get(i).day()));
      scope.add(points.get(i).scope());
      done.add(points.get(i).done());
    }
    daysLeft(book, zone)
        .forEach(
            day -> {
              labels.add(Times.day(day));
              scope.add(null);
              done.add(null);
            });
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", unit(book));
    data.put("labels", labels);
    data.put("scope", scope);
    data.put("done", done);
    data.put("events", marks(book, points));
    return new Chart(
        "burnup",
        "burnup",
        "Burn-up",
        "Scope above, done below, in "
            + unit(book)
            + "; upward marks: added, downward: removed, diamonds: estimates; n = "
            + Numbers.count(book.tickets().size())
            + " tickets",
        Island.of(data),
        List.of("Day", "scope", "done", "tickets", "done tickets", "what changed the scope"),
        IntStream.range(0, points.size()).mapToObj(i -> row(book, points, i)).toList());
  }

  static String unit(SprintBook book) {
    return book.sprint().unit();
  }

  private static List<LocalDate> daysLeft(SprintBook book, ZoneId zone) {
    Instant planned = book.sprint().plannedEndAt();
    if (planned == null || book.sprint().completedAt() != null) {
      return List.of();
    }
    LocalDate next = LocalDate.ofInstant(book.now(), zone).plusDays(1);
    LocalDate last = LocalDate.ofInstant(planned, zone);
    return next.isAfter(last) || ChronoUnit.DAYS.between(next, last) > LONGEST
        ? List.of()
        : next.datesUntil(last.plusDays(1)).toList();
  }

  private static List<String> row(SprintBook book, List<BurnUp.Point> points, int i) {
    BurnUp.Point point = points.get(i);
    return List.of(
        i == 0 ? "Start, " + Times.day(point.day()) : Times.day(point.day()),
        Numbers.edge(point.scope()),
        Numbers.edge(point.done()),
        Numbers.count(point.tickets()),
        Numbers.count(point.doneTickets()),
        events(book, points, i).stream()
            .map(SprintCharts::words)
            .collect(Collectors.joining("; ")));
  }

  /** What happened after the point before, up to this one. */
  private static List<ScopeEvent> events(SprintBook book, List<BurnUp.Point> points, int i) {
    return i == 0
        ? List.of()
        : book.events().stream()
            .filter(
                e -> e.at().isAfter(points.get(i - 1).at()) && !e.at().isAfter(points.get(i).at()))
            .toList();
  }

  static String words(ScopeEvent event) {
    return event.ticket()
        + " "
        + event.what()
        + (event.change() == 0 ? "" : " " + signed(event.change()));
  }

  static String signed(double change) {
    return (change > 0 ? "+" : "−") + Numbers.edge(Math.abs(change));
  }

  private static List<Map<String, Object>> marks(SprintBook book, List<BurnUp.Point> points) {
    List<Map<String, Object>> marks = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      Map<String, List<ScopeEvent>> kinds =
          events(book, points, i).stream()
              .collect(
                  Collectors.groupingBy(
                      e -> e.what().endsWith("estimated") ? "estimated" : e.what(),
                      LinkedHashMap::new,
                      Collectors.toList()));
      for (Map.Entry<String, List<ScopeEvent>> kind : kinds.entrySet()) {
        marks.add(
            Map.of(
                "index",
                i,
                "kind",
                kind.getKey(),
                "value",
                points.get(i).scope(),
                "words",
                kind.getValue().stream().limit(6).map(SprintCharts::words).toList(),
                "more",
                Math.max(0, kind.getValue().size() - 6)));
      }
    }
    return marks;
  }

  /** How many tickets are in which state; null when there are none. */
  static @Nullable Chart flow(CumulativeFlow flow, String tickets) {
    if (flow.days().isEmpty() || flow.bands().isEmpty()) {
      return null;
    }
    List<String> labels = flow.days().stream().map(Times::day).toList();
    List<Map<String, Object>> bands = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("Day"));
    for (Band band : flow.bands()) {
      bands.add(Map.of("name", band.name(), "category", band.category(), "counts", band.counts()));
      head.add(band.name());
    }
    head.add("all");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      List<String> row = new ArrayList<>(List.of(labels.get(i)));
      int all = 0;
      for (Band band : flow.bands()) {
        row.add(Numbers.count(band.counts().get(i)));
        all += band.counts().get(i);
      }
      row.add(Numbers.count(all));
      rows.add(row);
    }
    int last = flow.bands().stream().mapToInt(band -> band.counts().getLast()).sum();
    return new Chart(
        "flow",
        "flow",
        "Cumulative flow",
        "Tickets by status at the end of each day; n = "
            + Numbers.count(last)
            + " "
            + tickets
            + " on the last",
        Island.of(Map.of("labels", labels, "bands", bands)),
        head,
        rows);
  }

  /** How many tickets were finished on each day; null when nothing is told. */
  static @Nullable Chart throughput(Throughput throughput, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(throughput.asOf(), zone);
    if (throughput.finished().isEmpty() || throughput.since().isAfter(today)) {
      return null;
    }
    List<LocalDate> days = throughput.since().datesUntil(today.plusDays(1)).toList();
    List<Long> counts =
        days.stream()
            .map(day -> throughput.finished().stream().filter(day::equals).count())
            .toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", "");
    data.put("labels", days.stream().map(Times::day).toList());
    data.put("ticks", days.stream().map(Times::day).toList());
    data.put("what", "items");
    data.put("counts", counts);
    return new Chart(
        "throughput",
        "histogram",
        "Finished by day",
        "Tickets that were finished, by day; n = " + Numbers.count(throughput.finished().size()),
        Island.of(data),
        List.of("Day", "finished"),
        IntStream.range(0, days.size())
            .mapToObj(i -> List.of(Times.day(days.get(i)), Numbers.count(counts.get(i))))
            .toList());
  }
}
