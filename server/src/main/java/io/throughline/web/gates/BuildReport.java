package io.throughline.web.gates;

import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.JudgedBuild.ComparedCoverage;
import io.throughline.evidenced.JudgedBuild.GateEvidence;
import io.throughline.model.metric.Unit;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.View;
import io.throughline.web.gates.BuildPage.Arrival;
import io.throughline.web.gates.BuildPage.Bar;
import io.throughline.web.gates.BuildPage.Beside;
import io.throughline.web.gates.BuildPage.Check;
import io.throughline.web.gates.BuildPage.Fact;
import io.throughline.web.gates.BuildPage.Finding;
import io.throughline.web.gates.BuildPage.Numbered;
import io.throughline.web.gates.BuildPage.Report;
import io.throughline.web.gates.BuildPage.Run;
import io.throughline.web.gates.BuildPage.Section;
import io.throughline.web.gates.BuildPage.Test;
import io.throughline.web.gates.BuildPage.Told;
import io.throughline.web.part.Mark;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the page of a judged build together. */
final class BuildReport {
  private static final int FINDINGS = 200;
  private static final int TESTS = 100;
  private static final int REPORTS = 100;
  private static final double WHOLE = 100;

  /** Room beside a value that is over its limit. */
  private static final double ROOM = 1.1;

  private final JudgedBuild build;
  private final Instant now;
  private final ZoneId zone;

  BuildReport(JudgedBuild build, Instant now, ZoneId zone) {
    this.build = build;
    this.now = now;
    this.zone = zone;
  }

  /** What the build is called: its service with its commit. */
  String title() {
    String name = build.serviceName();
    String what = name == null ? "A build of no known service" : name;
    String commit = Versions.commit(build.sha());
    return commit.isEmpty() ? what : what + " " + commit;
  }

  BuildPage page(Frame frame, View view) {
    JudgedBuild.Run before = build.before();
    return new BuildPage(
        frame,
        Tabs.BUILD.of(view),
        title(),
        "Judged " + Times.moment(build.at(), zone) + " by " + build.tool(),
        Mark.of(build.verdict()),
        Links.outside(build.url()),
        facts(),
        build.gates().stream().map(this::section).toList(),
        build.deployments().stream().map(this::arrival).toList(),
        build.history().stream().map(this::run).toList(),
        build.coverage().stream().map(this::beside).toList(),
        before == null ? null : run(before));
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Service", build.service());
    shortened(facts, "Commit", Versions.commit(build.sha()), build.sha());
    add(facts, "Branch", build.branch());
    shortened(facts, "Image", Versions.image(build.image()), build.image());
    add(facts, "Build", build.build());
    add(facts, "Rules", build.rulesSource());
    shortened(facts, "Rules, sha256", Versions.digest(build.rulesSha256()), build.rulesSha256());
    Long delivery = build.delivery();
    if (delivery != null) {
      facts.add(
          new Fact(
              "Told by", "delivery " + Numbers.count(delivery), "", "/deliveries/" + delivery));
    }
    return List.copyOf(facts);
  }

  private static void add(List<Fact> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(name, value, "", null));
    }
  }

  private static void shortened(
      List<Fact> facts, String name, String shown, @Nullable String whole) {
    if (whole != null) {
      facts.add(new Fact(name, shown, whole, null));
    }
  }

  private Section section(GateEvidence gate) {
    return new Section(
        "gate-" + Links.encode(gate.id()),
        gate.title(),
        Mark.of(gate.verdict()),
        gate.why(),
        WaiverWords.of(gate.waiver(), now),
        gate.checks().stream().map(BuildReport::check).toList(),
        gate.measured().stream().map(BuildReport::numbered).toList(),
        gate.findings().stream().limit(FINDINGS).map(this::finding).toList(),
        Words.more(gate.findings().size(), FINDINGS),
        gate.tests().stream().limit(TESTS).map(BuildReport::test).toList(),
        Words.more(gate.tests().size(), TESTS),
        gate.reports().stream().limit(REPORTS).map(BuildReport::report).toList(),
        Words.more(gate.reports().size(), REPORTS));
  }

  private static Check check(JudgedBuild.Check check) {
    String measure = Words.measure(check.measure());
    String bound = check.bound();
    Double limit = check.limit();
    return new Check(
        check.transaction() == null ? measure : measure + " of " + check.transaction(),
        Words.number(check.value(), check.unit()),
        limit == null
            ? "–"
            : ((bound == null ? "" : bound + " ") + Words.number(limit, check.unit())),
        bar(check),
        Mark.of(check.verdict()),
        check.why());
  }

  /** Percentages lie on their whole, other values beside their limit; what is 0 of 0 has none. */
  private static @Nullable Bar bar(JudgedBuild.Check check) {
    Double value = check.value();
    Double limit = check.limit();
    if (value == null || limit == null || value < 0 || limit < 0) {
      return null;
    }
    double most = Math.max(value, limit);
    double scale = check.unit().equals("%") && most <= WHOLE ? WHOLE : most * ROOM;
    if (scale <= 0) {
      return null;
    }
    return new Bar(
        Numbers.share(value / scale * WHOLE),
        Numbers.share(limit / scale * WHOLE),
        Mark.of(check.verdict()).tone());
  }

  private static Numbered numbered(JudgedBuild.Measured measured) {
    return new Numbered(
        Words.plain(measured.kind()),
        measured.format(),
        new TreeMap<>(measured.numbers())
            .entrySet().stream()
                .map(entry -> new Told(Words.plain(entry.getKey()), Numbers.edge(entry.getValue())))
                .toList());
  }

  private Finding finding(JudgedBuild.Finding finding) {
    return new Finding(
        finding.severity(),
        Words.severityTone(finding.severity(), finding.state()),
        finding.rule(),
        finding.title(),
        finding.subject(),
        finding.place(),
        Words.age(finding.since(), now),
        finding.fixable() ? "yes" : "no",
        Words.plain(finding.state()));
  }

  private static Test test(JudgedBuild.Test test) {
    Mark mark =
        switch (test.outcome()) {
          case "failed" -> new Mark("missed", "missed", "failed");
          case "flaky" -> new Mark("near", "near", "flaky");
          default -> new Mark("none", "none", Words.plain(test.outcome()));
        };
    return new Test(test.name(), mark, test.message());
  }

  private static Report report(JudgedBuild.Report report) {
    String format = report.format();
    String sha256 = report.sha256();
    return new Report(
        report.path(),
        format == null ? "–" : format,
        Words.size(report.bytes()),
        Versions.digest(sha256),
        sha256 == null ? "" : sha256,
        report.problem());
  }

  private Arrival arrival(JudgedBuild.Arrival arrival) {
    return new Arrival(
        arrival.where(),
        Times.moment(arrival.at(), zone),
        arrival.bypassed(),
        Links.outside(arrival.url()));
  }

  private Run run(JudgedBuild.Run run) {
    return new Run(
        Times.moment(run.at(), zone),
        Mark.of(run.verdict()),
        run.tool(),
        Versions.commit(run.sha()),
        run.id() == build.run() ? null : Links.build(run.id()));
  }

  private Beside beside(ComparedCoverage coverage) {
    Instant since = coverage.mainAt();
    Double points = coverage.difference();
    return new Beside(
        switch (coverage.kind()) {
          case "line" -> "lines";
          case "branch" -> "branches";
          default -> "as SonarQube counts it";
        },
        percent(coverage.value()),
        percent(coverage.main()),
        since == null ? "" : Times.moment(since, zone),
        points == null ? "no data" : points(points));
  }

  private static String percent(@Nullable Double value) {
    return value == null ? "no data" : Numbers.text(value, Unit.PERCENT) + " %";
  }

  /** With its sign; what rounds to nothing has none. */
  private static String points(double points) {
    BigDecimal rounded = BigDecimal.valueOf(points).setScale(1, RoundingMode.HALF_EVEN);
    return (rounded.signum() > 0 ? "+" : "")
        + rounded.toPlainString().replace('-', '−')
        + " points";
  }
}
