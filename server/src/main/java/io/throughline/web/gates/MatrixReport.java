package io.throughline.web.gates;

import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.GateMatrix.Gate;
import io.throughline.evidenced.GateMatrix.ServiceGates;
import io.throughline.evidenced.GateMatrix.Version;
import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.time.Grain;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.gates.MatrixPage.Beginning;
import io.throughline.web.gates.MatrixPage.Card;
import io.throughline.web.gates.MatrixPage.Cell;
import io.throughline.web.gates.MatrixPage.Row;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Mark;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Spark;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the page of the gates together. */
final class MatrixReport {
  /** Newest builds of so many branches a service are shown; who wants older ones knows them. */
  private static final int BRANCHES = 5;

  private static final List<String> METRICS =
      List.of(
          "gate_coverage",
          "gate_bypass_rate",
          "gate_pass_rate",
          "gate_first_pass",
          "unit_coverage",
          "container_vulns_fixable",
          "load_p95",
          "api_security_findings_critical_high");

  private final PageSources sources;
  private final View view;
  private final boolean branches;
  private final Instant now;

  /**
   * @param branches whether to show the newest build of each branch in place of what runs
   */
  MatrixReport(PageSources sources, View view, boolean branches) {
    this.sources = sources;
    this.now = sources.clock().instant();
    this.view = view;
    this.branches = branches;
  }

  /**
   * @param home address of this server, as it was asked for, with a slash at its end
   */
  MatrixPage page(Frame frame, String home) {
    GateMatrix matrix = sources.evidenced().matrix(view.team(), BRANCHES);
    boolean begun = begun(matrix);
    TeamScope scope =
        TeamScope.of(
            sources.organisation().get(), view.team(), branches ? "/gates/branches" : "/gates");
    List<Row> rows = branches ? branches(matrix, scope.zone()) : running(matrix, scope.zone());
    return new MatrixPage(
        frame,
        scope.name(),
        scope.choices(),
        Tabs.MATRIX.of(view),
        List.of(
            new Choice("In production", Links.gates(view.team()), !branches),
            new Choice("Branches", Links.gatesOfBranches(view.team()), branches)),
        begun,
        begun ? cards() : List.of(),
        branches ? "Newest build of each branch" : "What runs in production",
        summary(matrix),
        matrix.gates().stream().map(Gate::title).toList(),
        rows,
        begun ? null : beginning(matrix, home));
  }

  private static boolean begun(GateMatrix matrix) {
    return matrix.services().stream()
        .flatMap(MatrixReport::versions)
        .anyMatch(
            version ->
                version.run() != null
                    || version.cells().stream().anyMatch(cell -> cell.run() != null));
  }

  private static Stream<Version> versions(ServiceGates service) {
    return Stream.concat(Stream.ofNullable(service.running()), service.branches().stream());
  }

  private List<Card> cards() {
    List<MetricDefinition> known =
        METRICS.stream().map(sources::definition).flatMap(Optional::stream).toList();
    List<String> ids = known.stream().map(MetricDefinition::id).toList();
    Map<String, List<Reading>> totals = read(ids, Grain.TOTAL);
    Map<String, List<Reading>> weeks = read(ids, Grain.WEEK);
    return known.stream()
        .map(
            metric ->
                new Card(
                    metric.id(),
                    metric.title(),
                    metric.question(),
                    Links.metric(metric.id(), view),
                    totals.getOrDefault(metric.id(), List.of()).stream()
                        .findFirst()
                        .map(reading -> Figure.of(reading, metric))
                        .orElseGet(Figure::nothing),
                    Spark.of(weeks.getOrDefault(metric.id(), List.of()), 240, 56)))
        .toList();
  }

  private Map<String, List<Reading>> read(List<String> ids, Grain grain) {
    ReadingQuery like = view.query("", grain);
    return ids.isEmpty() ? Map.of() : sources.readings().readAll(ids, like);
  }

  private List<Row> running(GateMatrix matrix, ZoneId zone) {
    List<Row> rows = new ArrayList<>();
    for (ServiceGates service : matrix.services()) {
      boolean library = service.kind().equals("library");
      String note = library ? "library" : "";
      Version running = service.running();
      rows.add(
          running == null
              ? new Row(
                  service.name(),
                  note,
                  null,
                  "",
                  "",
                  null,
                  List.of(),
                  library ? "No release of it is known." : "Nothing is known to run.")
              : row(service.name(), note, running, matrix, zone));
    }
    return rows;
  }

  private List<Row> branches(GateMatrix matrix, ZoneId zone) {
    List<Row> rows = new ArrayList<>();
    for (ServiceGates service : matrix.services()) {
      for (Version version : service.branches()) {
        String branch = version.branch();
        rows.add(
            row(service.name(), branch == null ? "no branch told" : branch, version, matrix, zone));
      }
    }
    return rows;
  }

  private Row row(String service, String note, Version version, GateMatrix matrix, ZoneId zone) {
    Map<String, GateMatrix.Cell> cells =
        version.cells().stream()
            .collect(Collectors.toMap(GateMatrix.Cell::gate, cell -> cell, (a, b) -> a));
    Long run = version.run();
    String commit = Versions.commit(version.sha());
    return new Row(
        service,
        note,
        run == null ? null : Links.build(run),
        commit.isEmpty() ? Versions.image(version.image()) : commit,
        Times.date(LocalDate.ofInstant(version.at(), zone)),
        Links.outside(version.url()),
        matrix.gates().stream().map(gate -> cell(service, gate, cells.get(gate.id()))).toList(),
        "");
  }

  private Cell cell(String service, Gate gate, GateMatrix.@Nullable Cell cell) {
    Mark mark = Mark.of(cell == null ? "missing" : cell.verdict());
    Long run = cell == null ? null : cell.run();
    String waiver = cell == null ? "" : WaiverWords.of(cell.waiver(), now);
    return new Cell(
        gate.title(),
        mark,
        run == null ? null : Links.gate(run, gate.id()),
        run != null || cell == null ? null : Links.outside(cell.url()),
        mark.words()
            + ": "
            + gate.title()
            + ", "
            + service
            + (waiver.isEmpty() ? "" : "; " + waiver),
        waiver);
  }

  private String summary(GateMatrix matrix) {
    List<Version> shown =
        branches
            ? matrix.services().stream().flatMap(service -> service.branches().stream()).toList()
            : matrix.services().stream()
                .map(ServiceGates::running)
                .filter(Objects::nonNull)
                .toList();
    long whole =
        shown.stream()
            .filter(version -> version.cells().stream().allMatch(c -> Mark.lets(c.verdict())))
            .count();
    return "n = "
        + Numbers.count(shown.size())
        + (branches ? " builds; " : " versions; ")
        + Numbers.count(whole)
        + " with no gate that failed or is missing";
  }

  private static Beginning beginning(GateMatrix matrix, String home) {
    String service =
        matrix.services().isEmpty() ? "SERVICE" : Links.encode(matrix.services().getFirst().id());
    String send = "curl -H \"Authorization: Bearer $THROUGHLINE_TOKEN\" --data-binary ";
    return new Beginning(
        "java -jar throughline-gate.jar --json evidence.json\n"
            + send
            + "@evidence.json \\\n  \""
            + home
            + "api/v1/evidence?service="
            + service
            + "\"",
        send
            + "@jacoco.xml \\\n  \""
            + home
            + "api/v1/reports?service="
            + service
            + "&commit=$(git rev-parse HEAD)\"");
  }
}
