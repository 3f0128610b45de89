package io.throughline.web.overview;

import io.throughline.metric.Reading;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamTree;
import io.throughline.web.View;
import io.throughline.web.overview.OverviewPage.Cell;
import io.throughline.web.overview.OverviewPage.Column;
import io.throughline.web.overview.OverviewPage.Row;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Spark;
import io.throughline.web.part.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the overview together, from one question for everyone and all teams. */
final class Overview {
  private static final List<String> KEY_METRICS =
      List.of(
          "cycle_time",
          "pickup_time",
          "review_time",
          "time_to_merge",
          "deploy_time",
          "mr_size",
          "unreviewed_merge_rate",
          "review_reaction_time",
          "pipeline_success");
  private static final int TREND_WEEKS = 12;
  private static final int SPARK_WIDTH = 52;
  private static final int SPARK_HEIGHT = 22;

  /** Places of the ranges that are read together. */
  private static final int NOW = 0;

  private static final int TREND = 1;
  private static final int USUAL = 2;
  private static final int THIS_WEEK = 3;

  private final PageSources sources;
  private final View view;
  private final View trendView;
  private final List<MetricDefinition> metrics;

  Overview(PageSources sources, View view) {
    this.sources = sources;
    this.view = view.ofTeam(null);
    this.trendView = this.view.ofWeeks(TREND_WEEKS);
    this.metrics = KEY_METRICS.stream().flatMap(id -> sources.definition(id).stream()).toList();
  }

  OverviewPage page(Frame frame) {
    Organisation organisation = sources.organisation().get();
    List<TeamTree> tree = TeamTree.walk(organisation.teams());
    List<String> ids = metrics.stream().map(MetricDefinition::id).toList();
    LocalDate monday = trendView.to().minusDays(1).with(DayOfWeek.MONDAY);
    Map<Scope, List<Map<String, List<Reading>>>> read = read(ids, monday);
    List<Row> rows = new ArrayList<>();
    List<Map<String, List<Reading>>> all = of(new Scope.Everyone(), read);
    rows.add(row(organisation.name(), "", -1, all.get(NOW), all.get(TREND)));
    for (TeamTree node : tree) {
      String id = node.team().id();
      List<Map<String, List<Reading>>> own = of(new Scope.OfTeam(id), read);
      rows.add(row(node.team().name(), id, node.depth(), own.get(NOW), own.get(TREND)));
    }
    Movements movements = new Movements(metrics, tree, view, byTeam(read, TREND));
    Map<String, Map<String, List<Reading>>> lately = byTeam(read, USUAL);
    List<Movement> moved = movements.between(lately, byTeam(read, THIS_WEEK));
    List<Movement> earlier =
        moved.isEmpty() ? movements.between(before(ids, monday), lately) : List.of();
    return new OverviewPage(
        frame,
        Times.range(view.from(), view.to()),
        Choices.ranges(view, Links::overview),
        Choices.classes(view, Links::overview),
        moved,
        Times.week(monday) + " so far, against the four weeks before it",
        earlier,
        metrics.stream().map(this::column).toList(),
        List.copyOf(rows),
        !organisation.sources().isEmpty());
  }

  /**
   * What the range says, the trend, what was usual in the weeks before {@code monday}, and what is
   * since.
   */
  private Map<Scope, List<Map<String, List<Reading>>>> read(List<String> ids, LocalDate monday) {
    String any = ids.isEmpty() ? "" : ids.getFirst();
    return sources
        .readings()
        .readEverywhere(
            ids,
            List.of(
                view.query(any, Grain.TOTAL),
                trendView.query(any, Grain.WEEK),
                view.between(monday.minusWeeks(4), monday).query(any, Grain.TOTAL),
                view.between(monday, trendView.to()).query(any, Grain.TOTAL)));
  }

  /** What was before the usual weeks; only asked for when nothing moved this week. */
  private Map<String, Map<String, List<Reading>>> before(List<String> ids, LocalDate monday) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    View weeks = view.between(monday.minusWeeks(16), monday.minusWeeks(4));
    return sources.readings().readTeams(ids, weeks.query(ids.getFirst(), Grain.TOTAL));
  }

  private static Map<String, Map<String, List<Reading>>> byTeam(
      Map<Scope, List<Map<String, List<Reading>>>> read, int place) {
    Map<String, Map<String, List<Reading>>> teams = new LinkedHashMap<>();
    read.forEach(
        (scope, readings) -> {
          if (scope instanceof Scope.OfTeam(String team)) {
            teams.put(team, readings.get(place));
          }
        });
    return teams;
  }

  private static List<Map<String, List<Reading>>> of(
      Scope scope, Map<Scope, List<Map<String, List<Reading>>>> read) {
    return read.getOrDefault(scope, List.of(Map.of(), Map.of(), Map.of(), Map.of()));
  }

  private Column column(MetricDefinition metric) {
    return new Column(
        metric.id(),
        metric.title(),
        Numbers.suffix(metric.unit()),
        metric.question(),
        Links.metric(metric.id(), view.ofWeeks(26)));
  }

  private Row row(
      String name,
      String id,
      int depth,
      Map<String, List<Reading>> now,
      Map<String, List<Reading>> trend) {
    List<Cell> cells = new ArrayList<>();
    View of = id.isEmpty() ? view : view.ofTeam(id);
    for (MetricDefinition metric : metrics) {
      Optional<Reading> reading = now.getOrDefault(metric.id(), List.of()).stream().findFirst();
      cells.add(
          new Cell(
              "cell-" + (id.isEmpty() ? "all" : id) + "-" + metric.id(),
              metric.title(),
              Links.metric(metric.id(), of.ofWeeks(26)),
              reading.map(value -> Figure.of(value, metric)).orElseGet(Figure::nothing),
              Spark.of(trend.getOrDefault(metric.id(), List.of()), SPARK_WIDTH, SPARK_HEIGHT)));
    }
    String href = id.isEmpty() ? "/catalogue" : Links.team(id, view);
    return new Row(id, name, href, depth, id.isEmpty(), List.copyOf(cells));
  }
}
