package io.throughline.web.team;

import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
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
import io.throughline.web.part.Spark;
import io.throughline.web.part.Times;
import io.throughline.web.team.TeamPage.Card;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a team's page together: every metric over the range, before it, and by week. */
final class TeamReport {
  private static final int TREND_WEEKS = 26;
  private static final int AGEING = 6;
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
    this.ids = sources.definitions().stream().map(MetricDefinition::id).toList();
  }

  TeamPage page(Frame frame) {
    List<Map<String, List<Reading>>> read = read();
    Map<String, List<Reading>> now = read.get(0);
    Map<String, List<Reading>> former = read.get(1);
    Map<String, List<Reading>> trend = read.get(2);
    TeamFacts facts = new TeamFacts(organisation, team, view.to().minusDays(1));
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
        Stages.bar(sources.definitions(), now),
        total("cycle_time", now),
        Links.metric("cycle_time", view.ofWeeks(TREND_WEEKS)),
        cards(now, former, trend),
        contributions(),
        AgeingRow.of(sources.readings().ageing(view.scope(), AGEING), view.zone()),
        Links.ageing(team.id()));
  }

  private String here(View other) {
    return Links.team(team.id(), other);
  }

  /** All that the page shows over the range, before it, and by week: one question. */
  private List<Map<String, List<Reading>>> read() {
    if (ids.isEmpty()) {
      return List.of(Map.of(), Map.of(), Map.of());
    }
    String any = ids.getFirst();
    return sources
        .readings()
        .readAll(
            ids,
            List.of(
                view.query(any, Grain.TOTAL),
                before.query(any, Grain.TOTAL),
                view.ofWeeks(TREND_WEEKS).query(any, Grain.WEEK)));
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
    Optional<MetricDefinition> definition = definition(metric);
    Optional<Reading> reading = first(readings, metric);
    return definition.isPresent() && reading.isPresent()
        ? Figure.of(reading.get(), definition.get())
        : Figure.nothing();
  }

  private List<Card> cards(
      Map<String, List<Reading>> now,
      Map<String, List<Reading>> former,
      Map<String, List<Reading>> trend) {
    List<Card> cards = new ArrayList<>();
    for (MetricDefinition metric : sources.definitions()) {
      Optional<Reading> reading = first(now, metric.id());
      Optional<Reading> was = first(former, metric.id());
      Delta delta =
          reading.isPresent() && was.isPresent()
              ? Delta.between(was.get(), reading.get(), metric)
              : null;
      cards.add(
          new Card(
              metric.id(),
              metric.title(),
              metric.question(),
              Links.metric(metric.id(), view.ofWeeks(TREND_WEEKS)),
              clock(metric),
              reading.map(value -> Figure.of(value, metric)).orElseGet(Figure::nothing),
              delta,
              Spark.withCounts(trend.getOrDefault(metric.id(), List.of()), 240, 56),
              because(metric, reading)));
    }
    return List.copyOf(cards);
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
    return "Nothing of this kind ended in these days. It needs "
        + String.join(", ", metric.needs()).replace('_', ' ')
        + ".";
  }

  private @Nullable Chart contributions() {
    Optional<MetricDefinition> metric = definition(CONTRIBUTIONS);
    if (metric.isEmpty()) {
      return null;
    }
    return Charts.distribution(
        metric.get().title(),
        sources.readings().distribution(view.query(CONTRIBUTIONS, Grain.TOTAL)),
        metric.get());
  }

  private Optional<MetricDefinition> definition(String id) {
    return sources.definitions().stream().filter(metric -> metric.id().equals(id)).findFirst();
  }

  private static Optional<Reading> first(Map<String, List<Reading>> readings, String metric) {
    return readings.getOrDefault(metric, List.of()).stream().findFirst();
  }

  private static String clock(MetricDefinition metric) {
    if (metric.kind() != MetricKind.DURATION) {
      return "";
    }
    return metric.clock() == Clock.WORKING ? "working time" : "calendar time";
  }
}
