package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random deployments among random measurements, against a reading of every minute. */
class ImpactOracleTest {
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-05-11T00:00");
  private static final int MINUTES = 36 * 60;

  @TempDir Path folder;

  private record Deployment(String service, int minute) {}

  /** All running things of the shop in one minute. */
  private record Minute(
      @Nullable Long requests, @Nullable Long errors, @Nullable Double p95, @Nullable Double cpu) {
    Minute and(Minute other) {
      return new Minute(
          sum(requests, other.requests),
          sum(errors, other.errors),
          max(p95, other.p95),
          cpu(other));
    }

    private @Nullable Double cpu(Minute other) {
      return cpu == null ? other.cpu : other.cpu == null ? cpu : Double.valueOf(cpu + other.cpu);
    }

    private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
      return a == null ? b : b == null ? a : Long.valueOf(a + b);
    }

    private static @Nullable Double max(@Nullable Double a, @Nullable Double b) {
      return a == null ? b : b == null ? a : Double.valueOf(Math.max(a, b));
    }
  }

  private final List<Deployment> deployments = new ArrayList<>();
  private final Map<Integer, Minute> minutes = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatDeploymentsDidAgreesWithEveryMinute(long seed) {
    Random random = new Random(seed);
    try (FactWorld world = new FactWorld(folder)) {
      world.organisation =
          new OrganisationWith(world.organisation)
              .service(new Service("desk", "Desk", Service.Kind.SERVICE, Map.of()), "ops");
      world.organisation =
          new OrganisationWith(world.organisation).upstream(Map.of("shop", List.of("desk")));
      ProductionWorld production = new ProductionWorld(world);
      production.app(9, "desk");
      ProductionSamples samples = new ProductionSamples(world);
      long[] things = {
        samples.watched(ProductionSamples.RELIC, 1, "shop"),
        samples.watched(ProductionSamples.RELIC, 2, "shop")
      };
      int minute = 0;
      for (int artifact = 1; minute < MINUTES - 60; artifact++) {
        minute += 20 + random.nextInt(140);
        boolean desk = random.nextInt(4) == 0;
        production.sync(desk ? 9 : 1, artifact, MONDAY.plusMinutes(minute).toString()).tell();
        deployments.add(new Deployment(desk ? "desk" : "shop", minute));
      }
      int level = 40;
      for (int m = 0; m < MINUTES; m++) {
        if (random.nextInt(60) == 0) {
          level = random.nextInt(4) == 0 ? 2 : 20 + random.nextInt(60);
        }
        for (long thing : things) {
          if (random.nextInt(10) > 1 && m % 200 > 15) {
            measure(samples, random, thing, m, level);
          }
        }
      }
      world.shuffled(random);
      Readings readings = samples.readings();
      for (String metric : List.of("error_rate", "latency", "throughput", "resource")) {
        compare(readings, metric);
      }
    }
  }

  private void measure(
      ProductionSamples samples, Random random, long thing, int minute, int level) {
    Instant at = FactWorld.at(MONDAY.plusMinutes(minute).toString());
    long requests = level + random.nextInt(20);
    Long errors = random.nextInt(8) == 0 ? null : Long.valueOf(random.nextInt(3));
    Double p95 = random.nextInt(3) == 0 ? null : Double.valueOf(100 + random.nextInt(100));
    Double cpu = random.nextInt(3) == 0 ? null : Double.valueOf(1 + random.nextInt(4));
    ProductionSamples.Minute told = samples.minute(thing, at.toString()).requests(requests, errors);
    if (p95 != null) {
      told.p95(p95);
    }
    if (cpu != null) {
      told.cpu(cpu, null);
    }
    samples.sample(told);
    minutes.merge(minute, new Minute(requests, errors, p95, cpu), Minute::and);
  }

  private void compare(Readings readings, String metric) {
    List<Double> truth = new ArrayList<>();
    int all = 0;
    for (Deployment deployment : deployments) {
      if (deployment.service().equals("shop")) {
        all++;
        Double value = value(metric, deployment);
        if (value != null) {
          truth.add(value);
        }
      }
    }
    Reading told =
        readings
            .read(
                new ReadingQuery(
                    "deploy_impact_" + metric,
                    new Scope.OfTeam("pay"),
                    day("2026-05-11"),
                    day("2026-05-18"),
                    Grain.TOTAL,
                    null))
            .getFirst();
    assertThat(told.n()).as(metric).isEqualTo(truth.size());
    assertThat(truth.size()).as("some can be judged").isPositive();
    assertThat(told.coverage()).as(metric).isCloseTo(truth.size() / (double) all, within(1e-9));
    if (truth.isEmpty()) {
      assertThat(told.value()).as(metric).isNull();
    } else {
      assertThat(told.value())
          .as(metric)
          .isCloseTo(
              median(truth.stream().mapToDouble(Double::doubleValue).toArray()), within(1e-6));
    }
  }

  private @Nullable Double value(String metric, Deployment deployment) {
    int moment = deployment.minute();
    boolean alone =
        deployments.stream()
            .noneMatch(
                d -> d != deployment && d.minute() >= moment - 30 && d.minute() < moment + 30);
    List<Minute> before = stretch(moment - 30, moment);
    List<Minute> after = stretch(moment, moment + 30);
    double was = sum(before, Minute::requests);
    double is = sum(after, Minute::requests);
    boolean moved =
        was > 0
            && !after.isEmpty()
            && Math.abs(is / after.size() / (was / before.size()) - 1) > 0.5;
    if (!alone || (moved && !metric.equals("throughput"))) {
      return null;
    }
    boolean enough = was >= 100 && is >= 100;
    return switch (metric) {
      case "error_rate" -> {
        List<Minute> first = before.stream().filter(m -> m.errors() != null).toList();
        List<Minute> second = after.stream().filter(m -> m.errors() != null).toList();
        double n = sum(first, Minute::requests);
        double k = sum(second, Minute::requests);
        yield enough && n >= 100 && k >= 100
            ? (Double) (100 * (sum(second, Minute::errors) / k - sum(first, Minute::errors) / n))
            : null;
      }
      case "latency" ->
          enough ? change(values(before, Minute::p95), values(after, Minute::p95)) : null;
      case "throughput" ->
          enough ? change(values(before, Minute::requests), values(after, Minute::requests)) : null;
      default -> {
        List<Minute> first = before.stream().filter(m -> m.cpu() != null).toList();
        List<Minute> second = after.stream().filter(m -> m.cpu() != null).toList();
        double n = sum(first, Minute::requests);
        double k = sum(second, Minute::requests);
        yield Math.min(first.size(), second.size()) >= 5 && n >= 100 && k >= 100
            ? (Double) (100 * ((sum(second, Minute::cpu) / k) / (sum(first, Minute::cpu) / n) - 1))
            : null;
      }
    };
  }

  private static @Nullable Double change(double[] before, double[] after) {
    return Math.min(before.length, after.length) < 5
        ? null
        : Double.valueOf(100 * (median(after) / median(before) - 1));
  }

  private List<Minute> stretch(int from, int to) {
    List<Minute> found = new ArrayList<>();
    for (int m = from; m < to; m++) {
      Minute minute = minutes.get(m);
      if (minute != null) {
        found.add(minute);
      }
    }
    return found;
  }

  private interface Told {
    @Nullable Number of(Minute minute);
  }

  private static double[] values(List<Minute> minutes, Told told) {
    return minutes.stream()
        .map(told::of)
        .filter(n -> n != null)
        .mapToDouble((ToDoubleFunction<Number>) Number::doubleValue)
        .toArray();
  }

  private static double sum(List<Minute> minutes, Told told) {
    return Arrays.stream(values(minutes, told)).sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
