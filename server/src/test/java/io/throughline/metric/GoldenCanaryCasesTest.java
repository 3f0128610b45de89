package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.time.Grain;
import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Impact;
import io.throughline.running.Impact.Canary;
import io.throughline.running.Impact.Compared;
import io.throughline.running.Impact.Verdict;
import io.throughline.running.Running;
import io.throughline.running.Selected;
import io.throughline.running.WarehouseRunning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new version did beside the one that it was to take the place of, from facts on. */
final class GoldenCanaryCasesTest {
  /** The deployments of these cases begin at this instant. */
  private static final Instant MOMENT = FactWorld.at("2026-05-12T11:00");

  @TempDir Path folder;
  private FactWorld world;
  private ProductionWorld deployments;
  private ProductionSamples samples;
  private long app;

  @BeforeEach
  void open() {
    world = new FactWorld(folder);
    deployments = new ProductionWorld(world);
    samples = new ProductionSamples(world);
    app = samples.watched(ProductionSamples.RELIC, 1, "shop");
    deployments.deployed(1, "2026-05-05T11:00");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String minute(int after) {
    return MOMENT.plusSeconds(60L * after).toString();
  }

  private void answered(String label, int first, int count, long requests, long errors) {
    for (int i = first; i < first + count; i++) {
      samples.track(app, minute(i), label, requests, errors, 100.0 + i % 3);
    }
  }

  /** What the deployment of the moment did. */
  private Impact impact() {
    Running running =
        new WarehouseRunning(world.warehouse, () -> world.organisation, () -> FactWorld.NOW);
    List<Deployed> found =
        running
            .deployments(
                new Selected(
                    null, null, MOMENT.minusSeconds(1), MOMENT.plusSeconds(60), null, null, 10))
            .items();
    assertThat(found).hasSize(1);
    return running.impact(found.getFirst().id()).orElseThrow();
  }

  private static Compared errors(Canary canary) {
    return canary.measures().getFirst();
  }

  /** Golden case 12, seen from New Relic: given up at 20 %, and told worse than what served. */
  @Test
  void anAbortedCanaryIsWorseThanWhatServedBesideIt() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.rollout(2, "2026-05-12T11:00", null, "2026-05-12T11:09");
    String fresh = ProductionWorld.podHash(2);
    String old = ProductionWorld.podHash(1);
    answered(old, 0, 12, 80, 1);
    answered(fresh, 1, 8, 20, 3);
    for (int i = -30; i < 30; i++) {
      samples.sample(samples.minute(app, minute(i)).requests(100, 1L).p95(100));
    }
    Readings readings = samples.readings();
    Canary canary = Objects.requireNonNull(impact().canary());
    assertThat(canary.from()).isEqualTo(MOMENT.plusSeconds(60));
    assertThat(canary.to()).isEqualTo(MOMENT.plusSeconds(540));
    assertThat(canary.stableRequests()).isEqualTo(640);
    assertThat(canary.canaryRequests()).isEqualTo(160);
    assertThat(errors(canary).stable()).isCloseTo(1.25, within(1e-9));
    assertThat(errors(canary).canary()).isCloseTo(15, within(1e-9));
    assertThat(errors(canary).verdict()).isEqualTo(Verdict.WORSE);
    Reading whole =
        readings
            .read(
                new ReadingQuery(
                    "error_rate",
                    new Scope.OfTeam("pay"),
                    day("2026-05-11"),
                    day("2026-05-18"),
                    Grain.TOTAL,
                    null))
            .getFirst();
    assertThat(whole.denominator()).as("no request is counted twice").isEqualTo(6_000);
    assertThat(whole.value()).isCloseTo(1, within(1e-9));
  }

  /** The label follows the version when it became the stable one: beside it nothing answers. */
  @Test
  void aGoodCanaryIsNoChangeAndItsLaterRequestsAreNotTheCanarys() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.rollout(2, "2026-05-12T11:00", "2026-05-12T11:10", null);
    answered(ProductionWorld.podHash(1), 0, 10, 80, 1);
    answered(ProductionWorld.podHash(2), 2, 60, 20, 0);
    samples.readings();
    Canary canary = Objects.requireNonNull(impact().canary());
    assertThat(canary.canaryRequests()).isEqualTo(160);
    assertThat(errors(canary).verdict()).isEqualTo(Verdict.NO_CHANGE);
    assertThat(canary.measures().get(1).verdict()).isEqualTo(Verdict.NO_CHANGE);
  }

  @Test
  void hashesThatNoRolloutNamesAndOtherWordsTellNothing() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.rollout(2, "2026-05-12T11:00", "2026-05-12T11:10", null);
    answered("5f8fbdf7bb", 0, 10, 80, 1);
    answered("blue", 0, 10, 80, 40);
    samples.readings();
    assertThat(impact().canary()).isNull();
  }

  private record Told(@Nullable Long requests, @Nullable Long errors) {}

  /** Random versions that come and go in two running things, against sums over every minute. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aCanaryAgreesWithEveryMinute(long seed) {
    Random random = new Random(seed);
    int end = 8 + random.nextInt(12);
    deployments.deployed(2, "2026-05-12T11:00");
    boolean aborted = random.nextBoolean();
    String ended = "2026-05-12T11:" + (end < 10 ? "0" : "") + end;
    deployments.rollout(2, "2026-05-12T11:00", aborted ? null : ended, aborted ? ended : null);
    boolean words = random.nextBoolean();
    List<String> labels =
        words
            ? List.of("stable", "canary", "other")
            : List.of(ProductionWorld.podHash(1), ProductionWorld.podHash(2), "0ld");
    long[] things = {app, samples.watched(ProductionSamples.RELIC, 2, "shop")};
    Map<Integer, Map<Boolean, List<Told>>> all = new HashMap<>();
    for (int m = -5; m < 30; m++) {
      for (long thing : things) {
        for (int l = 0; l < 3; l++) {
          if (random.nextInt(4) == 0) {
            continue;
          }
          long requests = 30 + random.nextInt(40);
          Long errors =
              random.nextInt(15) == 0 ? null : Long.valueOf(random.nextInt(l == 1 ? 9 : 4));
          samples.track(thing, minute(m), labels.get(l), requests, errors, null);
          if (l < 2 || !words) {
            all.computeIfAbsent(m, k -> new HashMap<>())
                .computeIfAbsent(l == 1, k -> new ArrayList<>())
                .add(new Told(requests, errors));
          }
        }
      }
    }
    world.shuffled(random);
    samples.readings();
    long[] stable = new long[3];
    long[] canary = new long[3];
    for (int m = 0; m < end; m++) {
      Map<Boolean, List<Told>> sides = all.getOrDefault(m, Map.of());
      if (sides.size() == 2) {
        add(stable, sides.get(false));
        add(canary, sides.get(true));
      }
    }
    Canary told = Objects.requireNonNull(impact().canary());
    assertThat(told.stableRequests()).isEqualTo(stable[0]);
    assertThat(told.canaryRequests()).isEqualTo(canary[0]);
    assertThat(errors(told).stable()).isCloseTo(100.0 * stable[2] / stable[1], within(1e-9));
    assertThat(errors(told).canary()).isCloseTo(100.0 * canary[2] / canary[1], within(1e-9));
  }

  /** Requests, those of minutes of which all errors are told, and these errors. */
  private static void add(long[] sums, List<Told> minute) {
    boolean known = minute.stream().allMatch(t -> t.errors() != null);
    for (Told one : minute) {
      long requests = Objects.requireNonNull(one.requests());
      sums[0] += requests;
      sums[1] += known ? requests : 0;
      sums[2] += known ? Objects.requireNonNull(one.errors()) : 0;
    }
  }
}
