package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.metric.CodeWorld.Numbers;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random analyses and issues, told in any order, and the metrics of code worked out of them in the
 * plainest way: of each project the last rated analysis before an instant is looked for, of each
 * change the first.
 */
final class CodeQualityOracleTest {
  private static final Instant BEGIN = at("2026-03-01T00:00");
  private static final int DAYS = 90;
  private static final int PROJECTS = 3;

  @TempDir Path folder;

  private record Analysis(
      int project, long change, Instant at, @Nullable String mode, String gate, Numbers numbers) {}

  private record Issue(
      String quality, String severity, String state, Instant opened, @Nullable Instant closed) {
    boolean isOpen(Instant at) {
      return !opened.isAfter(at) && (closed == null || closed.isAfter(at));
    }
  }

  private final List<Analysis> analyses = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void codeIsJudgedAsTheOracleJudges(long seed) {
    Random random = new Random(seed);
    imagine(random);
    try (FactWorld facts = new FactWorld(folder)) {
      facts.sonarqube("p1", "p2");
      CodeWorld world = new CodeWorld(facts);
      for (int p = 1; p <= PROJECTS; p++) {
        world.project(p, "p" + p);
      }
      for (int i = 0; i < analyses.size(); i++) {
        Analysis a = analyses.get(i);
        world.analysis(i, a.project(), a.change(), a.at(), a.mode(), a.gate(), a.numbers());
      }
      for (int i = 0; i < issues.size(); i++) {
        Issue one = issues.get(i);
        world.issue(i, 1, one.quality(), one.severity(), one.state(), one.opened(), one.closed());
      }
      facts.shuffled(random);
      Readings readings = facts.readings();
      for (List<String> range :
          List.of(
              List.of("2026-03-10", "2026-03-20"),
              List.of("2026-04-01", "2026-05-01"),
              List.of("2026-04-13", "2026-05-25"))) {
        compare(readings, range);
      }
    }
  }

  private void imagine(Random random) {
    for (int i = 0; i < 120; i++) {
      Numbers n = new Numbers();
      for (String rating : List.of("reliability", "security", "newMaintainability")) {
        maybe(random, n, rating, 1 + random.nextInt(5));
      }
      maybe(random, n, "newLines", random.nextInt(40));
      maybe(random, n, "newDuplicated", random.nextInt(10));
      maybe(random, n, "newIssues", random.nextInt(3));
      maybe(random, n, "coveredLines", random.nextInt(50));
      maybe(random, n, "coverableLines", 50 + random.nextInt(50));
      maybe(random, n, "accepted", random.nextInt(9));
      analyses.add(
          new Analysis(
              1 + random.nextInt(PROJECTS),
              random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(25),
              instant(random),
              random.nextInt(5) == 0 ? null : random.nextBoolean() ? "standard" : "mqr",
              List.of("ok", "warn", "error", "none").get(random.nextInt(4)),
              n));
    }
    for (int i = 0; i < 60; i++) {
      Instant opened = instant(random);
      boolean open = random.nextInt(3) == 0;
      issues.add(
          new Issue(
              random.nextBoolean() ? "security" : "reliability",
              List.of("critical", "high", "medium", "low").get(random.nextInt(4)),
              open ? "open" : random.nextBoolean() ? "fixed" : "accepted",
              opened,
              open ? null : opened.plusSeconds(3600L * (1 + random.nextInt(900)))));
    }
  }

  private static void maybe(Random random, Numbers n, String name, long value) {
    if (random.nextInt(6) > 0) {
      n.with(name, value);
    }
  }

  private static Instant instant(Random random) {
    return BEGIN.plusSeconds(60L * random.nextInt(DAYS * 24 * 60));
  }

  /** What holds on the main branches of the service's projects just before an instant. */
  private List<Analysis> holding(Instant end) {
    List<Analysis> found = new ArrayList<>();
    for (int p = 1; p <= 2; p++) {
      int project = p;
      analyses.stream()
          .filter(a -> a.project() == project && a.change() == 0 && a.mode() != null)
          .filter(a -> a.at().isBefore(end))
          .max(Comparator.comparing(Analysis::at))
          .ifPresent(found::add);
    }
    return found;
  }

  private List<Analysis> first(Instant from, Instant to) {
    List<Analysis> found = new ArrayList<>();
    for (int p = 1; p <= 2; p++) {
      for (int c = 1; c <= 25; c++) {
        int project = p;
        long change = c;
        analyses.stream()
            .filter(a -> a.project() == project && a.change() == change)
            .min(Comparator.comparing(Analysis::at))
            .filter(a -> !a.at().isBefore(from) && a.at().isBefore(to))
            .filter(a -> a.numbers().get("newIssues") != null)
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private void compare(Readings readings, List<String> range) {
    Instant from = day(range.get(0)).atStartOfDay(FactWorld.ZONE).toInstant();
    Instant to = day(range.get(1)).atStartOfDay(FactWorld.ZONE).toInstant();
    List<Analysis> held = holding(to);
    latest(readings, range, held, "reliability_rating", "reliability");
    latest(readings, range, held, "security_rating", "security");
    latest(readings, range, held, "maintainability_rating_new", "newMaintainability");
    long accepted = 0;
    long told = 0;
    for (Analysis a : held) {
      Long value = a.numbers().get("accepted");
      accepted += value == null ? 0 : value;
      told += value == null ? 0 : 1;
    }
    Reading sum = read(readings, "code_issues_accepted", range);
    assertThat(sum.value()).isEqualTo(told == 0 ? null : Double.valueOf(accepted));
    share(
        readings,
        range,
        "sonar_gate",
        held.stream().filter(a -> List.of("ok", "warn").contains(a.gate())).count(),
        held.stream().filter(a -> !a.gate().equals("none")).count());
    List<Analysis> copied =
        held.stream()
            .filter(a -> a.numbers().get("newDuplicated") != null)
            .filter(a -> positive(a, "newLines"))
            .toList();
    share(
        readings, range, "duplication_new", sum(copied, "newDuplicated"), sum(copied, "newLines"));
    List<Analysis> covered =
        held.stream()
            .filter(a -> a.numbers().get("coveredLines") != null)
            .filter(a -> positive(a, "coverableLines"))
            .toList();
    share(
        readings,
        range,
        "unit_coverage_sonar",
        sum(covered, "coveredLines"),
        sum(covered, "coverableLines"));
    List<Analysis> first = first(from, to);
    share(
        readings,
        range,
        "code_suggestions",
        first.stream().filter(a -> !positive(a, "newIssues")).count(),
        first.size());
    List<Analysis> written = first.stream().filter(a -> positive(a, "newLines")).toList();
    share(
        readings,
        range,
        "code_suggestions_per_1000_lines",
        1000 * sum(written, "newIssues"),
        sum(written, "newLines"));
    open(readings, range, "code_vulnerabilities", i -> true);
    open(
        readings,
        range,
        "code_vulnerabilities_high",
        i -> List.of("critical", "high").contains(i.severity()));
  }

  private static boolean positive(Analysis a, String name) {
    Long value = a.numbers().get(name);
    return value != null && value > 0;
  }

  private static long sum(List<Analysis> all, String name) {
    return all.stream()
        .map(a -> a.numbers().get(name))
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }

  private static Reading read(Readings readings, String metric, List<String> range) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                new Scope.OfTeam("pay"),
                day(range.get(0)),
                day(range.get(1)),
                Grain.TOTAL,
                null))
        .getFirst();
  }

  private static void latest(
      Readings readings, List<String> range, List<Analysis> held, String metric, String name) {
    List<Long> newer = letters(held, name, "mqr");
    List<Long> older = letters(held, name, "standard");
    List<Long> letters = older.size() > newer.size() ? older : newer;
    Reading reading = read(readings, metric, range);
    assertThat(reading.n()).as("%s %s", metric, range).isEqualTo(letters.size());
    assertThat(reading.value())
        .as("%s %s", metric, range)
        .isEqualTo(
            letters.stream().max(Comparator.naturalOrder()).map(Double::valueOf).orElse(null));
  }

  private static List<Long> letters(List<Analysis> held, String name, String mode) {
    return held.stream()
        .filter(a -> mode.equals(a.mode()))
        .map(a -> a.numbers().get(name))
        .filter(Objects::nonNull)
        .toList();
  }

  private static void share(
      Readings readings, List<String> range, String metric, long numerator, long denominator) {
    Reading reading = read(readings, metric, range);
    if (denominator == 0) {
      assertThat(reading.value()).as("%s %s", metric, range).isNull();
    } else {
      assertThat(reading.numerator()).as("%s %s", metric, range).isEqualTo(numerator);
      assertThat(reading.denominator()).as("%s %s", metric, range).isEqualTo(denominator);
    }
  }

  private void open(Readings readings, List<String> range, String metric, Predicate<Issue> which) {
    List<Issue> weak =
        issues.stream().filter(i -> i.quality().equals("security")).filter(which).toList();
    Instant first =
        weak.stream().map(Issue::opened).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    long total = 0;
    long days = 0;
    for (LocalDate d = day(range.get(0)); d.isBefore(day(range.get(1))); d = d.plusDays(1)) {
      Instant last = d.plusDays(1).atStartOfDay(FactWorld.ZONE).toInstant().minusNanos(1000);
      if (!first.isAfter(last)) {
        days++;
        total += weak.stream().filter(i -> i.isOpen(last)).count();
      }
    }
    Reading reading = read(readings, metric, range);
    if (days == 0) {
      assertThat(reading.value()).as("%s %s", metric, range).isNull();
    } else {
      assertThat(reading.value())
          .as("%s %s", metric, range)
          .isEqualTo(total / (double) days, within(1e-9));
    }
  }
}
