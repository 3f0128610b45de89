package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.ServiceSample;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random measurements and checks against sums over every minute. */
class MeasuredOracleTest {
  private static final Instant MONDAY = Instant.parse("2026-05-03T22:00:00Z");
  private static final int MINUTES = 7 * 24 * 60;
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final long[] LIMITS = {
    5, 10, 25, 50, 75, 100, 150, 250, 400, 650, 1_000, 1_600, 2_500, 4_000, 10_000
  };
  private static final List<String> STATES = List.of("up", "down", "paused", "unknown", "up");

  @TempDir Path folder;

  private static Reading week(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null))
        .getFirst();
  }

  /** Answers of a minute, one by one. */
  private static long[] answers(Random random, int count) {
    long[] millis = new long[count];
    for (int i = 0; i < count; i++) {
      millis[i] = (long) Math.exp(random.nextGaussian() + 4);
    }
    return millis;
  }

  private static long[] upTo(long[] millis) {
    return Arrays.stream(LIMITS)
        .map(limit -> Arrays.stream(millis).filter(m -> m <= limit).count())
        .toArray();
  }

  /** A percentile can be no nearer to the truth than the limits that it lies between. */
  private static void assertNear(double told, List<Long> all, double share) {
    List<Long> sorted = all.stream().sorted().toList();
    long rank = (long) Math.ceil(share * sorted.size());
    long truth = sorted.get((int) Math.max(0, rank - 1));
    long below = Arrays.stream(LIMITS).filter(l -> l < truth).max().orElse(0);
    long above = Arrays.stream(LIMITS).filter(l -> l >= truth).min().orElse(10_000);
    assertThat(told).isBetween((double) below, (double) above);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsMeasuredAgreesWithSumsOverEveryMinute(long seed) {
    Random random = new Random(seed);
    try (FactWorld world = new FactWorld(folder)) {
      ProductionSamples production = new ProductionSamples(world);
      long[] apps = {
        production.watched(ProductionSamples.RELIC, 1, "shop"),
        production.watched(ProductionSamples.RELIC, 2, "shop")
      };
      List<Long> all = new ArrayList<>();
      long requests = 0;
      long failed = 0;
      int minutes = 0;
      for (int i = 0; i < 300; i++) {
        long app = apps[random.nextInt(2)];
        Instant at = MONDAY.plus(Duration.ofMinutes(31L * i));
        long[] millis = answers(random, random.nextInt(40));
        long errors = millis.length == 0 ? 0 : random.nextInt(millis.length);
        production.sample(
            new ProductionSamples.Minute(app, at)
                .requests(millis.length, errors)
                .times(upTo(millis)));
        Arrays.stream(millis).forEach(all::add);
        requests += millis.length;
        failed += errors;
        minutes++;
      }
      world.shuffled(random);
      Readings readings = production.readings();
      assertThat(week(readings, "error_rate").value())
          .isCloseTo(100.0 * failed / requests, within(1e-9));
      assertThat(week(readings, "throughput").value())
          .isCloseTo(requests / (double) minutes, within(1e-9));
      assertNear(week(readings, "latency").value(), all, 0.95);
      assertNear(week(readings, "latency_p50").value(), all, 0.5);
      assertThat(ServiceSample.hour(apps[0], MONDAY))
          .isNotEqualTo(ServiceSample.hour(apps[1], MONDAY));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void uptimeAgreesWithTheStateOfEveryMinute(long seed) {
    Random random = new Random(seed);
    try (FactWorld world = new FactWorld(folder)) {
      ProductionSamples production = new ProductionSamples(world);
      Map<Long, TreeMap<Integer, String>> told = new HashMap<>();
      List<int[]> windows = new ArrayList<>();
      long first = production.watched(ProductionSamples.PING, 1, "shop");
      long second = production.watched(ProductionSamples.PING, 2, "shop");
      for (long check : List.of(first, second)) {
        TreeMap<Integer, String> states = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
          states.put(random.nextInt(MINUTES), STATES.get(random.nextInt(STATES.size())));
        }
        states.forEach(
            (minute, state) ->
                production.check(check, state, MONDAY.plus(Duration.ofMinutes(minute)).toString()));
        told.put(check, states);
      }
      for (int i = 0; i < 5; i++) {
        int from = random.nextInt(MINUTES - 600);
        int[] window = {from, from + 1 + random.nextInt(500), random.nextInt(2)};
        windows.add(window);
        production.window(
            window[2] == 0 ? null : first,
            MONDAY.plus(Duration.ofMinutes(window[0])).toString(),
            MONDAY.plus(Duration.ofMinutes(window[1])).toString());
      }
      world.shuffled(random);
      Reading uptime = week(production.readings(), "uptime");
      double worst = 2;
      for (Map.Entry<Long, TreeMap<Integer, String>> check : told.entrySet()) {
        int up = 0;
        int known = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
          Map.Entry<Integer, String> state = check.getValue().floorEntry(minute);
          int at = minute;
          // The windows of one check hold for its service, and so for the other one as well.
          boolean planned = windows.stream().anyMatch(w -> at >= w[0] && at < w[1]);
          if (state != null && !planned) {
            up += state.getValue().equals("up") ? 1 : 0;
            known += state.getValue().equals("up") || state.getValue().equals("down") ? 1 : 0;
          }
        }
        worst = Math.min(worst, up / (double) known);
      }
      assertThat(uptime.value()).isCloseTo(100 * worst, within(1e-9));
      assertThat(uptime.n()).isEqualTo(2);
    }
  }
}
