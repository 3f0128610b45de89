package io.throughline.simulator.truth;

import io.throughline.simulator.world.Flaw;
import io.throughline.simulator.world.GateVerdict;
import io.throughline.simulator.world.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the newest reports say and what runs in production, just before a moment. */
final class GateStates {
  private static final Set<String> PRESSING = Set.of("critical", "high");

  private static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "unknown");

  private final List<GatedService> services;
  private final @Nullable String part;
  private final long before;
  private final long firstJudged;

  /**
   * @param part severity of findings, or name of a transaction; null for all
   * @param before epoch milliseconds
   * @param firstJudged when the company's first build was judged
   */
  GateStates(List<GatedService> services, @Nullable String part, long before, long firstJudged) {
    this.services = services;
    this.part = part;
    this.before = before;
    this.firstJudged = firstJudged;
  }

  /** Whether a metric divides two sums of what holds. */
  boolean isShare(String metric) {
    return switch (metric) {
      case "unit_coverage",
          "unit_coverage_branch",
          "api_functional_coverage",
          "api_status_coverage",
          "gate_coverage" ->
          true;
      default -> false;
    };
  }

  /** The parts of a share, one for each service of which something is known. */
  List<Item> items(String metric) {
    return switch (metric) {
      case "unit_coverage" -> coverage(c -> ratio(c.coveredLines(), c.lines()));
      case "unit_coverage_branch" -> coverage(c -> ratio(c.coveredBranches(), c.branches()));
      case "api_functional_coverage" -> api(a -> ratio(a.calledOperations(), a.operations()));
      case "api_status_coverage" -> api(a -> ratio(a.seenAnswers(), a.answers()));
      case "gate_coverage" -> executed();
      default -> throw new IllegalArgumentException("no such metric of gates: " + metric);
    };
  }

  /** The values that hold, each thing once. */
  List<Double> values(String metric) {
    return switch (metric) {
      case "load_p95" -> transactions();
      case "api_security_findings" -> bySeverity(this::scans);
      case "api_security_findings_critical_high" -> scans(GateStates::presses);
      case "container_vulns" -> bySeverity(this::images);
      case "container_vulns_critical_high" -> images(GateStates::presses);
      case "container_vulns_fixable" -> images(flaw -> presses(flaw) && flaw.fixable());
      default -> throw new IllegalArgumentException("no such metric of gates: " + metric);
    };
  }

  /** Each severity of each scan is told, and can be asked for, alone. */
  private List<Double> bySeverity(Function<Predicate<Flaw>, List<Double>> counted) {
    return SEVERITIES.stream()
        .filter(severity -> part == null || part.equals(severity))
        .flatMap(severity -> counted.apply(flaw -> flaw.severity().equals(severity)).stream())
        .toList();
  }

  private static boolean presses(Flaw flaw) {
    return PRESSING.contains(flaw.severity());
  }

  private Item ratio(double above, double below) {
    return Item.ratio("", before, null, above, below);
  }

  private List<Item> coverage(Function<Measured.Coverage, Item> item) {
    return newest(Measured.Coverage.class, "coverage").stream().map(item).toList();
  }

  private List<Item> api(Function<Measured.Api, Item> item) {
    return newest(Measured.Api.class, "api").stream().map(item).toList();
  }

  /** The newest report of each service's default branch. */
  private <M extends Measured> List<M> newest(Class<M> type, String kind) {
    List<M> out = new ArrayList<>();
    for (GatedService service : services) {
      service
          .onMain()
          .filter(run -> run.at() < before)
          .flatMap(run -> run.measured(type, kind))
          .reduce((older, newer) -> newer)
          .ifPresent(out::add);
    }
    return out;
  }

  private List<Double> transactions() {
    return newest(Measured.Load.class, "load").stream()
        .flatMap(load -> load.transactions().stream())
        .filter(t -> part == null || t.name().equals(part))
        .map(Measured.Transaction::p95)
        .toList();
  }

  private List<Double> scans(Predicate<Flaw> counts) {
    return newest(Measured.Scan.class, "running-findings").stream()
        .map(scan -> count(scan, counts))
        .toList();
  }

  /** Of the images that run, by the newest scan of each. */
  private List<Double> images(Predicate<Flaw> counts) {
    List<Double> out = new ArrayList<>();
    for (GatedService service : services) {
      running(service)
          .flatMap(
              shipped ->
                  service
                      .onMain()
                      .filter(run -> shipped.isOf(run) && run.at() < before)
                      .flatMap(run -> run.measured(Measured.Scan.class, "composition-findings"))
                      .reduce((older, newer) -> newer))
          .ifPresent(scan -> out.add(count(scan, counts)));
    }
    return out;
  }

  /** For how many days what presses in the images that run has been known in their services. */
  double[] ages() {
    List<Double> out = new ArrayList<>();
    for (GatedService service : services) {
      Map<String, Long> firstSeen = new HashMap<>();
      List<String> running = new ArrayList<>();
      GatedService.Shipped shipped = running(service).orElse(null);
      service
          .onMain()
          .filter(run -> run.at() < before)
          .forEach(
              run ->
                  run.measured(Measured.Scan.class, "composition-findings")
                      .forEach(
                          scan -> {
                            Stream.concat(scan.open().stream(), scan.waived().stream())
                                .forEach(flaw -> firstSeen.putIfAbsent(name(flaw), run.at()));
                            if (shipped != null && shipped.isOf(run)) {
                              running.clear();
                              scan.open().stream()
                                  .filter(GateStates::presses)
                                  .forEach(flaw -> running.add(name(flaw)));
                            }
                          }));
      running.forEach(
          flaw -> out.add((before - firstSeen.getOrDefault(flaw, before)) / 86_400_000.0));
    }
    return out.stream().mapToDouble(days -> days).sorted().toArray();
  }

  private static String name(Flaw flaw) {
    return flaw.rule() + " " + flaw.subject();
  }

  private static double count(Measured.Scan scan, Predicate<Flaw> counts) {
    Set<String> distinct = new HashSet<>();
    for (Flaw flaw : scan.open()) {
      if (counts.test(flaw)) {
        distinct.add(name(flaw));
      }
    }
    return distinct.size();
  }

  /** What runs in production, or is the newest release. */
  private Optional<GatedService.Shipped> running(GatedService service) {
    return service.shipped().stream()
        .filter(shipped -> shipped.at() < before)
        .reduce((older, newer) -> newer);
  }

  /** A gate that comes to a verdict after a version has arrived held nothing up. */
  private List<Item> executed() {
    List<Item> out = new ArrayList<>();
    for (GatedService service : services) {
      GatedService.Shipped shipped = running(service).orElse(null);
      if (shipped != null && shipped.at() >= firstJudged) {
        boolean all =
            service.required().stream()
                .map(gate -> service.verdict(shipped, gate))
                .allMatch(GateStates::came);
        out.add(ratio(all ? 1 : 0, 1));
      }
    }
    return out;
  }

  private static boolean came(GateVerdict verdict) {
    return verdict == GateVerdict.PASS
        || verdict == GateVerdict.FAIL
        || verdict == GateVerdict.WAIVED;
  }
}
