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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same metrics of each service that a team owns. */
final class ServiceTable {
  /** With more, the page of a team is the place to look. */
  private static final int MOST = 25;

  private final PageSources sources;
  private final View view;
  private final Boards boards;

  ServiceTable(PageSources sources, View view, Boards boards) {
    this.sources = sources;
    this.view = view;
    this.boards = boards;
  }

  /** One table, or none where there are too many services or no metrics. */
  List<ByService> tables(Organisation organisation) {
    List<MetricDefinition> metrics =
        boards.ofServices().stream().map(sources::definition).flatMap(Optional::stream).toList();
    List<Service> services =
        owned(organisation).stream().filter(s -> s.kind() == Service.Kind.SERVICE).toList();
    if (metrics.isEmpty() || services.isEmpty() || services.size() > MOST) {
      return List.of();
    }
    List<String> ids = metrics.stream().map(MetricDefinition::id).toList();
    List<Row> rows = new ArrayList<>();
    List<Map<String, List<Reading>>> all = new ArrayList<>();
    for (Service service : services) {
      View own = of(service);
      ReadingQuery query = own.query(ids.getFirst(), Grain.TOTAL);
      Map<String, List<Reading>> readings =
          sources.readings().readAll(ids, query.of(new Scope.OfService(service.id())));
      all.add(readings);
      rows.add(
          new Row(
              service.name(),
              Links.deployments(own),
              metrics.stream().map(metric -> cell(metric, readings)).toList()));
    }
    middle(metrics, all).ifPresent(rows::add);
    return List.of(
        new ByService(
            "services",
            "Service by service",
            metrics.stream().map(MetricDefinition::title).toList(),
            rows));
  }

  /**
   * What is added up over services, such as how often is deployed, says more with its median beside
   * it. A service that was read to the end and had nothing counts as 0, one without data does not.
   * Empty where nothing is added up, or there are no two services to take a middle of.
   */
  private Optional<Row> middle(
      List<MetricDefinition> metrics, List<Map<String, List<Reading>>> services) {
    List<Cell> cells =
        metrics.stream()
            .map(
                metric ->
                    metric.kind() == MetricKind.RATE
                        ? cell(metric, Map.of(metric.id(), middle(metric.id(), services)))
                        : new Cell(metric.title(), Figure.nothing()))
            .toList();
    boolean told =
        metrics.stream()
            .anyMatch(
                metric ->
                    metric.kind() == MetricKind.RATE && !middle(metric.id(), services).isEmpty());
    return told
        ? Optional.of(new Row("Median per service", Links.deployments(view), cells))
        : Optional.empty();
  }

  private static List<Reading> middle(String metric, List<Map<String, List<Reading>>> services) {
    List<Reading> told =
        services.stream()
            .flatMap(readings -> readings.getOrDefault(metric, List.of()).stream().limit(1))
            .filter(reading -> reading.value() != null)
            .sorted(Comparator.comparing(reading -> Objects.requireNonNull(reading.value())))
            .toList();
    if (told.size() < 2) {
      return List.of();
    }
    double low = Objects.requireNonNull(told.get((told.size() - 1) / 2).value());
    double high = Objects.requireNonNull(told.get(told.size() / 2).value());
    boolean running = told.stream().anyMatch(Reading::provisional);
    return List.of(
        told.getFirst().derived((low + high) / 2, told.size(), null, running, null, null, null));
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
