package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Strategy;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Team;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets Argo CD live through the deployments of one service: each is the same event that the
 * pipeline told of, and between them it is rolled back, resized and put right. What happens at a
 * moment depends only on what is known by then, so what was told once stays so.
 */
final class Operations {
  private static final long WEEK = 7L * 86_400_000;
  private static final long HOUR = 3_600_000;
  private static final long ROLLBACK_TAKES = 50_000;
  // The pipeline deploys to staging first, so that what it is going to do is known so much earlier.
  private static final long KNOWN_BEFORE = 300_000;
  private static final long KNOWN_BEFORE_LIVE = 9_000;

  /** Something that happens to the service, in the order of time. */
  private record Step(long at, Sync.Kind kind, @Nullable Deployment deployment) {}

  private final Hosting hosting;
  private final Company company;
  private final Era era;
  private final List<Deployment> deployments;
  private final Versions versions;
  private final Written out;
  private @Nullable Artifact served;
  private @Nullable Artifact former;
  private @Nullable GitopsCommit head;
  private boolean well;
  private int replicas = 3;

  /** Those of a service as far as its history tells. */
  Operations(Hosting hosting, ProjectHistory history, Company company, Era era) {
    this.hosting = hosting;
    this.company = company;
    this.era = era;
    this.versions = new Versions(hosting, history);
    this.out = new Written(hosting, era);
    this.deployments =
        history.deployments().stream()
            .filter(d -> d.environment().equals("production"))
            .filter(d -> d.createdAt() >= hosting.argoFrom())
            .sorted(Comparator.comparingLong(Deployment::createdAt).thenComparing(Deployment::id))
            .toList();
  }

  /** What begins up to a moment, or is known to begin. */
  Written until(long until) {
    List<Step> steps = new ArrayList<>();
    for (Deployment d : deployments) {
      steps.add(new Step(d.createdAt(), Sync.Kind.DEPLOY, d));
      Aftermath after = Aftermath.arrived(d) ? Aftermath.of(d, era) : null;
      if (after != null && after.kind() == Aftermath.Kind.ROLLBACK) {
        steps.add(new Step(after.rollbackAt(), Sync.Kind.ROLLBACK, d));
      }
    }
    for (long week = era.start(); week <= until; week += WEEK) {
      if (week + WEEK > hosting.argoFrom()) {
        week(week, steps);
      }
    }
    steps.removeIf(step -> step.at() > until && step.kind() != Sync.Kind.DEPLOY);
    steps.sort(Comparator.comparingLong(Step::at).thenComparing(Step::kind));
    steps.forEach(step -> happen(step, steps));
    return out;
  }

  private void week(long monday, List<Step> steps) {
    Dice dice = era.dice("week/" + hosting.project().slug() + "/" + monday);
    if (dice.chance(0.12)) {
      steps.add(new Step(monday + second(dice.between(56, 64)), Sync.Kind.CONFIG, null));
    }
    if (dice.chance(0.05)) {
      steps.add(new Step(monday + second(dice.between(80, 88)), Sync.Kind.AGAIN, null));
    }
    if (dice.chance(0.06)) {
      long begin = monday + second(dice.between(101, 112));
      int times = 6 + dice.below(10);
      for (int i = 0; i < times; i++) {
        steps.add(new Step(begin + i * 180_000L, Sync.Kind.SELF_HEAL, null));
      }
    }
  }

  private static long second(double hours) {
    return (long) (hours * HOUR) / 1000 * 1000;
  }

  private void happen(Step step, List<Step> all) {
    Deployment d = step.deployment();
    switch (step.kind()) {
      case DEPLOY -> deploy(Objects.requireNonNull(d));
      case ROLLBACK -> rollBack(Objects.requireNonNull(d), step.at());
      case CONFIG, AGAIN, SELF_HEAL -> {
        GitopsCommit now = head;
        boolean heals = step.kind() != Sync.Kind.SELF_HEAL || hosting.automated();
        if (now != null && well && heals && quiet(step.at(), all)) {
          small(step.kind(), step.at(), now);
        }
      }
    }
  }

  /** Whether nothing is under way, or known to be so soon. */
  private boolean quiet(long at, List<Step> all) {
    boolean deploying =
        deployments.stream().anyMatch(d -> knownAt(d) <= at && at < d.finishedAt() + 60_000);
    return at >= hosting.argoFrom()
        && !deploying
        && all.stream()
            .filter(step -> step.kind() == Sync.Kind.ROLLBACK)
            .noneMatch(step -> Math.abs(step.at() - at) < 5 * 60_000);
  }

  private static long knownAt(Deployment d) {
    return d.createdAt() - (Aftermath.isLive(d) ? KNOWN_BEFORE_LIVE : KNOWN_BEFORE);
  }

  private void deploy(Deployment d) {
    Dice dice = era.dice("argo/" + d.id());
    Strategy strategy = hosting.strategy(d.createdAt());
    boolean judged = strategy == Strategy.CANARY && hosting.analysed();
    boolean good = d.outcome().equals("success");
    boolean givenUp =
        strategy != Strategy.NONE
            && (d.outcome().equals("canceled") || (!good && judged && dice.chance(0.5)));
    Artifact artifact = versions.of(d);
    GitopsCommit last = out.last();
    head = last == null || !last.to().equals(artifact) ? image(d, artifact, dice) : last;
    GitopsCommit wanted = Objects.requireNonNull(head);
    out.brought(wanted, d, givenUp, served, starter(d.createdAt()));
    well = good;
    if (good) {
      if (!artifact.equals(served)) {
        former = served;
      }
      served = artifact;
    } else if (givenUp) {
      versions.givenUp(artifact);
    }
  }

  /** Who begins a sync that Argo CD does not begin by itself. */
  private @Nullable Account starter(long at) {
    return hosting.automated() ? null : era.dice("by/" + at).pick(owners());
  }

  private List<Account> owners() {
    Team team = hosting.project().team() == null ? null : company.team(hosting.project().team());
    if (team == null) {
      throw new IllegalStateException("only a service with a team is hosted");
    }
    return team.members().stream()
        .map(m -> Objects.requireNonNull(company.person(m.personId())).accounts().getFirst())
        .toList();
  }

  private Account lead() {
    return owners().getFirst();
  }

  private GitopsCommit image(Deployment d, Artifact artifact, Dice dice) {
    double year = era.year(d.createdAt());
    boolean machine = dice.chance(0.35 + 0.6 * year);
    long lead = Aftermath.isLive(d) ? 4_000 : 40_000 + 1000L * dice.below(100);
    GitopsCommit last = out.last();
    String was = last == null ? "nothing" : last.to().tag();
    String title = hosting.project().slug() + ": " + was + " -> " + artifact.tag();
    // People forget to say which commit it is; then only the tag tells.
    boolean says = machine || hosting.numbered();
    return out.commit(
        last == null ? null : last.to(),
        artifact,
        replicas,
        replicas,
        machine ? company.account("deploy-butler") : lead(),
        d.createdAt() - lead,
        title + (says ? "\n\nSource-Commit: " + artifact.sha() : ""));
  }

  private void rollBack(Deployment bad, long at) {
    boolean newer =
        deployments.stream().anyMatch(d -> d.createdAt() > bad.createdAt() && knownAt(d) <= at);
    Artifact back = former;
    Artifact now = served;
    if (newer || back == null || now == null || !now.sha().equals(bad.sha())) {
      return;
    }
    if (hosting.automated()) {
      head =
          out.commit(
              now,
              back,
              replicas,
              replicas,
              lead(),
              at - 5_000,
              "Revert \""
                  + hosting.project().slug()
                  + ": "
                  + back.tag()
                  + " -> "
                  + now.tag()
                  + "\"\n\nSource-Commit: "
                  + back.sha());
    } else {
      // Git still asks for the version that went wrong; nobody touches it until the next one.
      head = out.newest(back);
      well = false;
    }
    out.rolledBack(head, back, at, at + ROLLBACK_TAKES, starter(at), bad);
    served = back;
    former = null;
  }

  private void small(Sync.Kind kind, long at, GitopsCommit now) {
    if (kind == Sync.Kind.CONFIG) {
      int more = 2 + era.dice("replicas/" + hosting.project().slug() + at).below(6);
      if (more == replicas) {
        return;
      }
      String title = hosting.project().slug() + ": " + more + " replicas";
      head = out.commit(now.to(), now.to(), replicas, more, lead(), at - 30_000, title);
      replicas = more;
      out.touched(kind, head, at, at + 20_000, starter(at), 1);
    } else if (kind == Sync.Kind.AGAIN) {
      out.touched(kind, now, at, at + 6_000, lead(), 0);
    } else {
      out.touched(kind, now, at, at + 9_000, null, 1);
    }
  }
}
