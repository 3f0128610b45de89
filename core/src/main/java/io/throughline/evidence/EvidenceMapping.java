package io.throughline.evidence;

import io.throughline.gate.GateMeasure;
import io.throughline.gate.ReportKind;
import io.throughline.gate.Verdict;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateReport;
import io.throughline.model.fact.GateRun;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Maps what {@code throughline-gate --json} wrote: how a build was judged, by what, and what its
 * reports said. A file of a later version is refused, since its fields may mean something else.
 */
public final class EvidenceMapping {
  /** Who judged. */
  private static final String TOOL = "throughline-gate";

  private static final String GROWTH = GateMeasure.P95_GROWTH_SINCE_LAST_RELEASE.id();

  private static final int VERSION = 1;
  private static final int LONGEST = 1_000;
  private static final String FEED = "gates";
  private static final Set<String> VERDICTS =
      Arrays.stream(Verdict.values()).map(Verdict::id).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> KINDS =
      Arrays.stream(ReportKind.values())
          .map(ReportKind::id)
          .collect(Collectors.toUnmodifiableSet());

  private final Scope scope;
  private final Origin origin;
  private final Harvest harvest;
  private final long run;
  private final Instant at;
  private final Map<String, GateCheck> checks = new LinkedHashMap<>();
  private final Map<String, GateReport> reports = new LinkedHashMap<>();
  private final Map<String, GateOutcome> outcomes = new LinkedHashMap<>();

  private EvidenceMapping(Scope scope, Origin origin, Harvest harvest) {
    this.scope = scope;
    this.origin = origin;
    this.harvest = harvest;
    this.at = origin.moment(scope.delivery());
    // Without a page of its own a run is known by what it says; one page may have several files.
    String own =
        origin.webUrl() == null
            ? Sha256.hex(scope.delivery().body())
            : scope.delivery().context().getOrDefault("artifact", "");
    this.run = Origin.id(scope.config(), "gate run\n" + origin.words() + "\n" + own);
  }

  /**
   * Maps one file.
   *
   * @param project {@link io.throughline.model.fact.FactId} of the project that it was fetched
   *     from; null for uploads
   * @return id of the service that it is of; null when only the project tells
   */
  public static @Nullable String map(Scope scope, @Nullable Long project, Harvest harvest)
      throws UnmappableException {
    JsonValue file = StrictJson.read(scope.delivery().body()).object();
    long version = file.requiredInteger("version");
    if (version != VERSION) {
      throw new UnmappableException(
          "/version",
          "version "
              + version
              + " of the evidence is not known here; expected "
              + VERSION
              + ": use a gate command and a server of the same release");
    }
    Origin origin = Origin.of(scope, project).or(scope, file);
    if (origin.service() == null && origin.projectId() == null) {
      throw new UnmappableException(
          "/service", "nothing says which service it is of: give the command --service");
    }
    new EvidenceMapping(scope, origin, harvest).map(file);
    return origin.service();
  }

  private void map(JsonValue file) throws UnmappableException {
    JsonValue rules = file.optionalObject("rules");
    harvest.complete(
        new GateRun(
            run,
            origin.service(),
            origin.projectId(),
            origin.sha(),
            origin.ref(),
            origin.image(),
            origin.build(),
            TOOL,
            at,
            verdict(file),
            rules == null ? null : text(rules, "source"),
            rules == null ? null : text(rules, "sha256"),
            origin.webUrl()),
        at);
    int place = 0;
    for (JsonValue gate : file.objects("gates")) {
      gate(gate, place++);
    }
    for (JsonValue report : file.objects("unassigned")) {
      report(report, null);
    }
    for (JsonValue unreadable : file.objects("unreadable")) {
      unreadable(unreadable, null);
    }
    for (JsonValue compared : file.objects("baseline")) {
      baseline(compared);
    }
    harvest.replace(GateOutcome.class, run, FEED, scope.takenAt(), List.copyOf(outcomes.values()));
    harvest.replace(GateCheck.class, run, FEED, scope.takenAt(), List.copyOf(checks.values()));
    harvest.replace(GateReport.class, run, FEED, scope.takenAt(), List.copyOf(reports.values()));
  }

  private void gate(JsonValue gate, int place) throws UnmappableException {
    String id = gate.requiredText("gate");
    String title = text(gate, "title");
    GateOutcome outcome =
        new GateOutcome(
            run,
            cut(id),
            place,
            title == null ? id : title,
            verdict(gate),
            text(gate, "why"),
            waivedUntil(gate));
    if (outcomes.put(outcome.gate(), outcome) != null) {
      throw new UnmappableException(gate.at("gate").pointer(), "the gate is told twice");
    }
    int checked = 0;
    for (JsonValue condition : gate.objects("conditions")) {
      check(condition, outcome.gate(), checked++);
    }
    for (JsonValue report : gate.objects("reports")) {
      report(report, outcome.gate());
    }
    for (JsonValue unreadable : gate.objects("unreadable")) {
      unreadable(unreadable, outcome.gate());
    }
    List<JsonValue> measured = gate.objects("measured");
    MeasuredMapping mapping = new MeasuredMapping(scope, origin, outcome.gate(), run, at, harvest);
    for (int i = 0; i < measured.size(); i++) {
      String kind = measured.get(i).requiredText("kind");
      if (!KINDS.contains(kind)) {
        throw new UnmappableException(
            measured.get(i).at("kind").pointer(), "no kind of report is called so");
      }
      mapping.map(measured.get(i), kind);
    }
    mapping.tests(gate.objects("tests"));
    mapping.findings(gate.objects("findings"), "open");
    mapping.findings(gate.objects("waived_findings"), "waived");
    mapping.end();
  }

  private static @Nullable Instant waivedUntil(JsonValue gate) throws UnmappableException {
    String day = gate.text("waived_until");
    try {
      return day == null
          ? null
          : LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw gate.at("waived_until").unexpected("a day like 2026-05-15");
    }
  }

  private void check(JsonValue condition, String gate, int place) throws UnmappableException {
    String measure = cut(condition.requiredText("measure"));
    String transaction = text(condition, "transaction");
    String key = gate + "/" + measure + (transaction == null ? "" : "/" + transaction);
    checks.put(
        key,
        new GateCheck(
            run,
            key,
            gate,
            place,
            measure,
            text(condition, "bound"),
            condition.decimal("limit"),
            condition.decimal("value"),
            text(condition, "unit"),
            transaction,
            verdict(condition),
            text(condition, "why")));
  }

  private void report(JsonValue report, @Nullable String gate) throws UnmappableException {
    String path = cut(report.requiredText("path"));
    reports.put(
        path,
        new GateReport(
            run,
            path,
            gate,
            text(report, "format"),
            text(report, "kind"),
            report.integer("bytes"),
            text(report, "sha256"),
            null));
  }

  /** What a load test was compared with stands with the gate that did so. */
  private void baseline(JsonValue compared) throws UnmappableException {
    String path = cut("last release: " + compared.requiredText("path"));
    reports.put(
        path,
        new GateReport(
            run,
            path,
            checks.values().stream()
                .filter(check -> GROWTH.equals(check.measure()))
                .map(GateCheck::gate)
                .findFirst()
                .orElse(null),
            null,
            "baseline",
            null,
            text(compared, "sha256"),
            null));
  }

  private void unreadable(JsonValue file, @Nullable String gate) throws UnmappableException {
    String path = cut(file.requiredText("path"));
    String place = text(file, "place");
    String reason = text(file, "reason");
    GateReport known = reports.get(path);
    reports.put(
        path,
        new GateReport(
            run,
            path,
            gate == null && known != null ? known.gate() : gate,
            null,
            null,
            null,
            null,
            (place == null || place.isEmpty() ? "" : place + ": ") + reason));
  }

  private static String verdict(JsonValue of) throws UnmappableException {
    String verdict = of.requiredText("verdict");
    if (!VERDICTS.contains(verdict)) {
      throw new UnmappableException(of.at("verdict").pointer(), "it is none of " + VERDICTS);
    }
    return verdict;
  }

  static @Nullable String text(JsonValue of, String name) throws UnmappableException {
    String text = of.text(name);
    return text == null || text.isEmpty() ? null : cut(text);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
