package io.throughline.metric;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateRun;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Release;
import io.throughline.model.fact.ReportFinding;
import io.throughline.model.fact.ReportTransaction;
import io.throughline.model.org.Dated;
import io.throughline.model.org.RequiredGate;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random builds, what was judged and measured in them, and what was shipped of them. Service {@code
 * shop} goes from team {@code pay} to team {@code ops}, which lives in another zone; {@code kit} is
 * a library; of {@code solo} no deployment is known; {@code acme/loose} is no service's. What of
 * {@code dock} and {@code desk} Argo CD brings to production says {@link GateOracleArgo}.
 */
final class GateOracleWorld {
  static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
  static final LocalDate END = LocalDate.of(2026, 6, 20);
  static final List<String> SERVICES = List.of("shop", "desk", "kit", "solo", "dock");
  private static final Instant START = FactWorld.at("2026-05-02T08:00");
  private static final Instant LAST = FactWorld.NOW.minusSeconds(3_600);
  private static final int MINUTES = 38 * 24 * 60;
  private static final List<String> GATES =
      List.of("unit-test", "container-analysis", "functional-test", "load-test", "security-test");
  private static final List<String> VERDICTS =
      List.of(
          "pass",
          "pass",
          "pass",
          "pass",
          "fail",
          "waived",
          "no_data",
          "not_applicable",
          "unreadable");

  /** A commit of a service, or of the project that is no service's. */
  record Commit(String sha, String owner, @Nullable String ref, @Nullable String image) {}

  final Map<String, List<RequiredGate>> required = new HashMap<>();
  final List<Team> teams;
  final List<GateRun> runs = new ArrayList<>();
  final Map<Long, List<GateOutcome>> outcomes = new HashMap<>();
  final List<BuildReport> reports;
  final Map<Long, List<ReportFinding>> findings;
  final Map<Long, List<ReportTransaction>> transactions;
  final List<Deployment> deployments = new ArrayList<>();
  final List<Release> releases = new ArrayList<>();
  final GateOracleArgo argo;
  final GateOracleWaivers waivers;
  private final Map<String, List<Commit>> commits = new HashMap<>();
  private final Set<Instant> used = new HashSet<>();
  private final GateOracleReports measured;
  private final Random random;
  private long number = 1_000;

  GateOracleWorld(long seed) {
    random = new Random(seed);
    waivers = new GateOracleWaivers(seed);
    measured = new GateOracleReports(random, () -> ++number, this::service);
    reports = measured.all;
    findings = measured.findings;
    transactions = measured.transactions;
    LocalDate handover = FIRST.plusDays(8 + random.nextInt(25));
    teams =
        List.of(
            new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()),
            FactWorld.team(
                "pay",
                List.of(FactWorld.always("a")),
                List.of(new Dated<>("shop", null, handover), FactWorld.always("kit"))),
            new Team(
                "ops",
                "Ops",
                "all",
                null,
                ZoneId.of("America/New_York"),
                null,
                List.of(FactWorld.always("f")),
                List.of(
                    new Dated<>("shop", handover, null),
                    FactWorld.always("desk"),
                    FactWorld.always("solo"),
                    FactWorld.always("dock"))));
    for (String service : SERVICES) {
      List<RequiredGate> gates = new ArrayList<>();
      GATES.stream()
          .filter(gate -> random.nextInt(5) < 2)
          .forEach(gate -> gates.add(new RequiredGate(gate, gate, waivers.some())));
      required.put(service, gates);
    }
    for (String owner : List.of("shop", "desk", "kit", "solo", "dock", "loose")) {
      build(owner);
    }
    for (String owner : List.of("shop", "desk", "kit")) {
      ship(owner);
    }
    argo = new GateOracleArgo(random, (commit, dice) -> moment(commit));
    argo.bring("dock", commits.get("dock"), START, LAST);
    Instant moved = START.plus(Duration.ofMinutes(MINUTES / 4 + random.nextInt(MINUTES / 2)));
    argo.bring("desk", commits.get("desk"), moved, LAST);
  }

  private void build(String owner) {
    List<Commit> all = new ArrayList<>();
    commits.put(owner, all);
    int count = owner.equals("loose") ? 3 : 9 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String sha = FactWorld.sha((int) ++number);
      // Two services may be built into one image,
      // and a commit may change nothing that is in the image.
      int build = i == 5 ? 4 : i;
      String digit = owner.equals("desk") && i < 4 ? "shop" + i : owner + build;
      String image =
          owner.equals("kit") || random.nextInt(6) == 0
              ? null
              : "sha256:" + "%064x".formatted(digit.hashCode() & 0xffffffffL);
      String main = owner.equals("desk") ? "trunk" : "main";
      all.add(new Commit(sha, owner, ref(main), image));
    }
    for (Commit commit : all) {
      Instant at = START.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
      int times = random.nextInt(4);
      for (int i = 0; i < times && at.isBefore(LAST); i++) {
        run(commit, at);
        at = at.plus(Duration.ofMinutes(30 + random.nextInt(3_000)));
      }
    }
    for (int i = 0; i < 4 && !owner.equals("loose"); i++) {
      again(pick(all), pick(all));
    }
  }

  private @Nullable String ref(String main) {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> "topic";
      // The main branch of one service is not that of another.
      case 2 -> pick(List.of("trunk", "master", "main"));
      default -> main;
    };
  }

  private void run(Commit commit, Instant wanted) {
    Instant at = free(wanted);
    boolean sonar = random.nextInt(4) == 0;
    long id = FactId.of(1, ++number);
    runs.add(
        new GateRun(
            id,
            service(commit.owner()),
            project(commit.owner()),
            random.nextInt(15) == 0 ? null : commit.sha(),
            commit.ref(),
            random.nextInt(4) == 0 ? null : commit.image(),
            "b" + number,
            sonar ? "sonarqube" : "throughline-gate",
            at,
            pick(VERDICTS),
            null,
            null,
            null));
    List<GateOutcome> told = new ArrayList<>();
    for (String gate : GATES) {
      if (random.nextInt(5) > 0) {
        told.add(waivers.outcome(id, gate, told.size(), pick(VERDICTS), at));
      }
    }
    outcomes.put(id, told);
    for (String kind :
        List.of(
            "coverage",
            "tests",
            "browser-tests",
            "composition-findings",
            "running-findings",
            "load",
            "api")) {
      if (!sonar && random.nextInt(3) == 0) {
        measured.report(commit, commit.image(), kind, at);
      }
    }
  }

  /** A job scans an image anew, on whatever commit it stands. */
  private void again(Commit scanned, Commit stands) {
    Instant last =
        reports.stream()
            .filter(r -> scanned.image() != null && scanned.image().equals(r.image()))
            .map(BuildReport::at)
            .min(Instant::compareTo)
            .orElse(null);
    if (last != null) {
      Instant at = free(last.plus(Duration.ofMinutes(60 + random.nextInt(9_000))));
      if (at.isAfter(LAST)) {
        return;
      }
      Commit on = new Commit(stands.sha(), stands.owner(), stands.ref(), null);
      measured.report(on, scanned.image(), "composition-findings", at);
    }
  }

  /** When a commit is shipped: at the very moment of a run, before it or after it. */
  private Instant moment(Commit commit) {
    List<Instant> judged =
        runs.stream().filter(r -> commit.sha().equals(r.sha())).map(GateRun::at).toList();
    Instant around =
        judged.isEmpty() ? START.plus(Duration.ofMinutes(random.nextInt(MINUTES))) : pick(judged);
    return switch (random.nextInt(5)) {
      case 0 -> around;
      case 1 -> free(around.minus(Duration.ofMinutes(1 + random.nextInt(9_000))));
      default -> free(around.plus(Duration.ofMinutes(1 + random.nextInt(5_000))));
    };
  }

  private void ship(String owner) {
    for (Commit commit : commits.get(owner)) {
      Instant at = moment(commit);
      if (at.isAfter(LAST)) {
        continue;
      }
      String sha =
          switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> commit.sha().toUpperCase(Locale.ROOT);
            case 2 -> FactWorld.sha((int) ++number);
            default -> commit.sha();
          };
      if (owner.equals("kit") && random.nextInt(6) > 0) {
        long id = FactId.of(1, ++number);
        releases.add(new Release(id, project(owner), "v" + number, null, sha, at, at, null));
      } else {
        deployment(owner, sha, at);
      }
    }
  }

  private void deployment(String owner, @Nullable String sha, Instant at) {
    String place = random.nextInt(5) == 0 ? "staging" : "production";
    String status = pick(List.of("success", "success", "success", "success", "failed", "canceled"));
    deployments.add(
        new Deployment(
            FactId.of(1, ++number),
            project(owner),
            place,
            random.nextBoolean() ? place : null,
            status,
            "main",
            sha,
            null,
            at.minusSeconds(600),
            at,
            null));
  }

  /** Services that have a project are known by it as well, and sometimes only by it. */
  private @Nullable String service(String owner) {
    boolean named = project(owner) == null || !owner.equals("loose") && random.nextBoolean();
    return named ? owner : null;
  }

  static @Nullable Long project(String owner) {
    return switch (owner) {
      case "shop" -> FactWorld.SHOP;
      case "desk" -> (Long) FactId.of(1, 21);
      case "kit" -> (Long) FactId.of(1, 22);
      case "loose" -> (Long) FactId.of(1, 23);
      default -> null;
    };
  }

  /** Tells all of it. */
  FactWorld told(Path folder) {
    FactWorld world = new FactWorld(folder, teams, List.of());
    for (Service service :
        List.of(
            new Service(
                "desk", "Desk", Service.Kind.SERVICE, Map.of("gitlab", List.of("acme/desk"))),
            new Service("kit", "Kit", Service.Kind.LIBRARY, Map.of("gitlab", List.of("acme/kit"))),
            new Service("solo", "Solo", Service.Kind.SERVICE, Map.of()),
            new Service("dock", "Dock", Service.Kind.SERVICE, Map.of()))) {
      // "nobody" is no team: who owns it is said above.
      world.organisation = new OrganisationWith(world.organisation).service(service, "nobody");
    }
    world.organisation = world.organisation.gated(required);
    for (String owner : List.of("desk", "kit", "loose")) {
      world.tell(
          new Project(
              project(owner),
              "acme/" + owner,
              owner,
              "https://x/" + owner,
              owner.equals("desk") ? "trunk" : "main",
              START,
              false,
              false));
    }
    runs.forEach(world::tell);
    reports.forEach(world::tell);
    deployments.forEach(world::tell);
    releases.forEach(world::tell);
    argo.tell(world);
    outcomes.forEach((id, set) -> world.members(GateOutcome.class, id, "evidence", set));
    waivers.checks.forEach((id, set) -> world.members(GateCheck.class, id, "evidence", set));
    findings.forEach((id, set) -> world.members(ReportFinding.class, id, "evidence", set));
    transactions.forEach((id, set) -> world.members(ReportTransaction.class, id, "evidence", set));
    return world;
  }

  /** A minute in which nothing else happened. */
  private Instant free(Instant wanted) {
    Instant instant = wanted;
    while (!used.add(instant)) {
      instant = instant.plusSeconds(60);
    }
    return instant;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
