package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.simulator.production.Hosting;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.truth.Shipment.Kind;
import io.throughline.simulator.truth.Shipment.Status;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The truth is checked against itself and against what the world lived through; the product does
 * the rest.
 */
class ProductionTruthTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final long NOW = ANCHOR.toEpochMilli();
  private static final LocalDate TO = LocalDate.parse("2026-03-02");
  private static World world;
  private static Production production;

  @BeforeAll
  static void build() {
    world = new World(7, ANCHOR, 8, 0.6, Witness.none());
    world.advance(NOW);
    production = new Production(world);
  }

  private static ProductionTruth truth(long seenFrom) {
    return new ProductionTruth(
        world.company(),
        world.histories(),
        world.tracker(),
        production,
        mr -> true,
        NOW,
        seenFrom,
        true);
  }

  private static Reading all(ProductionTruth truth, String metric) {
    return truth.readings(metric, null, TO.minusMonths(8), TO, "all").getFirst();
  }

  private static double value(Reading reading) {
    assertThat(reading.value()).isNotNull();
    return reading.value();
  }

  /** Who watched from the beginning knows all; this is what the world itself lived through. */
  private static List<Shipment> shipments(Project service, long seenFrom) {
    return new Shipments(production, world.history(service.id()), NOW, seenFrom).all(mr -> true);
  }

  @Test
  void ratesAreNeitherAllNorNothing() {
    for (long seenFrom : new long[] {0, NOW - 7_200_000}) {
      ProductionTruth truth = truth(seenFrom);
      assertThat(value(all(truth, "deployment_status"))).isBetween(90.0, 99.9);
      assertThat(value(all(truth, "change_failure_rate"))).isBetween(3.0, 25.0);
      assertThat(value(all(truth, "deployment_rework_rate"))).isBetween(1.0, 30.0);
      assertThat(value(all(truth, "change_lead_time"))).isBetween(2.0, 300.0);
      assertThat(value(all(truth, "failed_deployment_recovery_time"))).isBetween(0.2, 60.0);
      assertThat(value(all(truth, "deploy_duration"))).isBetween(2.0, 12.0);
      assertThat(value(all(truth, "automation_level"))).isBetween(20.0, 95.0);
      assertThat(value(all(truth, "gitops_adoption"))).isBetween(50.0, 90.0);
      assertThat(value(all(truth, "progressive_adoption"))).isBetween(40.0, 90.0);
      assertThat(value(all(truth, "deployment_frequency"))).isGreaterThan(20);
      assertThat(value(all(truth, "incidents_per_100_deployments"))).isBetween(2.0, 40.0);
      assertThat(value(all(truth, "deployment_days"))).isBetween(4.0, 7.0);
    }
  }

  @Test
  void whoLooksLateKnowsOfTheSameArrivalsButNotOfWhatFailed() {
    for (Hosting hosting : production.hostings()) {
      List<Shipment> early = shipments(hosting.project(), 0);
      List<Shipment> late = shipments(hosting.project(), NOW);
      assertThat(arrived(late)).as(hosting.project().slug()).isEqualTo(arrived(early));
      assertThat(late.stream().filter(s -> !s.reached()).count())
          .isLessThanOrEqualTo(early.stream().filter(s -> !s.reached()).count());
    }
  }

  private static Set<Long> arrived(List<Shipment> shipments) {
    Set<Long> out = new HashSet<>();
    shipments.forEach(s -> s.carried().forEach(mr -> out.add(mr.id())));
    return out;
  }

  @Test
  void eachChangeIsCarriedOnceWhenGitLabSaysSo() {
    for (Project service : production.services()) {
      Map<Long, Long> told = new HashMap<>();
      for (Deployment d : production.deployments(service, NOW)) {
        if (d.outcome().equals("success") && d.finishedAt() <= NOW) {
          d.carried().forEach(mr -> told.put(mr.id(), d.finishedAt()));
        }
      }
      Map<Long, Long> known = new HashMap<>();
      for (Shipment shipment : shipments(service, 0)) {
        for (MergeRequest mr : shipment.carried()) {
          assertThat(known.put(mr.id(), shipment.end())).isNull();
        }
      }
      assertThat(known.keySet()).as(service.slug()).isEqualTo(told.keySet());
      if (production.hosting(service) == null) {
        assertThat(known).isEqualTo(told);
      }
      // Where two overlap, the newer version may arrive first and bring what the older one has.
      int earlier = 0;
      for (Map.Entry<Long, Long> one : known.entrySet()) {
        assertThat(one.getValue()).isLessThanOrEqualTo(told.get(one.getKey()) + 600_000);
        earlier += one.getValue().equals(told.get(one.getKey())) ? 0 : 1;
      }
      assertThat(earlier).isLessThanOrEqualTo(known.size() / 10);
    }
  }

  @Test
  void theWorldHoldsEveryKindAndEnd() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Set<Status> ends = EnumSet.noneOf(Status.class);
    boolean degraded = false;
    for (Project service : production.services()) {
      for (Shipment shipment : shipments(service, 0)) {
        kinds.add(shipment.kind());
        ends.add(shipment.status());
        degraded |= shipment.degradedAt() != null;
        if (shipment.endedAt() != null) {
          assertThat(shipment.end()).isBetween(shipment.startedAt(), NOW);
        }
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
    assertThat(ends).contains(Status.SUCCEEDED, Status.FAILED, Status.ABORTED);
    assertThat(degraded).isTrue();
  }

  @Test
  void anAttemptAfterAFailureIsTheSameDeploymentAndCountsAsWell() {
    int retried = 0;
    for (Project service : production.services()) {
      List<Deployment> told = production.deployments(service, NOW);
      List<Shipment> known = shipments(service, 0);
      for (int i = 1; i < told.size(); i++) {
        Deployment before = told.get(i - 1);
        Deployment again = told.get(i);
        boolean same = before.sha().equals(again.sha()) && before.outcome().equals("failed");
        long gap = again.createdAt() - before.createdAt();
        if (same && again.outcome().equals("success") && gap < 4 * 3_600_000L) {
          retried +=
              known.stream()
                      .anyMatch(
                          s ->
                              s.startedAt() == before.createdAt()
                                  && s.reached()
                                  && s.endedAt() != null
                                  && s.end() == again.finishedAt())
                  ? 1
                  : 0;
        }
      }
    }
    assertThat(retried).isGreaterThan(3);
  }

  @Test
  void theDayBeforeIsPending() {
    ProductionTruth truth = truth(NOW);
    List<Item> status = truth.items("deployment_status", null);
    List<Item> judged = truth.items("change_failure_rate", null);
    long young = status.stream().filter(i -> i.at() > NOW - 86_400_000).count();
    assertThat(status.size() - judged.size()).isBetween(0, (int) young);
  }

  @Test
  void thePartsOfTheTeamsAddUpToTheWhole() {
    ProductionTruth truth = truth(NOW);
    for (String metric : List.of("deployment_status", "change_lead_time", "automation_level")) {
      List<Item> parts = new ArrayList<>(truth.items(metric, "fleet"));
      parts.addAll(truth.items(metric, "commerce"));
      assertThat(parts).hasSameSizeAs(truth.items(metric, null));
    }
    assertThatThrownBy(() -> all(truth, "deployments"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> truth.readings("deployment_status", "x", TO, TO, "all"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The lead time is the cycle time where the service, not the author, decides whose it is. */
  @Test
  void leadTimesAreTheCycleTimesOfTheServices() {
    Metrics metrics = new Metrics(world.histories(), new Overlay(), NOW, key -> true);
    Map<String, Double> cycle = new HashMap<>();
    metrics.items("cycle_time").forEach(i -> cycle.put(i.subject(), i.value()));
    List<Item> lead = truth(0).items("change_lead_time", null);
    assertThat(lead).hasSizeGreaterThan(500);
    long other = lead.stream().filter(i -> !i.value().equals(cycle.get(i.subject()))).count();
    assertThat(other).isLessThan(lead.size() / 20);
    Metrics known =
        new Metrics(world.histories(), new Overlay(), NOW, key -> true, truth(0)::arrived);
    Map<String, Double> same = new HashMap<>();
    known.items("cycle_time").forEach(i -> same.put(i.subject(), i.value()));
    for (Item item : lead) {
      assertThat(same.get(item.subject())).isEqualTo(item.value());
    }
  }
}
