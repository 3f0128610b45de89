package io.throughline.web.overview;

import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
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
import io.throughline.web.overview.Movements.Window;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the overview together: four questions for all teams and two for everyone. */
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

  private final PageSources sources;
  private final View view;
  private final View trendView;
  private final List<MetricDefinition> metrics;

  Overview(PageSources sources, View view) {
    this.sources = sources;
    this.view = view.ofTeam(null);
    this.trendView = this.view.ofWeeks(TREND_WEEKS);
    this.metrics =
        KEY_METRICS.stream()
            .flatMap(id -> sources.definitions().stream().filter(metric -> metric.id().equals(id)))
            .toList();
  }

  OverviewPage page(Frame frame) {
    Organisation organisation = sources.organisation().get();
    List<TeamTree> tree = TeamTree.walk(organisation.teams());
    List<String> ids = metrics.stream().map(MetricDefinition::id).toList();
    Map<String, Map<String, List<Reading>>> now = teams(ids, view, Grain.TOTAL);
    Map<String, Map<String, List<Reading>>> trends = teams(ids, trendView, Grain.WEEK);
    List<Row> rows = new ArrayList<>();
    rows.add(
        row(
            organisation.name(),
            "",
            -1,
            everyone(ids, view, Grain.TOTAL),
            everyone(ids, trendView, Grain.WEEK)));
    for (TeamTree node : tree) {
      String id = node.team().id();
      rows.add(
          row(
              node.team().name(),
              id,
              node.depth(),
              now.getOrDefault(id, Map.of()),
              trends.getOrDefault(id, Map.of())));
    }
    LocalDate monday = trendView.to().minusDays(1).with(DayOfWeek.MONDAY);
    Movements movements = new Movements(sources, metrics, tree, view, trends);
    Map<String, Map<String, List<Reading>>> lately =
        movements.readings(new Window(monday.minusWeeks(4), monday));
    List<Movement> moved =
        movements.between(lately, movements.readings(new Window(monday, trendView.to())));
    List<Movement> earlier =
        moved.isEmpty()
            ? movements.between(
                movements.readings(new Window(monday.minusWeeks(16), monday.minusWeeks(4))), lately)
            : List.of();
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

  private Map<String, Map<String, List<Reading>>> teams(List<String> ids, View in, Grain grain) {
    return sources.readings().readTeams(ids, like(in, grain));
  }

  private Map<String, List<Reading>> everyone(List<String> ids, View in, Grain grain) {
    return sources.readings().readAll(ids, like(in, grain));
  }

  private ReadingQuery like(View in, Grain grain) {
    String any = metrics.isEmpty() ? "" : metrics.getFirst().id();
    return new ReadingQuery(any, new Scope.Everyone(), in.from(), in.to(), grain, in.authorClass());
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
