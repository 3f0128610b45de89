package io.throughline.web.health;

import io.throughline.sprint.TeamFlow;
import io.throughline.sprint.TeamFlow.Status;
import io.throughline.sprint.TeamFlow.Week;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a team's tickets come, wait and go, each with its table. */
final class FlowCharts {
  private FlowCharts() {}

  /** Created and finished by week; null without any ticket. */
  static @Nullable Chart cameAndWent(TeamFlow flow) {
    int created = flow.weeks().stream().mapToInt(Week::created).sum();
    int finished = flow.weeks().stream().mapToInt(Week::finished).sum();
    if (created + finished == 0) {
      return null;
    }
    List<Integer> came = flow.weeks().stream().map(Week::created).toList();
    List<Integer> went = flow.weeks().stream().map(Week::finished).toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", "");
    data.put("labels", flow.weeks().stream().map(week -> Times.day(week.monday())).toList());
    data.put(
        "series", List.of(series("created", "pickup", came), series("finished", "deploy", went)));
    return new Chart(
        "came-and-went",
        "stages",
        "Created and finished",
        "Tickets by week; n = "
            + Numbers.count(created)
            + " created, "
            + Numbers.count(finished)
            + " finished",
        Island.of(data),
        List.of("Week of", "created", "finished", "more than finished"),
        flow.weeks().stream()
            .map(
                week ->
                    List.of(
                        Times.day(week.monday()),
                        Numbers.count(week.created()),
                        Numbers.count(week.finished()),
                        Numbers.count(week.created() - week.finished())))
            .toList());
  }

  private static Map<String, Object> series(String title, String colour, List<Integer> counts) {
    return Map.of("title", title, "stage", colour, "values", counts, "n", counts);
  }

  /** Working days in each status; null when nothing was finished. */
  static @Nullable Chart statuses(TeamFlow flow) {
    if (flow.statuses().isEmpty()) {
      return null;
    }
    double all = flow.statuses().stream().mapToDouble(Status::days).sum();
    Map<String, Object> data = new LinkedHashMap<>();
    List<String> labels = flow.statuses().stream().map(Status::name).toList();
    data.put("unit", "");
    data.put("labels", labels);
    data.put("ticks", labels);
    data.put("what", "working days");
    data.put(
        "counts", flow.statuses().stream().map(s -> Math.round(s.days() * 10) / 10.0).toList());
    List<List<String>> rows = new ArrayList<>();
    for (Status status : flow.statuses()) {
      rows.add(
          List.of(
              status.name(),
              switch (status.work()) {
                case "wait" -> "waits";
                case "blocked" -> "blocked";
                default -> "worked on";
              },
              Numbers.edge(Math.round(status.days() * 10) / 10.0),
              all > 0 ? Numbers.percent(status.days() / all) : "–",
              Numbers.count(status.tickets())));
    }
    return new Chart(
        "statuses",
        "histogram",
        "Where tickets spend their time",
        "Working days in each status between the first In Progress and Done; n = "
            + Numbers.count(flow.finished())
            + " finished tickets",
        Island.of(data),
        List.of("Status", "what happens in it", "working days", "share", "tickets"),
        rows);
  }
}
