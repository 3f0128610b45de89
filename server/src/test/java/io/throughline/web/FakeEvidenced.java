package io.throughline.web;

import io.throughline.evidenced.Evidenced;
import io.throughline.evidenced.FlakyTests;
import io.throughline.evidenced.FlakyTests.FlakyGate;
import io.throughline.evidenced.FlakyTests.FlakyTest;
import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.GateMatrix.Cell;
import io.throughline.evidenced.GateMatrix.Gate;
import io.throughline.evidenced.GateMatrix.ServiceGates;
import io.throughline.evidenced.GateMatrix.Version;
import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.LoadTrend;
import io.throughline.evidenced.LoadTrend.Point;
import io.throughline.evidenced.LoadTrend.Transaction;
import io.throughline.evidenced.ModeChange;
import io.throughline.evidenced.Permission;
import io.throughline.evidenced.ReleasedLoad;
import io.throughline.evidenced.Vulnerabilities;
import io.throughline.evidenced.Vulnerabilities.Found;
import io.throughline.evidenced.Vulnerabilities.Image;
import io.throughline.evidenced.Waiver;
import io.throughline.metric.UnknownNameException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gates of a few services. Nothing is known of those of the team research; those of identity have
 * services whose builds nobody judged.
 */
record FakeEvidenced(UnaryOperator<String> spice) implements Evidenced {
  private static final String RELEASED = "9b1f0c27d3".repeat(4);
  private static final String DIGEST = "sha256:" + "4f1c".repeat(16);
  private static final List<String> GATES =
      List.of(
          "Unit tests",
          "Static code analysis",
          "Container analysis",
          "Functional tests",
          "API tests",
          "Load test",
          "API security",
          "Browser tests");

  @Override
  public GateMatrix matrix(@Nullable String team, int branches) {
    if ("research".equals(team)) {
      return new GateMatrix(List.of(), List.of());
    }
    if ("identity".equals(team)) {
      Version unjudged =
          version(null, null, "missing,missing,missing,missing,missing,missing,missing,missing");
      return new GateMatrix(
          gates(),
          List.of(
              new ServiceGates(
                  "accounts", spice.apply("accounts"), "service", unjudged, List.of())));
    }
    return new GateMatrix(
        gates(),
        List.of(
            new ServiceGates(
                "payments",
                spice.apply("payments"),
                "service",
                version(
                    null, 281L, "pass,fail,waived,pass,no_data,unreadable,missing,not_applicable"),
                List.of(
                    version("main", 282L, "pass,pass,pass,pass,pass,pass,pass,not_applicable"),
                    version("retry", 283L, "fail,pass,pass,missing,pass,pass,pass,missing"))),
            new ServiceGates(
                "ledger",
                spice.apply("ledger"),
                "service",
                version(null, 284L, "pass,old,pass,pass,pass,pass,waiver_ended,not_applicable"),
                List.of()),
            new ServiceGates(
                "build-tools",
                spice.apply("build-tools"),
                "library",
                version(
                    null,
                    285L,
                    "pass,pass,not_required,not_required,not_required,not_required,not_required,"
                        + "not_required"),
                List.of()),
            new ServiceGates("events", spice.apply("events"), "service", null, List.of())));
  }

  private List<Gate> gates() {
    return IntStream.range(0, GATES.size())
        .mapToObj(i -> new Gate("gate-" + i, spice.apply(GATES.get(i))))
        .toList();
  }

  private @Nullable Waiver waiver(String verdict) {
    return switch (verdict) {
      case "waived" -> new Waiver(FakeHouse.NOW.plus(Duration.ofDays(9)), null, null);
      case "waiver_ended" ->
          new Waiver(
              FakeHouse.NOW.minus(Duration.ofDays(2)),
              spice.apply("ana"),
              spice.apply("the tool is replaced"));
      default -> null;
    };
  }

  private Version version(@Nullable String branch, @Nullable Long run, String verdicts) {
    List<Cell> cells = new ArrayList<>();
    String[] words = verdicts.split(",");
    for (int i = 0; i < words.length; i++) {
      boolean told = !words[i].equals("missing") && !words[i].equals("not_required");
      cells.add(
          words[i].equals("old")
              ? new Cell(
                  "gate-" + i, "pass", null, "https://sonar.example.com/dashboard?id=ledger", null)
              : new Cell("gate-" + i, words[i], told ? run : null, null, waiver(words[i])));
    }
    return new Version(
        branch == null ? null : spice.apply(branch),
        "9b1f0c27d3e4".repeat(3),
        DIGEST,
        FakeHouse.NOW.minus(Duration.ofHours(30)),
        run,
        spice.apply("https://gitlab.example.com/pay/-/pipelines/88"),
        cells);
  }

  @Override
  public Optional<JudgedBuild> build(long run) {
    return run >= 280 && run < 290
        ? Optional.of(new FakeBuild(spice).judged(run))
        : Optional.empty();
  }

  @Override
  public FlakyTests flaky(@Nullable String team, Instant since, int most) {
    if ("research".equals(team)) {
      return new FlakyTests(List.of(), List.of());
    }
    Instant last = FakeHouse.NOW.minus(Duration.ofHours(5));
    return new FlakyTests(
        List.of(
            new FlakyTest(
                "payments",
                spice.apply("payments"),
                spice.apply("functional-test"),
                spice.apply("com.acme.payments.CaptureIT.retriesWhenTheBankTimesOut"),
                14,
                2,
                61,
                last,
                281),
            new FlakyTest(
                "ledger",
                spice.apply("ledger"),
                null,
                spice.apply("com.acme.ledger.ClockTest.atMidnight"),
                1,
                0,
                40,
                last,
                0)),
        List.of(new FlakyGate("payments", spice.apply("payments"), "load-test", 3, 40)));
  }

  @Override
  public Vulnerabilities vulnerabilities(@Nullable String team, int most) {
    if ("research".equals(team)) {
      return new Vulnerabilities(List.of(), List.of(), List.of(), 0);
    }
    return new Vulnerabilities(
        List.of(
            new Image(
                DIGEST,
                List.of("payments", "ledger"),
                true,
                FakeHouse.NOW.minus(Duration.ofHours(9)),
                Map.of("critical", 1L, "high", 2L, "medium", 1L, "low", 1L),
                2L,
                2L,
                281L),
            new Image(
                spice.apply("registry.example.com/search:1.9"),
                List.of("search"),
                false,
                FakeHouse.NOW.minus(Duration.ofDays(9)),
                Map.of("unknown", 1L),
                0L,
                0L,
                null)),
        List.of(
            found("CVE-2026-1001", "openssl 3.0.1", "critical", true, "open", 4),
            found("CVE-2026-0777", "zlib 1.2", "high", true, "open", 22),
            found("CVE-2025-4411", "curl 8.1", "high", false, "open", 130),
            found("CVE-2025-4001", "busybox 1.36", "medium", false, "open", 60),
            found("CVE-2024-9001", "tar 1.34", "low", false, "open", 300),
            found("CVE-2026-2002", "libxml2 2.11", "unknown", true, "open", 2),
            found("CVE-2026-1234", "log4j 2.20", "high", true, "waived", 12),
            found("CVE-2023-0001", "glibc 2.36", "critical", false, "false_positive", 400)),
        List.of("catalogue", spice.apply("basket")),
        17);
  }

  private Found found(
      String rule, String subject, String severity, boolean fixable, String state, int days) {
    return new Found(
        spice.apply(rule),
        spice.apply(subject),
        spice.apply("A buffer is read beyond its end"),
        severity,
        fixable,
        state,
        FakeHouse.NOW.minus(Duration.ofDays(days)),
        List.of("payments", spice.apply("ledger")));
  }

  @Override
  public List<ModeChange> modeChanges(
      @Nullable String team, @Nullable String service, Instant from, Instant to) {
    Instant at = to.minus(Duration.ofDays(30));
    return List.of(new ModeChange(at, spice.apply("payments"), "mqr"));
  }

  @Override
  public List<LoadTrend> load(@Nullable String team, Instant since) {
    if ("research".equals(team)) {
      return List.of();
    }
    return List.of(
        new LoadTrend(
            "payments",
            spice.apply("payments"),
            List.of(
                new Transaction(spice.apply("POST /captures"), 450.0, points(380, 16)),
                new Transaction(spice.apply("GET /captures"), 200.0, points(90, 5)),
                new Transaction(spice.apply("POST /refunds"), null, points(240, -8)))),
        new LoadTrend("ledger", spice.apply("ledger"), List.of()));
  }

  /** Eight tests, a week apart; the last three with more users. */
  private static List<Point> points(double p95, double step) {
    return IntStream.range(0, 8)
        .mapToObj(
            i ->
                new Point(
                    FakeHouse.NOW.minus(Duration.ofDays(7L * (8 - i))),
                    p95 + step * i + (i % 3) * 7,
                    p95 / 2,
                    12_000 + i,
                    i == 2 ? null : 0.25,
                    i < 5 ? 50 : 80))
        .toList();
  }

  @Override
  public Permission mayDeploy(String service, @Nullable String image, @Nullable String commit) {
    return new Permission(service, image, commit, true, List.of(), List.of(), FakeHouse.NOW);
  }

  @Override
  public ReleasedLoad lastRelease(String service, @Nullable String commit) {
    if (!List.of("payments", "ledger").contains(service)) {
      throw new UnknownNameException("There is no service " + service);
    }
    return service.equals("payments") && !RELEASED.equals(commit)
        ? new ReleasedLoad(
            service,
            RELEASED,
            FakeHouse.NOW.minus(Duration.ofDays(3)),
            412.5,
            20,
            "after 60 s, for 600 s",
            List.of(new ReleasedLoad.Transaction("POST /captures", 512)))
        : new ReleasedLoad(service, null, null, null, null, null, List.of());
  }
}
