package io.throughline.simulator.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Window;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductionTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final long NOW = ANCHOR.toEpochMilli();
  private static World world;
  private static Production production;

  @BeforeAll
  static void live() {
    world = new World(7, ANCHOR, 9, 0.7, Witness.none());
    world.advance(NOW);
    production = new Production(world);
  }

  private static List<Sync> all() {
    return production.hostings().stream()
        .flatMap(hosting -> production.syncs(hosting, NOW).stream())
        .toList();
  }

  @Test
  void eachDeploymentIsTheSameEventInEveryPlaceTogether() {
    int seen = 0;
    for (Hosting hosting : production.hostings()) {
      Map<Long, List<Sync>> byDeployment = new HashMap<>();
      for (Sync sync : production.syncs(hosting, NOW)) {
        if (sync.deployment() != null) {
          byDeployment.computeIfAbsent(sync.deployment().id(), k -> new ArrayList<>()).add(sync);
        }
      }
      for (Deployment d : production.deployments(hosting.project(), NOW)) {
        if (d.createdAt() < hosting.argoFrom()) {
          assertThat(byDeployment).doesNotContainKey(d.id());
          continue;
        }
        seen++;
        List<Sync> syncs = Objects.requireNonNull(byDeployment.get(d.id()));
        assertThat(syncs).extracting(Sync::startedAt).contains(d.createdAt());
        assertThat(syncs.stream().mapToLong(Sync::settledAt).max()).hasValue(d.finishedAt());
        assertThat(d.finishedAt() - d.createdAt()).isLessThan(660_000);
        boolean allWell =
            syncs.stream()
                .allMatch(s -> s.succeeded() && (s.rollout() == null || !s.rollout().aborted()));
        assertThat(allWell).isEqualTo(d.outcome().equals("success"));
        assertThat(syncs).allMatch(s -> s.commit().to().sha().equals(d.sha()));
        assertThat(syncs).allMatch(s -> s.commit().at() <= s.startedAt());
      }
    }
    assertThat(seen).isGreaterThan(500);
  }

  @Test
  void theYearHoldsEveryKindOfOperation() {
    Set<Sync.Kind> kinds = EnumSet.noneOf(Sync.Kind.class);
    all().forEach(sync -> kinds.add(sync.kind()));
    assertThat(kinds).containsExactlyInAnyOrder(Sync.Kind.values());
    assertThat(all()).anyMatch(s -> s.rollout() != null && s.rollout().aborted());
    assertThat(all())
        .anyMatch(
            s ->
                s.rollout() != null
                    && s.rollout().pauses().stream().anyMatch(Rollout.Pause::forPerson));
    assertThat(all()).anyMatch(s -> !s.succeeded() && s.hosting().places().size() == 3);
    assertThat(all()).anyMatch(s -> s.running().size() == 2);
  }

  @Test
  void aHistoryIsNumberedWithoutAGapAndHoldsNothingThatFailed() {
    for (Hosting hosting : production.hostings()) {
      for (Place place : hosting.places()) {
        List<Sync> syncs = production.syncs(hosting, place, NOW);
        List<Integer> numbers = new ArrayList<>();
        for (Sync sync : syncs) {
          if (sync.history() != null) {
            numbers.add(sync.history());
            assertThat(sync.succeeded()).isTrue();
          } else {
            assertThat(!sync.succeeded() || sync.kind() == Sync.Kind.SELF_HEAL).isTrue();
          }
        }
        for (int i = 0; i < numbers.size(); i++) {
          assertThat(numbers.get(i)).isEqualTo(i);
        }
        for (int i = 1; i < syncs.size(); i++) {
          if (syncs.get(i).kind() != Sync.Kind.DEPLOY) {
            assertThat(syncs.get(i).startedAt())
                .isGreaterThanOrEqualTo(syncs.get(i - 1).finishedAt());
          }
        }
      }
    }
  }

  @Test
  void aSelfHealStormPutsTheSameRevisionBackManyTimesInAnHour() {
    Map<String, Integer> storms = new HashMap<>();
    for (Sync sync : all()) {
      if (sync.kind() == Sync.Kind.SELF_HEAL) {
        assertThat(sync.by()).isNull();
        storms.merge(sync.commit().sha() + sync.startedAt() / 86_400_000, 1, Integer::sum);
      }
    }
    assertThat(storms.values()).anyMatch(times -> times >= 6);
  }

  @Test
  void aRollbackBringsTheImageBeforeAndTheRepairOfTheOutage() {
    int seen = 0;
    for (Hosting hosting : production.hostings()) {
      Artifact served = null;
      Set<Artifact> before = new HashSet<>();
      for (Sync sync : production.syncs(hosting, hosting.places().getFirst(), NOW)) {
        Artifact to = sync.commit().to();
        if (sync.kind() == Sync.Kind.ROLLBACK) {
          seen++;
          assertThat(before).contains(to);
          assertThat(to).isNotEqualTo(served);
        } else if (sync.kind() != Sync.Kind.DEPLOY) {
          assertThat(to).isEqualTo(served);
        }
        if (sync.succeeded() && (sync.rollout() == null || !sync.rollout().aborted())) {
          served = to;
          before.add(to);
        }
      }
    }
    assertThat(seen).isGreaterThan(2);
  }

  @Test
  void commitsTellTheirImagesAndMachinesTakeOver() {
    List<GitopsCommit> commits = production.commits(NOW);
    assertThat(commits).extracting(GitopsCommit::sha).doesNotHaveDuplicates();
    Map<String, GitopsCommit> last = new HashMap<>();
    for (GitopsCommit commit : commits) {
      GitopsCommit before = last.put(commit.hosting().project().slug(), commit);
      assertThat(commit.from()).isEqualTo(before == null ? null : before.to());
      assertThat(commit.diff()).contains("+");
      if (commit.changesImage()) {
        assertThat(commit.diff()).contains("+    newTag: \"" + commit.to().tag() + "\"");
        boolean known =
            commit.message().contains("Source-Commit: " + commit.to().sha())
                || commit.to().sha().startsWith(commit.to().tag().substring(0, 8));
        assertThat(known).isTrue();
      }
    }
    double early = machines(commits.subList(0, commits.size() / 3));
    double late = machines(commits.subList(commits.size() * 2 / 3, commits.size()));
    assertThat(early).isBetween(0.4, 0.85);
    assertThat(late).isGreaterThan(early);
  }

  private static double machines(List<GitopsCommit> commits) {
    List<GitopsCommit> images = commits.stream().filter(GitopsCommit::changesImage).toList();
    return (double) images.stream().filter(c -> c.author().kind() == Account.Kind.BOT).count()
        / images.size();
  }

  @Test
  void healthTurnsInOrderAndFlapsNowAndThen() {
    int most = 0;
    for (Hosting hosting : production.hostings()) {
      for (Place place : hosting.places()) {
        List<HealthTurn> turns = production.health(hosting, place, NOW);
        assertThat(turns).isSortedAccordingTo(Comparator.comparingLong(HealthTurn::at));
        Map<Long, Integer> perHour = new HashMap<>();
        turns.forEach(turn -> perHour.merge(turn.at() / 3_600_000, 1, Integer::sum));
        most = Math.max(most, perHour.values().stream().max(Integer::compare).orElse(0));
      }
    }
    assertThat(most).isGreaterThan(20);
  }

  @Test
  void outagesHaveEveryCauseAndTheirMomentsAreInOrder() {
    List<Outage> outages = production.outages(NOW);
    assertThat(outages).extracting(Outage::key).doesNotHaveDuplicates();
    assertThat(outages).extracting(Outage::cause).contains(Outage.Cause.values());
    Map<String, Outage> byKey = new HashMap<>();
    outages.forEach(outage -> byKey.put(outage.key(), outage));
    for (Outage outage : outages) {
      Outage.Call call = outage.pagerDuty();
      assertThat(call != null || outage.newRelicAt() != null).isTrue();
      assertThat(outage.startedAt()).isLessThanOrEqualTo(outage.toldAt());
      assertThat(outage.toldAt()).isLessThan(outage.resolvedAt());
      assertThat(outage.deployment() != null).isEqualTo(outage.cause() == Outage.Cause.CHANGE);
      if (outage.deployment() != null) {
        assertThat(outage.startedAt()).isGreaterThanOrEqualTo(outage.deployment().finishedAt());
      }
      if (call != null && call.acknowledgedAt() != null) {
        assertThat(call.acknowledgedAt()).isBetween(call.triggeredAt(), outage.resolvedAt());
      }
      if (call != null && call.mergedInto() != null) {
        assertThat(byKey).containsKey(call.mergedInto());
      }
    }
    assertThat(outages).anyMatch(o -> o.service() == null);
    assertThat(outages).anyMatch(o -> o.pagerDuty() == null);
    assertThat(outages).anyMatch(o -> o.newRelicAt() == null);
    assertThat(outages).anyMatch(o -> o.pagerDuty() != null && o.pagerDuty().reopenedAt() != null);
    assertThat(outages).anyMatch(o -> o.resolvedAt() - o.toldAt() < 120_000);
    assertThat(outages.stream().filter(o -> o.cause() == Outage.Cause.INFRASTRUCTURE).count())
        .isEqualTo(12);
  }

  @Test
  void answersAreCountedByTimeAndAllOfThemAreFound() {
    Project shop = world.company().project("web-shop");
    Traffic traffic = Objects.requireNonNull(production.traffic(shop, NOW));
    int silent = 0;
    for (long at = NOW - 120L * 86_400_000; at < NOW; at += 60_000) {
      Minute minute = traffic.minute(at).orElse(null);
      if (minute == null) {
        silent++;
        continue;
      }
      assertThat(minute.upTo()).hasSize(Traffic.BOUNDS.size()).isSorted();
      assertThat(minute.upTo().getLast()).isBetween(minute.requests() - 1, minute.requests());
      assertThat(minute.errors()).isBetween(0L, minute.requests());
      assertThat(minute.satisfied()).isNotNegative();
      assertThat(minute.tolerating()).isNotNegative();
      assertThat(minute.frustrated()).isGreaterThanOrEqualTo(minute.errors());
      assertThat(minute.memoryUsed()).isLessThanOrEqualTo(minute.memoryLimit());
    }
    assertThat(silent).isBetween(5, 1_000);
    assertThat(production.traffic(world.company().project("robot-firmware"), NOW)).isNull();
  }

  @Test
  void aBadVersionIsFeltUntilItIsMended() {
    int felt = 0;
    for (Project service : production.services()) {
      Traffic traffic = production.traffic(service, NOW);
      for (Deployment d : production.deployments(service, NOW)) {
        if (traffic == null || !Aftermath.arrived(d) || traffic.load().rpm() < 200) {
          continue;
        }
        Aftermath after = production.aftermath(d);
        if (after.kind() == Aftermath.Kind.INCIDENT && after.harm() == Aftermath.Harm.ERRORS) {
          double before = failing(traffic, d.createdAt() - 1_800_000, d.createdAt());
          double then = failing(traffic, d.finishedAt() + 60_000, after.noticedAt());
          felt += then > before + 0.02 ? 1 : 0;
        }
      }
    }
    assertThat(felt).isGreaterThan(1);
  }

  /** What a canary answers is a part of the whole, and one that is given up failed more of it. */
  @Test
  void aCanaryThatIsGivenUpFailedMoreThanWhatServedBesideIt() {
    int bad = 0;
    int good = 0;
    for (Hosting hosting : production.hostings()) {
      Traffic traffic = production.traffic(hosting.project(), NOW);
      for (Sync sync : production.syncs(hosting, NOW)) {
        Rollout rollout = sync.rollout();
        if (traffic == null || rollout == null || rollout.steps().isEmpty()) {
          continue;
        }
        long[] sums = canary(traffic, rollout.startedAt(), rollout.endedAt());
        if (sums[0] < 200) {
          continue;
        }
        double own = (double) sums[1] / sums[0];
        double beside = (double) (sums[3] - sums[1]) / (sums[2] - sums[0]);
        if (rollout.aborted()) {
          assertThat(own - beside).as("given up").isBetween(0.03, 0.09);
          bad++;
        } else if (sums[3] < 0.02 * sums[2]) {
          assertThat(Math.abs(own - beside)).as("served all").isLessThan(0.02);
          good++;
        }
      }
    }
    assertThat(bad).isGreaterThan(1);
    assertThat(good).isGreaterThan(50);
  }

  /** Requests and errors of the canary, and of all. */
  private static long[] canary(Traffic traffic, long from, long to) {
    long[] sums = new long[4];
    for (long at = from - from % 60_000 + 60_000; at + 60_000 <= to; at += 60_000) {
      Minute minute = traffic.minute(at).orElse(null);
      if (minute != null && minute.canaryRequests() > 0) {
        assertThat(minute.canaryErrors()).isBetween(0L, minute.canaryRequests());
        assertThat(minute.errors() - minute.canaryErrors())
            .isBetween(0L, minute.requests() - minute.canaryRequests());
        sums[0] += minute.canaryRequests();
        sums[1] += minute.canaryErrors();
        sums[2] += minute.requests();
        sums[3] += minute.errors();
      }
    }
    return sums;
  }

  private static double failing(Traffic traffic, long from, long to) {
    long requests = 0;
    long errors = 0;
    for (long at = from; at < to; at += 60_000) {
      Minute minute = traffic.minute(at).orElse(null);
      if (minute != null) {
        requests += minute.requests();
        errors += minute.errors();
      }
    }
    return requests == 0 ? 0 : (double) errors / requests;
  }

  @Test
  void checksFollowEachOtherWithoutAGap() {
    Set<String> states = new HashSet<>();
    for (Project service : production.services()) {
      List<CheckSpan> spans = production.checks(service, NOW);
      assertThat(spans.getFirst().from()).isEqualTo(production.era().start());
      assertThat(spans.getLast().to()).isEqualTo(Long.MAX_VALUE);
      for (int i = 1; i < spans.size(); i++) {
        assertThat(spans.get(i).from()).isEqualTo(spans.get(i - 1).to());
      }
      spans.forEach(span -> states.add(span.state()));
    }
    assertThat(states).containsExactlyInAnyOrder("up", "down", "paused", "maintenance", "unknown");
  }

  @Test
  void surveysAreAnsweredBySome() {
    for (Survey survey : Survey.ALL) {
      List<Survey.Round> rounds = survey.rounds(production.era(), NOW);
      assertThat(rounds).hasSizeGreaterThanOrEqualTo(9 / survey.everyMonths() - 1);
      for (Survey.Round round : rounds) {
        List<Survey.Answer> answers = survey.answers(round, production.era(), NOW);
        if (NOW - round.sentAt() > 5L * 86_400_000) {
          assertThat(answers.size()).isBetween(30, round.invited() / 2);
        }
        assertThat(answers).allMatch(a -> (a.score() == null) != (a.answer() == null));
      }
    }
  }

  @Test
  void whatWasToldOnceIsToldAgain() {
    World later = new World(7, ANCHOR, 2, 0.4, Witness.none());
    later.advance(NOW);
    later.run(new Window(NOW, NOW + 7_200_000, 6));
    Production seen = new Production(later);
    List<List<Object>> told = new ArrayList<>();
    for (long now = NOW; now <= NOW + 7_200_000; now += 600_000) {
      later.advance(now);
      told.add(told(seen, now));
    }
    later.advance(NOW + 20L * 86_400_000);
    Production again = new Production(later);
    assertThat(again.syncs(again.hostings().getFirst(), NOW + 7_200_000)).isNotEmpty();
    for (int i = 0; i < told.size(); i++) {
      assertThat(told(again, NOW + i * 600_000L)).isEqualTo(told.get(i));
    }
  }

  private static List<Object> told(Production production, long now) {
    List<Object> out = new ArrayList<>();
    for (Hosting hosting : production.hostings()) {
      for (Sync sync : production.syncs(hosting, now)) {
        out.add(
            List.of(
                sync.place(),
                sync.kind(),
                sync.startedAt(),
                sync.finishedAt(),
                sync.commit().sha(),
                sync.phase(now)));
      }
    }
    production.commits(now).forEach(commit -> out.add(commit.sha() + commit.message()));
    production.outages(now).forEach(outage -> out.add(outage.key() + outage.toldAt()));
    Project shop = production.services().getFirst();
    out.add(production.checks(shop, now));
    return out;
  }
}
