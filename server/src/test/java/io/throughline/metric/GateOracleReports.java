package io.throughline.metric;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.ReportFinding;
import io.throughline.model.fact.ReportTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Random reports of builds, with what they found and what they measured. */
final class GateOracleReports {
  final List<BuildReport> all = new ArrayList<>();
  final Map<Long, List<ReportFinding>> findings = new HashMap<>();
  final Map<Long, List<ReportTransaction>> transactions = new HashMap<>();
  private final Random random;
  private final LongSupplier number;
  private final UnaryOperator<@Nullable String> service;

  /**
   * @param number gives the next number of a fact
   * @param service gives what a report says of its service, by whose it is
   */
  GateOracleReports(Random random, LongSupplier number, UnaryOperator<@Nullable String> service) {
    this.random = random;
    this.number = number;
    this.service = service;
  }

  void report(GateOracleWorld.Commit commit, @Nullable String image, String kind, Instant at) {
    long id = FactId.of(1, number.getAsLong());
    List<ReportFinding> found = kind.endsWith("findings") ? found(id) : List.of();
    boolean second = kind.equals("composition-findings") && image != null && random.nextInt(4) == 0;
    boolean scanned = !kind.endsWith("findings") || random.nextInt(7) > 0;
    boolean counted = kind.endsWith("findings") && scanned;
    boolean tests = kind.endsWith("tests");
    Long[] coverage = kind.equals("coverage") ? halves() : new Long[6];
    Long[] api = kind.equals("api") ? halves() : new Long[6];
    Long passed = tests ? (Long) some(20) : null;
    boolean load = kind.equals("load");
    Long samples = load ? (Long) some(400) : null;
    all.add(
        new BuildReport(
            id,
            service.apply(commit.owner()),
            GateOracleWorld.project(commit.owner()),
            random.nextInt(15) == 0 ? null : commit.sha(),
            commit.ref(),
            second ? secondOf(image) : random.nextInt(6) == 0 ? null : image,
            "b" + id,
            second ? "b" : part(kind),
            null,
            gate(kind),
            kind,
            "format",
            at,
            kind.endsWith("findings") ? (Boolean) scanned : null,
            coverage[0],
            coverage[1],
            coverage[2],
            coverage[3],
            coverage[4],
            coverage[5],
            passed,
            tests ? (Long) some(4) : null,
            tests ? (Long) some(4) : null,
            tests && random.nextInt(3) > 0 ? (Long) Math.min(passed, some(3)) : null,
            counted ? count(found, "critical", false) : null,
            counted && random.nextInt(8) > 0 ? count(found, "high", false) : null,
            counted ? count(found, "medium", false) : null,
            counted ? count(found, "low", false) : null,
            counted ? count(found, "unknown", false) : null,
            counted ? count(found, "critical", true) : null,
            counted && random.nextInt(8) > 0 ? count(found, "high", true) : null,
            counted ? count(found, "medium", true) : null,
            null,
            null,
            api[0],
            api[1],
            api[2],
            api[3],
            samples,
            load && random.nextInt(4) > 0 ? (Long) Math.min(samples, some(9)) : null,
            load ? (Double) 100.0 : null,
            null,
            null,
            null));
    if (scanned) {
      findings.put(id, found);
    }
    if (load) {
      transactions.put(id, transactions(id));
    }
  }

  /** A version may be made into two images, of which each is a part. */
  private static String secondOf(String image) {
    return image.replace("sha256:0", "sha256:1");
  }

  private String part(String kind) {
    return kind.equals("composition-findings") || random.nextInt(4) > 0 ? "" : "b";
  }

  private @Nullable String gate(String kind) {
    return switch (kind) {
      case "coverage", "tests" ->
          pick(Arrays.asList("unit-test", "unit-test", null, "functional-test"));
      case "composition-findings" -> pick(Arrays.asList("container-analysis", null));
      case "running-findings" -> pick(Arrays.asList("security-test", null));
      case "load" -> pick(Arrays.asList("load-test", null));
      default -> pick(Arrays.asList("functional-test", null));
    };
  }

  /** Some of how many, three times; sometimes nothing is said, or there is nothing. */
  private Long[] halves() {
    Long[] numbers = new Long[6];
    for (int i = 0; i < 6; i += 2) {
      int fate = random.nextInt(8);
      if (fate > 0) {
        numbers[i + 1] = fate == 1 ? 0L : 1 + some(60);
        numbers[i] = fate == 2 ? null : (Long) Math.min(numbers[i + 1], some(60));
      }
    }
    return numbers;
  }

  private List<ReportFinding> found(long id) {
    List<ReportFinding> found = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      if (random.nextInt(3) == 0) {
        String severity = List.of("critical", "high", "medium", "low", "unknown").get(i % 5);
        String state = pick(List.of("open", "open", "open", "suppressed", "waived"));
        found.add(
            new ReportFinding(
                id, "f" + i, "CVE-" + i, "pkg", null, null, severity, i % 2 == 0, state));
      }
    }
    return found;
  }

  private static Long count(List<ReportFinding> found, String severity, boolean fixable) {
    return found.stream()
        .filter(f -> f.state().equals("open") && f.severity().equals(severity))
        .filter(f -> f.fixable() || !fixable)
        .count();
  }

  private List<ReportTransaction> transactions(long id) {
    List<ReportTransaction> all = new ArrayList<>();
    for (String name : List.of("GET /", "pay", "find")) {
      if (random.nextInt(3) > 0) {
        Double p95 = random.nextInt(9) == 0 ? null : (Double) (double) (50 + some(900));
        all.add(new ReportTransaction(id, name, 10, null, null, null, p95, null, null, null));
      }
    }
    return all;
  }

  private long some(int most) {
    return random.nextInt(most);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
