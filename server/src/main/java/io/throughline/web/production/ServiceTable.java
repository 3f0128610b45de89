package io.throughline.web.production;

import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import io.throughline.web.part.Figure;
import io.throughline.web.production.BoardPage.ByService;
import io.throughline.web.production.BoardPage.Cell;
import io.throughline.web.production.BoardPage.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same metrics of each service that a team owns. */
final class ServiceTable {
  /** With more, the page of a team is the place to look; their median is told all the same. */
  private static final int MOST = 25;

  private final PageSources sources;
  private final View view;
  private final Boards boards;

  ServiceTable(PageSources sources, View view, Boards boards) {
    this.sources = sources;
    this.view = view;
    this.boards = boards;
  }

  /** One table, or none where there are no services, no metrics or nothing to tell of so many. */
  List<ByService> tables(Organisation organisation) {
    List<MetricDefinition> metrics =
        boards.ofServices().stream().map(sources::definition).flatMap(Optional::stream).toList();
    List<Service> services =
        owned(organisation).stream().filter(s -> s.kind() == Service.Kind.SERVICE).toList();
    if (metrics.isEmpty() || services.isEmpty()) {
      return List.of();
    }
    boolean many = services.size() > MOST;
    List<Row> rows = new ArrayList<>(many ? List.of() : each(metrics, services));
    middle(metrics).ifPresent(rows::add);
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new ByService(
                "services",
                many ? "All " + services.size() + " services" : "Service by service",
                metrics.stream().map(MetricDefinition::title).toList(),
                rows));
  }

  private List<Row> each(List<MetricDefinition> metrics, List<Service> services) {
    List<String> ids = metrics.stream().map(MetricDefinition::id).toList();
    List<Row> rows = new ArrayList<>();
    for (Service service : services) {
      View own = of(service);
      ReadingQuery query = own.query(ids.getFirst(), Grain.TOTAL);
      Map<String, List<Reading>> readings =
          sources.readings().readAll(ids, query.of(new Scope.OfService(service.id())));
      rows.add(
          new Row(
              service.name(),
              Links.deployments(own),
              metrics.stream().map(metric -> cell(metric, readings)).toList()));
    }
    return rows;
  }

  /**
   * What is added up over services, such as how often is deployed, says more with its median beside
   * it. A service that was read to the end and had nothing counts as 0, one without data does not.
   * Empty where nothing is added up, or there are no two services to take a middle of.
   */
  private Optional<Row> middle(List<MetricDefinition> metrics) {
    List<Cell> cells = new ArrayList<>();
    boolean told = false;
    for (MetricDefinition metric : metrics) {
      List<Reading> middle = middle(metric);
      boolean shown = !middle.isEmpty() && middle.getFirst().n() > 1;
      told |= shown;
      cells.add(
          shown
              ? cell(metric, Map.of(metric.id(), middle))
              : new Cell(metric.title(), Figure.nothing()));
    }
    return told
        ? Optional.of(new Row("Median per service", Links.deployments(view), cells))
        : Optional.empty();
  }

  private List<Reading> middle(MetricDefinition metric) {
    if (metric.kind() != MetricKind.RATE) {
      return List.of();
    }
    ReadingQuery query = view.query(metric.id(), Grain.TOTAL);
    return sources.readings().medianPerService(query, sources.readings().read(query));
  }

  private View of(Service service) {
    return new View(
        view.from(),
        view.to(),
        view.weeks(),
        view.grain(),
        null,
        service.id(),
        null,
        null,
        null,
        view.zone());
  }

  private static Cell cell(MetricDefinition metric, Map<String, List<Reading>> readings) {
    List<Reading> own = readings.getOrDefault(metric.id(), List.of());
    return new Cell(
        metric.title(), own.isEmpty() ? Figure.nothing() : Figure.of(own.getFirst(), metric));
  }

  /** Services that the team, or one below it, owns on the last day; all without a team. */
  List<Service> owned(Organisation organisation) {
    if (view.service() != null) {
      return organisation.services().stream().filter(s -> s.id().equals(view.service())).toList();
    }
    if (view.team() == null) {
      return organisation.services();
    }
    LocalDate last = view.to().minusDays(1);
    Set<String> teams = below(organisation, view.team());
    Set<String> owned = new HashSet<>();
    for (Team team : organisation.teams()) {
      if (teams.contains(team.id())) {
        team.services().stream()
            .filter(s -> holds(s.from(), s.to(), last))
            .forEach(s -> owned.add(s.value()));
      }
    }
    return organisation.services().stream().filter(s -> owned.contains(s.id())).toList();
  }

  private static boolean holds(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
  }

  private static Set<String> below(Organisation organisation, String top) {
    Set<String> teams = new HashSet<>(Set.of(top));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Team team : organisation.teams()) {
        if (team.parent() != null && teams.contains(team.parent())) {
          grown |= teams.add(team.id());
        }
      }
    }
    return teams;
  }
}
