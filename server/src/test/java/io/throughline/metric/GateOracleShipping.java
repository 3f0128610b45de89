package io.throughline.metric;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateRun;
import io.throughline.model.org.RequiredGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What runs, what was known of it when it came, and what is known of it now; the slow way. */
final class GateOracleShipping {
  private static final String LIBRARY = "kit";
  private static final Comparator<BuildReport> NEWEST =
      Comparator.comparing(BuildReport::at).thenComparing(BuildReport::id);

  /**
   * A version that arrived: a deployment of a service, or a release of a library.
   *
   * @param images that run, as they are named; empty where that is not told
   */
  record Shipped(long id, String service, @Nullable String sha, List<String> images, Instant at) {
    List<String> digests() {
      return images.stream().filter(i -> i.contains("@")).map(i -> i.split("@")[1]).toList();
    }
  }

  /** What tells of an image that runs. */
  record Scan(BuildReport report, String image) {}

  private record Told(@Nullable String sha, @Nullable String image, Instant at) {}

  private final GateOracleWorld world;

  GateOracleShipping(GateOracleWorld world) {
    this.world = world;
  }

  static @Nullable String owner(GateRun run) {
    return run.service() != null ? run.service() : owner(run.projectId());
  }

  static @Nullable String owner(BuildReport report) {
    return report.service() != null ? report.service() : owner(report.projectId());
  }

  private static @Nullable String owner(@Nullable Long project) {
    return GateOracleWorld.SERVICES.stream()
        .filter(s -> project != null && project.equals(GateOracleWorld.project(s)))
        .findFirst()
        .orElse(null);
  }

  private static boolean main(BuildReport report) {
    String service = owner(report);
    return report.ref() == null
        || (service == null || Set.of("solo", "dock").contains(service)
            ? Set.of("main", "master").contains(report.ref())
            : report.ref().equals(service.equals("desk") ? "trunk" : "main"));
  }

  /** The newest report of each gate and part of the main branch, of scans those that looked. */
  Collection<BuildReport> newest(String service, Instant moment, String kind) {
    Map<String, BuildReport> newest = new HashMap<>();
    world.reports.stream()
        .filter(r -> r.kind().equals(kind) && service.equals(owner(r)) && main(r))
        .filter(r -> !Boolean.FALSE.equals(r.scanned()) && !r.at().isAfter(moment))
        .sorted(NEWEST)
        .forEach(r -> newest.put(GateOracle.gate(r) + " " + r.part(), r));
    return newest.values();
  }

  /**
   * Deployments to production that succeeded; a library is not deployed. What GitLab tells since
   * Argo CD tells of a service is told twice.
   */
  List<Shipped> deployments() {
    List<Shipped> all = new ArrayList<>();
    world.deployments.stream()
        .filter(d -> d.environment().equals("production") && d.status().equals("success"))
        .map(
            d ->
                new Shipped(
                    d.id(), owner(d.projectId()), lower(d.sha()), List.of(), d.finishedAt()))
        .filter(s -> !s.service().equals(LIBRARY) && !toldTwice(s))
        .forEach(all::add);
    for (String service : GateOracleArgo.APPLICATIONS.keySet()) {
      for (GateOracleArgo.Sync sync : world.argo.arrived(service)) {
        List<String> images = List.of(sync.images().split(" "));
        Shipped named = new Shipped(sync.id(), service, lower(sync.sha()), images, sync.at());
        all.add(
            named.sha() != null
                ? named
                : new Shipped(sync.id(), service, built(named), images, sync.at()));
      }
    }
    return all;
  }

  /** What there is in this world of services of Argo CD. */
  Set<String> ways() {
    Set<String> ways = new HashSet<>();
    for (String service : GateOracleArgo.APPLICATIONS.keySet()) {
      List<GateOracleArgo.Sync> arrived = world.argo.arrived(service);
      Set<String> before = new HashSet<>();
      for (GateOracleArgo.Sync sync : arrived) {
        boolean told = deployments().stream().anyMatch(d -> d.id() == sync.id() && d.sha() != null);
        ways.add(
            sync.sha() != null
                ? "named by its label"
                : told ? "known by its digest" : "of no known commit");
        if (!before.add(sync.images())) {
          ways.add("back again");
        }
      }
      if (world.argo.syncs().stream()
          .anyMatch(s -> s.service().equals(service) && s.trigger().equals("self_heal"))) {
        ways.add("the same again");
      }
    }
    world.deployments.stream()
        .filter(d -> "desk".equals(owner(d.projectId())) && d.status().equals("success"))
        .map(d -> new Shipped(d.id(), "desk", d.sha(), List.of(), d.finishedAt()))
        .forEach(d -> ways.add(toldTwice(d) ? "told by GitLab as well" : "told by GitLab before"));
    return ways;
  }

  private boolean toldTwice(Shipped shipped) {
    Instant began = world.argo.began(shipped.service());
    return began != null && !shipped.at().isBefore(began);
  }

  /** The commit of which an image was told first, whenever that was. */
  private @Nullable String built(Shipped shipped) {
    return told(shipped.service()).stream()
        .filter(t -> t.sha() != null && shipped.digests().contains(t.image()))
        .min(Comparator.comparing(Told::at).thenComparing(Told::sha))
        .map(Told::sha)
        .orElse(null);
  }

  private List<Told> told(String service) {
    return Stream.concat(
            world.runs.stream()
                .filter(r -> service.equals(owner(r)))
                .map(r -> new Told(r.sha(), r.image(), r.at())),
            world.reports.stream()
                .filter(r -> service.equals(owner(r)))
                .map(r -> new Told(r.sha(), r.image(), r.at())))
        .toList();
  }

  private Stream<Shipped> shipped() {
    return Stream.concat(
        deployments().stream(),
        world.releases.stream()
            .map(
                r ->
                    new Shipped(
                        r.id(), owner(r.projectId()), lower(r.sha()), List.of(), r.releasedAt())));
  }

  private static @Nullable String lower(@Nullable String sha) {
    return sha == null ? null : sha.toLowerCase(Locale.ROOT);
  }

  @Nullable Shipped running(String service, Instant moment) {
    return shipped()
        .filter(s -> s.service().equals(service) && !s.at().isAfter(moment))
        .max(Comparator.comparing(Shipped::at).thenComparing(Shipped::id))
        .orElse(null);
  }

  /** Whether any gate had been heard of when it arrived. */
  boolean afterGates(Shipped shipped) {
    return world.runs.stream().anyMatch(r -> !r.at().isAfter(shipped.at()));
  }

  /** Of each gate that it had to pass: fail, waived, missing or pass, as was known and stood. */
  List<String> verdicts(Shipped shipped) {
    List<String> verdicts = new ArrayList<>();
    for (RequiredGate gate : world.required.get(shipped.service())) {
      List<String> stands =
          told(shipped, gate).stream()
              .map(outcome -> world.waivers.at(shipped.at(), outcome, gate))
              .toList();
      verdicts.add(stands.isEmpty() ? world.waivers.unsaid(shipped.at(), gate) : together(stands));
    }
    return verdicts;
  }

  /** The same whatever is waived. */
  List<String> told(Shipped shipped) {
    return world.required.get(shipped.service()).stream()
        .map(gate -> together(told(shipped, gate).stream().map(GateOutcome::verdict).toList()))
        .toList();
  }

  /** The newest outcome of each tool that was known. */
  private Collection<GateOutcome> told(Shipped shipped, RequiredGate gate) {
    Map<String, GateRun> newest = new HashMap<>();
    Map<String, GateOutcome> byTool = new HashMap<>();
    for (GateRun run : world.runs) {
      boolean known =
          shipped.service().equals(owner(run))
              && shipped.sha().equals(run.sha())
              && !run.at().isAfter(shipped.at());
      GateRun other = newest.get(run.tool());
      for (GateOutcome outcome : world.outcomes.getOrDefault(run.id(), List.of())) {
        if (known
            && outcome.gate().equals(gate.id())
            && (other == null || run.at().isAfter(other.at()))) {
          newest.put(run.tool(), run);
          byTool.put(run.tool(), outcome);
        }
      }
    }
    return byTool.values();
  }

  /**
   * What one tool found wrong is not made good by another; what it does not know is, before anybody
   * has to answer for it.
   */
  private static String together(Collection<String> told) {
    if (told.contains("fail")) {
      return "fail";
    }
    if (told.contains("unreadable")) {
      return "missing";
    }
    if (told.contains("waived")) {
      return "waived";
    }
    if (told.contains("pass") || told.contains("not_applicable")) {
      return "pass";
    }
    return told.contains("no_data_waived") ? "waived" : "missing";
  }

  /** The newest scan of each image that the service runs. */
  List<Scan> scans(String service, Instant moment) {
    if (service.equals(LIBRARY)) {
      return List.of();
    }
    boolean deployed =
        world.argo.began(service) != null
            || world.deployments.stream()
                .anyMatch(
                    d ->
                        service.equals(owner(d.projectId()))
                            && d.environment().equals("production"));
    if (!deployed) {
      return newest(service, moment, "composition-findings").stream()
          .map(r -> new Scan(r, name(r, r.sha() == null ? service : r.sha())))
          .toList();
    }
    Shipped runs = running(service, moment);
    if (runs == null || runs.sha() == null && runs.digests().isEmpty()) {
      return List.of();
    }
    List<String> images = images(runs);
    Map<String, BuildReport> newest = new HashMap<>();
    world.reports.stream()
        .filter(r -> r.kind().equals("composition-findings") && service.equals(owner(r)))
        .filter(r -> !Boolean.FALSE.equals(r.scanned()) && !r.at().isAfter(moment))
        .filter(
            r ->
                r.image() == null
                    ? runs.sha() != null && runs.sha().equals(r.sha())
                    : images.contains(r.image()))
        .sorted(NEWEST)
        .forEach(r -> newest.put(r.part(), r));
    String name =
        !images.isEmpty()
            ? images.getFirst()
            : runs.sha() != null ? runs.sha() : String.join(" ", runs.digests());
    return newest.values().stream().map(r -> new Scan(r, name(r, name))).toList();
  }

  private static String name(BuildReport report, String other) {
    return report.image() == null ? other : report.image();
  }

  /**
   * What runs: a single digest for certain, of several those that any build told of; else what was
   * made of the commit. The commit's come first.
   */
  private List<String> images(Shipped shipped) {
    List<String> made =
        shipped.sha() == null ? List.of() : images(shipped.service(), shipped.sha());
    List<Told> told = told(shipped.service());
    List<String> run =
        shipped.digests().stream()
            .filter(
                d ->
                    shipped.images().size() == 1
                        || told.stream().anyMatch(t -> d.equals(t.image())))
            .toList();
    if (run.isEmpty()) {
      return made;
    }
    List<String> sorted = new ArrayList<>(made);
    sorted.retainAll(run);
    run.stream().filter(d -> !made.contains(d)).sorted().forEach(sorted::add);
    return sorted;
  }

  /**
   * Images of a commit: those that were told of it before any other; they may be scanned from any
   * other later. A commit of which nothing new was made has what was told of it.
   */
  private List<String> images(String service, String sha) {
    List<Told> told = told(service);
    Map<String, Told> first = new HashMap<>();
    told.stream()
        .filter(t -> t.sha() != null && t.image() != null)
        .forEach(t -> first.merge(t.image(), t, (a, b) -> b.at().isBefore(a.at()) ? b : a));
    boolean own = first.values().stream().anyMatch(t -> t.sha().equals(sha));
    return told.stream()
        .filter(t -> sha.equals(t.sha()) && t.image() != null)
        .filter(t -> !own || first.get(t.image()).sha().equals(sha))
        .sorted(Comparator.comparing(Told::at))
        .map(Told::image)
        .distinct()
        .toList();
  }

  /** When a service was first known to have something in it, on whatever branch. */
  Instant firstSeen(String service, String identity) {
    return world.reports.stream()
        .filter(r -> r.kind().equals("composition-findings") && service.equals(owner(r)))
        .filter(
            r ->
                world.findings.getOrDefault(r.id(), List.of()).stream()
                    .anyMatch(
                        f ->
                            f.identity().equals(identity)
                                && Set.of("open", "waived").contains(f.state())))
        .map(BuildReport::at)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
