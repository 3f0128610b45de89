package io.throughline.evidence;

import io.throughline.gate.ReportFile;
import io.throughline.gate.ReportKind;
import io.throughline.gate.ReportReading;
import io.throughline.gate.ReportSet;
import io.throughline.gate.Together;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.ReportFinding;
import io.throughline.model.fact.ReportTest;
import io.throughline.model.fact.ReportTransaction;
import io.throughline.report.BuiltFrom;
import io.throughline.report.Finding;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.ReportException;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Maps reports that were uploaded as they are. What came together belongs together: its coverage is
 * laid over each other line by line, its load tests are one run. What comes later for the same
 * commit and kind takes the place of what came before.
 */
public final class ReportMapping {
  private static final String FEED = "reports";
  private static final int MOST_MEMBERS = 1_000;
  private static final int LONGEST = 400;
  private static final Set<ReportKind> TESTS =
      EnumSet.of(ReportKind.TESTS, ReportKind.BROWSER_TESTS);

  private ReportMapping() {}

  /**
   * What an upload holds, by its kinds.
   *
   * @param sha commit that it has to be of, where it names one; null: any
   */
  public static ReportSet read(
      byte[] body, @Nullable String name, @Nullable String kind, @Nullable String sha)
      throws ReportException {
    List<ReportReading> readings =
        UploadedReports.read(body, name == null || name.isBlank() ? "report" : name);
    for (ReportReading reading : readings) {
      BuiltFrom commit = reading.file().commit();
      if (sha != null && commit != null && !commit.isOf(sha)) {
        throw new ReportException(
            reading.file().path(),
            "it is of the commit " + commit.commit() + ", and not of " + sha);
      }
    }
    ReportSet set = new ReportSet(readings);
    if (kind != null) {
      for (Together together : set.together()) {
        if (!fits(kind, together.kind())) {
          throw new ReportException(
              "",
              "it holds "
                  + together.kind().id()
                  + ", and kind says "
                  + kind
                  + "; leave kind out, or name what it is");
        }
      }
    }
    if (set.together().isEmpty()) {
      throw new ReportException(
          "",
          "it says nothing that can be counted alone: a description of an API and a recording of"
              + " its calls belong together in one zip");
    }
    return set;
  }

  private static boolean fits(String kind, ReportKind found) {
    return found.id().equals(kind)
        || TESTS.contains(found) && TESTS.stream().anyMatch(tests -> tests.id().equals(kind));
  }

  /** Maps one upload. */
  public static void map(Scope scope, Harvest harvest) throws UnmappableException {
    Delivery delivery = scope.delivery();
    Origin origin = Origin.of(scope, null);
    if (origin.service() == null) {
      throw new UnmappableException("", "nothing says which service it is of");
    }
    String kind = delivery.context().get("kind");
    ReportSet set;
    try {
      set = read(delivery.body(), delivery.context().get("name"), kind, origin.sha());
    } catch (ReportException e) {
      throw new UnmappableException(e.place(), String.valueOf(e.getMessage()));
    }
    String own = Sha256.hex(delivery.body());
    List<Together> all = set.together();
    for (int i = 0; i < all.size(); i++) {
      Together together = all.get(i);
      String of = kind != null && TESTS.contains(together.kind()) ? kind : together.kind().id();
      long id = Origin.id(scope.config(), "report\n" + origin.words() + "\n" + own + "\n" + of + i);
      report(scope, origin, set, together, of, id, harvest);
    }
  }

  private static void report(
      Scope scope,
      Origin origin,
      ReportSet set,
      Together together,
      String kind,
      long id,
      Harvest harvest)
      throws UnmappableException {
    Map<String, String> context = scope.delivery().context();
    Instant at = origin.moment(scope.delivery());
    harvest.complete(
        ReportFacts.of(
            new ReportFacts.Head(
                id,
                origin,
                context.getOrDefault("part", ""),
                null,
                context.get("gate"),
                kind,
                together.format(),
                at,
                together.scanned(),
                together.digest(),
                together.window()),
            new Told(together)),
        at);
    List<ReportFile> files = set.of(together.kind());
    members(scope, ReportTest.class, id, tests(id, files), harvest);
    members(scope, ReportFinding.class, id, findings(id, set, together.kind()), harvest);
    members(scope, ReportTransaction.class, id, transactions(id, together), harvest);
  }

  private static <M extends Member> void members(
      Scope scope, Class<M> type, long id, Map<String, M> members, Harvest harvest)
      throws UnmappableException {
    if (!members.isEmpty()) {
      harvest.replace(type, id, FEED, scope.takenAt(), List.copyOf(members.values()));
    }
  }

  private static Map<String, ReportTest> tests(long id, List<ReportFile> files) {
    Map<String, ReportTest> tests = new LinkedHashMap<>();
    for (ReportFile file : files) {
      file.failures()
          .forEach(
              test ->
                  put(
                      tests,
                      new ReportTest(
                          id,
                          cut(test.name()),
                          "failed",
                          test.message().isEmpty() ? null : cut(test.message()))));
      file.flaky().forEach(name -> put(tests, new ReportTest(id, cut(name), "flaky", null)));
    }
    return tests;
  }

  private static void put(Map<String, ReportTest> tests, ReportTest test) {
    if (tests.size() < MOST_MEMBERS) {
      tests.putIfAbsent(test.name(), test);
    }
  }

  /** Those that count, and those that somebody decided not to count. */
  private static Map<String, ReportFinding> findings(long id, ReportSet set, ReportKind kind) {
    Map<String, ReportFinding> findings = new LinkedHashMap<>();
    set.open(kind).forEach(finding -> put(findings, id, finding));
    set.of(kind).stream()
        .flatMap(file -> file.findings().stream())
        .filter(finding -> finding.state() != Finding.State.OPEN)
        .forEach(finding -> put(findings, id, finding));
    return findings;
  }

  private static void put(Map<String, ReportFinding> findings, long id, Finding finding) {
    String identity = Sha256.hex(finding.identity().getBytes(StandardCharsets.UTF_8));
    if (findings.size() < MOST_MEMBERS) {
      findings.putIfAbsent(
          identity,
          new ReportFinding(
              id,
              identity,
              cut(finding.rule()),
              cut(finding.subject()),
              cut(finding.place()),
              cut(finding.title()),
              finding.severity().name().toLowerCase(Locale.ROOT),
              finding.fixable(),
              finding.state().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Map<String, ReportTransaction> transactions(long id, Together together) {
    return together.transactions().stream()
        .collect(
            Collectors.toMap(
                one -> cut(one.name()),
                one -> transaction(id, one),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static ReportTransaction transaction(long id, Transaction one) {
    Times times = one.times();
    Times good = one.successTimes();
    return new ReportTransaction(
        id,
        cut(one.name()),
        one.samples(),
        one.failed(),
        times == null ? null : times.p50(),
        times == null ? null : times.p90(),
        times == null ? null : times.p95(),
        times == null ? null : times.p99(),
        good == null ? null : good.p95(),
        one.throughput());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** The numbers of what reports say together. */
  private record Told(Together together) implements ReportFacts.Numbers {
    @Override
    public @Nullable Long count(String word) {
      Number number = number(word);
      return number == null ? null : number.longValue();
    }

    @Override
    public @Nullable Double decimal(String word) {
      Number number = number(word);
      return number == null ? null : number.doubleValue();
    }

    private @Nullable Number number(String word) {
      boolean load = together.kind() == ReportKind.LOAD;
      if (Objects.equals(word, "failed_samples")) {
        return load ? together.numbers().get("failed") : null;
      }
      return load && word.equals("failed") ? null : together.numbers().get(word);
    }
  }
}
