package io.throughline.web.health;

import io.throughline.forecast.Calibration;
import io.throughline.forecast.Calibration.Known;
import io.throughline.health.CompletionForecast;
import io.throughline.health.CompletionForecast.Told;
import io.throughline.metric.AgeingItem;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import io.throughline.sprint.Board;
import io.throughline.sprint.Sprint;
import io.throughline.sprint.Sprints;
import io.throughline.sprint.TeamFlow;
import io.throughline.sprint.TeamLoad;
import io.throughline.web.Choices;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.health.HealthPage.Band;
import io.throughline.web.health.HealthPage.Part;
import io.throughline.web.health.HealthPage.People;
import io.throughline.web.health.HealthPage.Running;
import io.throughline.web.metric.Aim;
import io.throughline.web.metric.Charts;
import io.throughline.web.metric.MetricCard;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the page of a team's health together, a section for each question of the process. */
final class HealthReport {
  private static final String HEALTH = "sprint_health";
  private static final String FORECAST = "completion_forecast";
  private static final String INVESTMENT = "investment_balance";
  private static final List<String> WORK = List.of("velocity", "wip", "utilisation");
  private static final List<String> WHERE = List.of("bug_ratio", "unplanned_share");
  private static final List<String> RISKS = List.of("wip_age", "flow_efficiency", "blocked_time");
  private static final List<String> LOADS = List.of("load_balance", "wip_per_person");
  private static final int TREND_WEEKS = 26;
  private static final int MOST_OPEN = 500;

  private final PageSources sources;
  private final Organisation organisation;
  private final Team team;
  private final View view;
  private final Map<String, MetricDefinition> known = new LinkedHashMap<>();

  HealthReport(PageSources sources, Organisation organisation, Team team, View view) {
    this.sources = sources;
    this.organisation = organisation;
    this.team = team;
    this.view = view;
    sources.definitions().forEach(metric -> known.put(metric.id(), metric));
  }

  /** All that is read of metrics: over the range, by week and by sprint. */
  private record Answers(
      Map<String, List<Reading>> total,
      Map<String, List<Reading>> weeks,
      Map<String, List<Reading>> sprints) {}

  HealthPage page(Frame frame) {
    List<Board> boards = sources.sprints().boards(team.id());
    Answers answers = read();
    Reading health = first(answers.total(), HEALTH).orElse(null);
    List<Told> told = forecasts();
    TeamFlow flow = sources.sprints().flow(team.id(), Math.max(2, Math.min(52, weeks())));
    List<Part> parts = parts(answers);
    return new HealthPage(
        frame,
        team.name(),
        Links.team(team.id(), view),
        Links.sprints(team.id()),
        Times.range(view.from(), view.to()),
        // There is no health of all teams together: a light for everybody helps nobody.
        TeamScope.of(organisation, team.id(), "/health").choices().stream().skip(1).toList(),
        Choices.ranges(view, Links::health),
        boards.isEmpty() ? why() : "",
        light(health),
        words(health),
        figure(HEALTH, health),
        Links.metric(HEALTH, view.ofGrain(Grain.SPRINT)),
        parts,
        partsNote(boards, parts),
        history(answers.sprints()),
        cards(WORK, answers),
        FlowCharts.cameAndWent(flow),
        cards(WHERE, answers),
        known.containsKey(INVESTMENT) ? Links.investment(view.ofGrain(Grain.MONTH)) : null,
        cards(RISKS, answers),
        FlowCharts.statuses(flow),
        ageing(),
        Links.ageing(team.id()),
        cards(LOADS, answers),
        people(sources.sprints().load(team.id())),
        running(boards, told),
        runningNote(boards),
        bands(told),
        Links.metric(FORECAST, view.ofWeeks(TREND_WEEKS).ofGrain(Grain.SPRINT)));
  }

  private int weeks() {
    return view.weeks() > 0 ? view.weeks() + 1 : 12;
  }

  private Answers read() {
    Set<String> ids = new LinkedHashSet<>();
    Stream.of(List.of(HEALTH), WORK, WHERE, RISKS, LOADS).forEach(ids::addAll);
    MetricDefinition health = known.get(HEALTH);
    if (health != null) {
      ids.addAll(health.madeOf().keySet());
    }
    ids.retainAll(known.keySet());
    if (ids.isEmpty()) {
      return new Answers(Map.of(), Map.of(), Map.of());
    }
    String any = ids.iterator().next();
    View trend = view.ofWeeks(TREND_WEEKS);
    List<Map<String, List<Reading>>> all =
        sources
            .readings()
            .readAll(
                List.copyOf(ids),
                List.of(
                    view.query(any, Grain.TOTAL),
                    trend.query(any, Grain.WEEK),
                    trend.query(any, Grain.SPRINT)));
    return new Answers(all.get(0), all.get(1), all.get(2));
  }

  private static Optional<Reading> first(Map<String, List<Reading>> readings, String metric) {
    return readings.getOrDefault(metric, List.of()).stream().findFirst();
  }

  private Figure figure(String id, @Nullable Reading reading) {
    MetricDefinition metric = known.get(id);
    return metric == null || reading == null ? Figure.nothing() : Figure.of(reading, metric);
  }

  private static String light(@Nullable Reading reading) {
    TargetState state = reading == null ? null : reading.targetState();
    return state == null
        ? "none"
        : switch (state) {
          case MET -> "met";
          case NEAR -> "near";
          case MISSED -> "missed";
        };
  }

  private static String words(@Nullable Reading reading) {
    return switch (light(reading)) {
      case "met" -> "In good health: every part that has data meets its target.";
      case "near" ->
          "Mostly well: no part misses its target, and at least one is only close to it.";
      case "missed" -> "At least one part misses its target.";
      default -> "No part has data, so there is no light.";
    };
  }

  private List<Part> parts(Answers answers) {
    MetricDefinition health = known.get(HEALTH);
    List<Part> parts = new ArrayList<>();
    for (String id : health == null ? Set.<String>of() : health.madeOf().keySet()) {
      MetricDefinition metric = Objects.requireNonNull(known.get(id));
      Reading reading = first(answers.total(), id).orElse(null);
      String aim = Aim.of(organisation, metric, view).text();
      parts.add(
          new Part(
              metric.title(),
              Links.metric(id, view.ofWeeks(TREND_WEEKS)),
              figure(id, reading),
              aim.isEmpty() ? "–" : aim,
              light(reading),
              switch (light(reading)) {
                case "met" -> "met";
                case "near" -> "close";
                case "missed" -> "missed";
                default ->
                    reading != null && reading.doubt() == Doubt.WITHHELD ? "withheld" : "no data";
              }));
    }
    return List.copyOf(parts);
  }

  private static String partsNote(List<Board> boards, List<Part> parts) {
    if (parts.stream().noneMatch(part -> part.tone().equals("none"))) {
      return "";
    }
    boolean scrum = boards.stream().anyMatch(board -> "scrum".equals(board.kind()));
    return scrum || boards.isEmpty()
        ? "A part without data is neither in the light nor in the score."
        : "The team works without sprints, so that the parts about sprints have no data; they are"
            + " neither in the light nor in the score.";
  }

  private @Nullable Chart history(Map<String, List<Reading>> sprints) {
    MetricDefinition metric = known.get(HEALTH);
    List<Reading> line = sprints.getOrDefault(HEALTH, List.of());
    return metric == null
        ? null
        : Charts.trend(line, metric, Grain.SPRINT, "") instanceof Chart chart
            ? chart.named("health-history", "Score by sprint")
            : null;
  }

  private List<MetricCard> cards(List<String> ids, Answers answers) {
    List<MetricCard> cards = new ArrayList<>();
    for (String id : ids) {
      MetricDefinition metric = known.get(id);
      if (metric != null) {
        boolean ofSprints = metric.needs().contains("sprint");
        Optional<Reading> reading = first(answers.total(), id);
        List<Reading> line =
            (ofSprints ? answers.sprints() : answers.weeks()).getOrDefault(id, List.of());
        cards.add(
            MetricCard.of(
                metric,
                reading.orElse(null),
                line,
                Links.metric(
                    id, view.ofWeeks(TREND_WEEKS).ofGrain(ofSprints ? Grain.SPRINT : Grain.WEEK))));
      }
    }
    return List.copyOf(cards);
  }

  private String ageing() {
    List<AgeingItem> open =
        sources.readings().ageing(view.scope(), MOST_OPEN).stream()
            .filter(item -> item.stage().equals("progress"))
            .toList();
    long over = open.stream().filter(AgeingItem::over).count();
    if (open.isEmpty()) {
      return "No ticket is in progress.";
    }
    return open.stream().allMatch(item -> item.usualHours() == null)
        ? Numbers.count(open.size())
            + " in progress; nothing was finished in 12 weeks, so that no time is usual yet."
        : Numbers.count(over)
            + " of "
            + Numbers.count(open.size())
            + " tickets in progress are older than 85 % of what was finished in 12 weeks took.";
  }

  private People people(TeamLoad load) {
    boolean withheld = load.idle() == null || load.assigned() == null;
    return new People(
        Numbers.count(load.people()),
        count(load.idle()),
        count(load.alwaysOn()),
        count(load.assigned()),
        count(load.overloaded()),
        withheld
            ? "Below five people a count would be about persons, so it is withheld: "
                + (load.idle() == null
                    ? "the team has fewer members in throughline.yaml."
                    : "fewer were assigned work when the sprint started.")
            : "");
  }

  private static String count(@Nullable Integer count) {
    return count == null ? "" : Numbers.count(count);
  }

  private List<Told> forecasts() {
    Instant now = sources.clock().instant();
    return known.containsKey(FORECAST)
        ? CompletionForecast.told(
            sources.sprints(),
            organisation,
            team.id(),
            view.ofWeeks(TREND_WEEKS).from().atStartOfDay(team.zone()).toInstant(),
            now)
        : List.of();
  }

  private List<Running> running(List<Board> boards, List<Told> told) {
    Instant now = sources.clock().instant();
    List<Running> running = new ArrayList<>();
    if (boards.isEmpty()) {
      return running;
    }
    for (Sprint sprint :
        sources.sprints().list(new Sprints.Wanted(team.id(), null, now, now), null, 20)) {
      if (sprint.completedAt() == null) {
        Optional<Double> chance =
            told.stream()
                .filter(t -> t.sprint().id().equals(sprint.id()))
                .map(Told::chance)
                .findFirst();
        Instant planned = sprint.plannedEndAt();
        running.add(
            new Running(
                sprint.name() == null ? "Sprint " + sprint.id() : sprint.name(),
                Links.sprint(sprint.id()),
                Numbers.edge(sprint.committed()) + " " + sprint.unit(),
                Numbers.edge(sprint.done()) + " " + sprint.unit(),
                chance.map(Numbers::percent).orElse("no forecast"),
                planned == null
                    ? "It has no planned end."
                    : "that all is done by " + Times.moment(planned, team.zone())));
      }
    }
    return List.copyOf(running);
  }

  private static String runningNote(List<Board> boards) {
    return boards.stream().anyMatch(board -> "scrum".equals(board.kind()))
        ? "No sprint runs now."
        : "The team works without sprints; how many tickets its board will finish by when stands"
            + " on the board's own page.";
  }

  private static List<Band> bands(List<Told> told) {
    List<Known> over =
        told.stream()
            .flatMap(
                t ->
                    t.left() == null
                        ? Stream.<Known>empty()
                        : Stream.of(new Known(t.chance(), t.left() == 0)))
            .toList();
    return Calibration.of(over).bands().stream()
        .map(
            band ->
                new Band(
                    Numbers.percent(band.from()) + " to " + Numbers.percent(band.to()),
                    Numbers.count(band.sprints()),
                    Numbers.count(band.kept()) + " of " + Numbers.count(band.sprints())))
        .toList();
  }

  private String why() {
    boolean tracker =
        organisation.sources().stream().anyMatch(source -> source.system().equals("jira"));
    return tracker
        ? "Nobody said which board this team works on. Name it in throughline.yaml: boards of the"
            + " team, by number or by name."
        : "No tracker is read, so nothing is known of tickets and sprints. Add a source of the"
            + " system jira to throughline.yaml, and name the boards of the team.";
  }
}
