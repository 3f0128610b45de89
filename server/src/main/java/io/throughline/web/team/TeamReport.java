package io.throughline.web.team;

import io.throughline.metric.Distribution;
import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Readings;
import io.throughline.metric.Readings.Spreading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import io.throughline.web.ageing.AgeingRow;
import io.throughline.web.metric.Charts;
import io.throughline.web.metric.Stages;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Delta;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Needs;
import io.throughline.web.part.Spark;
import io.throughline.web.part.StageStrip;
import io.throughline.web.part.Times;
import io.throughline.web.team.TeamPage.Card;
import io.throughline.web.team.TeamPage.Group;
import io.throughline.web.team.TeamPage.Landed;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a team's page together: every metric over the range, before it, and by week. */
final class TeamReport {
  private static final int TREND_WEEKS = 26;
  private static final int AGEING = 6;
  private static final int LANDED = 8;
  private static final String CYCLE_TIME = "cycle_time";
  private static final String CONTRIBUTIONS = "mr_count_per_contributor";

  private final PageSources sources;
  private final Organisation organisation;
  private final Team team;
  private final View view;
  private final View before;
  private final List<String> ids;

  TeamReport(PageSources sources, Organisation organisation, Team team, View view) {
    this.sources = sources;
    this.organisation = organisation;
    this.team = team;
    this.view = view;
    long days = ChronoUnit.DAYS.between(view.from(), view.to());
    this.before = view.between(view.from().minusDays(days), view.from());
    // What people's days are split over has a page of its own: it costs more than all the others.
    this.ids =
        sources.definitions().stream()
            .filter(metric -> metric.kind() != MetricKind.EFFORT)
            .map(MetricDefinition::id)
            .toList();
  }

  TeamPage page(Frame frame) {
    Answers answers = read();
    Map<String, List<Reading>> now = answers.now();
    TeamFacts facts = new TeamFacts(organisation, team, view.to().minusDays(1));
    List<Group> groups = groups(cards(answers));
    boolean nothing = groups.stream().noneMatch(this::tells);
    return new TeamPage(
        frame,
        team.id(),
        team.name(),
        facts.parent().map(Team::name).orElse(organisation.name()),
        facts.parent().map(above -> Links.team(above.id(), view)).orElse("/"),
        facts.lead(),
        team.zone().getId(),
        facts.members(),
        services(facts),
        facts.below().stream()
            .map(lower -> new Choice(lower.name(), Links.team(lower.id(), view), false))
            .toList(),
        Times.range(view.from(), view.to()),
        Times.range(before.from(), before.to()),
        Choices.ranges(view, this::here),
        Choices.classes(view, this::here),
        Stages.bar(sources.definitions(), answers.stages()),
        total(CYCLE_TIME, now),
        Links.metric(CYCLE_TIME, view.ofWeeks(TREND_WEEKS)),
        groups.stream().filter(this::tells).toList(),
        groups.stream().filter(group -> !tells(group)).map(Group::title).toList(),
        nothing ? why(facts) : "",
        landed(),
        Links.items(CYCLE_TIME, view),
        contributions(answers.contributions()),
        AgeingRow.of(sources.readings().ageing(view.scope(), AGEING, answers.usual()), view.zone()),
        Links.ageing(team.id()),
        Links.health(view.ofTeam(team.id())));
  }

  private String here(View other) {
    return Links.team(team.id(), other);
  }

  /**
   * All that the page shows, asked at once.
   *
   * @param sprints by sprint, of those metrics that are about sprints
   * @param stages over the same range as {@code now}, but the parts of cycle time all on one clock
   * @param usual how long things usually take, against which ageing work is seen
   * @param contributions null without the metric
   */
  private record Answers(
      Map<String, List<Reading>> now,
      Map<String, List<Reading>> former,
      Map<String, List<Reading>> trend,
      Map<String, List<Reading>> sprints,
      Map<String, List<Reading>> stages,
      Map<String, List<Reading>> usual,
      @Nullable Distribution contributions) {}

  private Answers read() {
    if (ids.isEmpty()) {
      return new Answers(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), null);
    }
    String any = ids.getFirst();
    ReadingQuery usual = sources.readings().usual(view.scope());
    boolean alike = view.authorClass() == null;
    List<ReadingQuery> ranges = new ArrayList<>();
    ranges.add(view.query(any, Grain.TOTAL));
    ranges.add(before.query(any, Grain.TOTAL));
    ranges.add(view.ofWeeks(TREND_WEEKS).query(any, Grain.WEEK));
    ranges.add(view.ofClock(Stages.CLOCK).query(any, Grain.TOTAL));
    if (alike) {
      ranges.add(usual);
    }
    @Nullable Spreading told =
        ids.contains(CONTRIBUTIONS) ? sources.readings().readAll(ids, ranges, CONTRIBUTIONS) : null;
    List<Map<String, List<Reading>>> readings =
        told == null ? sources.readings().readAll(ids, ranges) : told.readings();
    return new Answers(
        readings.get(0),
        readings.get(1),
        readings.get(2),
        bySprint(readings.get(2)),
        readings.get(3),
        alike ? readings.get(4) : sources.readings().readAll(ids, usual),
        told == null ? null : told.spread());
  }

  /**
   * Most weeks have no end of a sprint, so that a line by week would be dots.
   *
   * @param trend by week; a metric without a value there has none by sprint either
   */
  private Map<String, List<Reading>> bySprint(Map<String, List<Reading>> trend) {
    List<String> about =
        sources.definitions().stream()
            .filter(TeamReport::ofSprints)
            .map(MetricDefinition::id)
            .filter(id -> trend.getOrDefault(id, List.of()).stream().anyMatch(r -> r.n() > 0))
            .toList();
    return about.isEmpty()
        ? Map.of()
        : sources
            .readings()
            .readAll(about, view.ofWeeks(TREND_WEEKS).query(about.getFirst(), Grain.SPRINT));
  }

  /** What the process itself is measured by ends with a ticket, not with a sprint. */
  private static boolean ofSprints(MetricDefinition metric) {
    return metric.needs().contains("sprint") && !metric.phase().equals("process");
  }

  private List<Choice> services(TeamFacts facts) {
    return facts.services().stream()
        .map(
            service ->
                new Choice(
                    service.name(),
                    "/metric/cycle_time?service=" + Links.encode(service.id()),
                    false))
        .toList();
  }

  private Figure total(String metric, Map<String, List<Reading>> readings) {
    Optional<MetricDefinition> definition = sources.definition(metric);
    Optional<Reading> reading = first(readings, metric);
    return definition.isPresent() && reading.isPresent()
        ? Figure.of(reading.get(), definition.get())
        : Figure.nothing();
  }

  /** By phase, in the order of the process. */
  private List<Group> groups(Map<String, List<Card>> cards) {
    List<Group> groups = new ArrayList<>();
    cards.forEach(
        (phase, inside) ->
            groups.add(
                new Group(
                    phase,
                    sources.process().phases().stream()
                        .filter(known -> known.id().equals(phase))
                        .map(Phase::title)
                        .findFirst()
                        .orElse("Across phases"),
                    inside.stream().filter(card -> !isMore(card)).toList(),
                    inside.stream().filter(TeamReport::isMore).toList())));
    return List.copyOf(groups);
  }

  /** The parts of the cycle time are no other way to tell it. */
  private static boolean isMore(Card card) {
    return card.part() && !Stages.PARTS.contains(card.id());
  }

  private List<Landed> landed() {
    if (sources.definition(CYCLE_TIME).isEmpty()) {
      return List.of();
    }
    Readings readings = sources.readings();
    List<Observation> items =
        readings.observations(view.query(CYCLE_TIME, Grain.TOTAL), null, LANDED).items();
    Map<String, Journey> journeys = readings.journeys(items);
    return items.stream().flatMap(item -> landed(item, journeys.get(item.subject()))).toList();
  }

  private static Stream<Landed> landed(Observation item, @Nullable Journey journey) {
    StageStrip strip = StageStrip.of(item, journey);
    return strip == null || item.value() == null
        ? Stream.empty()
        : Stream.of(
            new Landed(
                item.title() == null ? item.subject() : item.title(),
                Links.outside(item.url()),
                Times.span(Duration.ofSeconds(Math.round(item.value() * 3600))),
                strip));
  }

  private Map<String, List<Card>> cards(Answers answers) {
    Map<String, List<Card>> cards = new LinkedHashMap<>();
    for (MetricDefinition metric : sources.definitions()) {
      if (!ids.contains(metric.id())) {
        continue;
      }
      Optional<Reading> reading = first(answers.now(), metric.id());
      Optional<Reading> was = first(answers.former(), metric.id());
      Delta delta =
          reading.isPresent() && was.isPresent()
              ? Delta.between(was.get(), reading.get(), metric)
              : null;
      cards
          .computeIfAbsent(metric.phase(), phase -> new ArrayList<>())
          .add(
              new Card(
                  metric.id(),
                  metric.title(),
                  metric.question(),
                  Links.metric(metric.id(), view.ofWeeks(TREND_WEEKS)),
                  clock(metric),
                  metric.partOf() != null,
                  reading.map(value -> Figure.of(value, metric)).orElseGet(Figure::nothing),
                  delta,
                  Spark.withCounts(line(answers, metric), 240, 56),
                  because(metric, reading)));
    }
    return cards;
  }

  private static List<Reading> line(Answers answers, MetricDefinition metric) {
    return (ofSprints(metric) ? answers.sprints() : answers.trend())
        .getOrDefault(metric.id(), List.of());
  }

  private boolean tells(Group group) {
    return Stream.concat(group.cards().stream(), group.more().stream()).anyMatch(this::tells);
  }

  /** Whether a card has anything to tell: a number, one that is withheld, or a former time. */
  private boolean tells(Card card) {
    return !card.figure().doubt().equals("nodata") || !card.spark().empty();
  }

  /** Why a team has no number at all. */
  private String why(TeamFacts facts) {
    if (organisation.sources().isEmpty()) {
      return "No source is configured that could tell.";
    }
    if (facts.members() == 0) {
      return "Nobody belongs to it in throughline.yaml, so that no change counts for it.";
    }
    return "In half a year nothing that its people wrote was merged"
        + (facts.services().isEmpty()
            ? ", and it owns no service."
            : ", and nothing of its services was built or deployed.")
        + " If that is wrong, look at the accounts that nobody owns among the sources.";
  }

  private String because(MetricDefinition metric, Optional<Reading> reading) {
    if (reading.isPresent() && reading.get().doubt() == Doubt.WITHHELD) {
      return "Fewer than five people were active, so the number would be about persons.";
    }
    if (reading.isPresent() && Figure.shown(reading.get()) != null) {
      return "";
    }
    if (organisation.sources().isEmpty()) {
      return "No source is configured that could tell.";
    }
    return Needs.missing(metric);
  }

  private @Nullable Chart contributions(@Nullable Distribution spread) {
    Optional<MetricDefinition> metric = sources.definition(CONTRIBUTIONS);
    return metric.isEmpty() || spread == null
        ? null
        : Charts.distribution(metric.get().title(), spread, metric.get());
  }

  private static Optional<Reading> first(Map<String, List<Reading>> readings, String metric) {
    return readings.getOrDefault(metric, List.of()).stream().findFirst();
  }

  private static String clock(MetricDefinition metric) {
    if (metric.kind() != MetricKind.DURATION && metric.kind() != MetricKind.AGE) {
      return "";
    }
    return metric.clock() == Clock.WORKING ? "working time" : "calendar time";
  }
}
