package io.throughline.web.production;

import io.throughline.running.DeploymentDetail;
import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Impact;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.production.DeploymentPage.Analysis;
import io.throughline.web.production.DeploymentPage.Canary;
import io.throughline.web.production.DeploymentPage.Change;
import io.throughline.web.production.DeploymentPage.Compared;
import io.throughline.web.production.DeploymentPage.Effect;
import io.throughline.web.production.DeploymentPage.Fact;
import io.throughline.web.production.DeploymentPage.Gate;
import io.throughline.web.production.DeploymentPage.Incident;
import io.throughline.web.production.DeploymentPage.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the page of a deployment together. */
final class DeploymentReport {
  /** The first digits are enough to tell two apart. */
  private static final Pattern DIGEST = Pattern.compile("(@sha256:[0-9a-f]{8})[0-9a-f]{56}");

  private final DeploymentDetail detail;
  private final Deployed deployed;
  private final @Nullable Impact impact;
  private final ZoneId zone;

  DeploymentReport(DeploymentDetail detail, @Nullable Impact impact, ZoneId zone) {
    this.detail = detail;
    this.deployed = detail.deployment();
    this.impact = impact;
    this.zone = zone;
  }

  String title() {
    return Objects.requireNonNullElse(deployed.serviceName(), "Unknown service")
        + " "
        + Words.version(deployed);
  }

  DeploymentPage page(Frame frame, List<Choice> tabs) {
    Instant at = deployed.startedAt() == null ? deployed.endedAt() : deployed.startedAt();
    String kind = Words.kind(deployed);
    return new DeploymentPage(
        frame,
        tabs,
        title(),
        (at == null ? "" : Times.moment(at, zone) + ", ")
            + "to "
            + deployed.environment()
            + (kind.isEmpty() ? "" : " · " + kind),
        Words.outcome(deployed),
        Links.outside(deployed.url()),
        facts(),
        why(),
        impact == null ? List.of() : impact.confounders(),
        impact == null ? List.of() : impact.effects().stream().map(this::effect).toList(),
        impact == null || impact.canary() == null ? null : canary(impact.canary()),
        impact == null ? List.of() : ImpactCharts.of(impact, zone),
        detail.changes().stream().map(this::change).toList(),
        changesNote(),
        detail.gates().stream().map(DeploymentReport::gate).toList(),
        detail.parts().stream().map(this::part).toList(),
        detail.analyses().stream().map(this::analysis).toList(),
        detail.incidents().stream().map(this::incident).toList());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Outcome", Words.outcome(deployed).words(), null));
    if (!Words.commit(deployed.commit()).equals("–")) {
      facts.add(new Fact("Commit", Words.commit(deployed.commit()), null));
    }
    DeploymentDetail.Change gitops = detail.gitops();
    if (gitops != null) {
      facts.add(
          new Fact(
              "GitOps change",
              gitops.title() == null || gitops.title().isBlank()
                  ? gitops.reference()
                  : DIGEST.matcher(gitops.title()).replaceAll("$1…"),
              Links.outside(gitops.url())));
    }
    facts.add(new Fact("Made by", DeploymentsReport.by(deployed), null));
    facts.add(new Fact("Rollout", Words.strategy(deployed.strategy(), deployed.analysed()), null));
    facts.add(
        new Fact(
            "Until it served all", Words.span(deployed.startedAt(), deployed.healthyAt()), null));
    Double paused = detail.pausedSeconds();
    if (paused != null && paused > 0) {
      facts.add(
          new Fact(
              "Waited for a person", Words.span(Duration.ofSeconds(paused.longValue())), null));
    }
    if (deployed.places() > 1) {
      facts.add(new Fact("Clusters", Integer.toString(deployed.places()), null));
    }
    if (!detail.windows().isEmpty()) {
      facts.add(
          new Fact(
              "Sync windows",
              detail.windows().stream().map(WindowWords::of).collect(Collectors.joining("; ")),
              null));
    }
    Long mends = detail.hotfixOf();
    if (mends != null) {
      facts.add(new Fact("Mends", "an earlier deployment", Links.deployment(mends)));
    }
    if (deployed.outcome().equals("failed")) {
      Long by = detail.restoredBy();
      facts.add(
          new Fact(
              "Restored",
              deployed.restoredAt() == null
                  ? "not yet"
                  : "after " + Words.span(deployed.endedAt(), deployed.restoredAt()),
              by == null ? null : Links.deployment(by)));
    }
    return List.copyOf(facts);
  }

  private String why() {
    if (impact == null) {
      return "It never came to serve all, so that there is no after to compare.";
    }
    return impact.points().isEmpty()
        ? "Nothing was measured of this service at that time. Connect New Relic, and name its entity"
            + " at the service."
        : "";
  }

  private String changesNote() {
    if (deployed.commit() == null) {
      return "Nothing tells which commit it was made of, so that no change is linked.";
    }
    return detail.changes().isEmpty()
        ? "No merge request came to production with it for the first time."
        : "";
  }

  private Effect effect(Impact.Effect e) {
    return new Effect(
        ImpactCharts.title(e.measure()),
        ImpactCharts.value(e.measure(), e.before()),
        ImpactCharts.value(e.measure(), e.after()),
        ImpactCharts.value(e.measure(), e.lastWeek()),
        difference(e.measure(), e.delta(), e.change()),
        interval(e.measure(), e.low(), e.high()),
        mark(e.verdict()),
        Objects.requireNonNullElse(e.reason(), ""));
  }

  private Canary canary(Impact.Canary c) {
    return new Canary(
        Times.moment(c.from(), zone)
            + ", "
            + Words.span(c.from(), c.to())
            + " in which both answered: "
            + Numbers.count(c.stableRequests())
            + " requests by the old version, "
            + Numbers.count(c.canaryRequests())
            + " by the new one",
        c.confounders(),
        c.measures().stream().map(DeploymentReport::compared).toList());
  }

  private static Compared compared(Impact.Compared c) {
    return new Compared(
        ImpactCharts.title(c.measure()),
        ImpactCharts.value(c.measure(), c.stable()),
        ImpactCharts.value(c.measure(), c.canary()),
        difference(c.measure(), c.delta(), c.change()),
        interval(c.measure(), c.low(), c.high()),
        mark(c.verdict()),
        Objects.requireNonNullElse(c.reason(), ""));
  }

  private static Mark mark(Impact.Verdict verdict) {
    return switch (verdict) {
      case BETTER -> new Mark("met", "met", "better");
      case WORSE -> new Mark("missed", "missed", "worse");
      case NO_CHANGE -> new Mark("none", "same", "no change");
      case NOT_DECIDABLE -> new Mark("near", "nodata", "not decidable");
    };
  }

  private static String difference(
      String measure, @Nullable Double delta, @Nullable Double change) {
    return ImpactCharts.difference(measure, delta)
        + (change == null ? "" : " (" + signed(change) + " %)");
  }

  private static String interval(String measure, @Nullable Double low, @Nullable Double high) {
    return low == null || high == null
        ? "–"
        : ImpactCharts.difference(measure, low) + " to " + ImpactCharts.difference(measure, high);
  }

  private static String signed(double percent) {
    long whole = Math.round(percent);
    return (whole < 0 ? "−" : "+") + Math.abs(whole);
  }

  private Change change(DeploymentDetail.Change c) {
    return new Change(
        c.reference(),
        Objects.requireNonNullElse(c.title(), "without a title"),
        Words.span(
            c.mergedAt(), deployed.healthyAt() == null ? deployed.endedAt() : deployed.healthyAt()),
        Links.outside(c.url()));
  }

  private static Gate gate(DeploymentDetail.Gate g) {
    return new Gate(
        g.title(), Mark.of(g.verdict()), g.run() == null ? null : Links.gate(g.run(), g.gate()));
  }

  private Part part(DeploymentDetail.Part p) {
    return new Part(
        Objects.requireNonNullElse(p.cluster(), "not told where"),
        p.status().replace('_', ' '),
        p.startedAt() == null ? "–" : Times.moment(p.startedAt(), zone),
        Words.span(p.startedAt(), p.endedAt()),
        Links.outside(p.url()));
  }

  private Analysis analysis(DeploymentDetail.Analysis a) {
    String phase = Objects.requireNonNullElse(a.phase(), "not told");
    String tone =
        switch (phase) {
          case "successful" -> "met";
          case "failed", "error" -> "missed";
          case "inconclusive" -> "near";
          default -> "none";
        };
    return new Analysis(
        a.name(),
        new Mark(tone, tone, phase),
        a.startedAt() == null ? "–" : Times.moment(a.startedAt(), zone),
        Objects.requireNonNullElse(a.message(), Objects.requireNonNullElse(a.metrics(), "")));
  }

  private Incident incident(DeploymentDetail.Blamed b) {
    return new Incident(
        Links.incident(b.id()),
        Objects.requireNonNullElse(b.title(), "Incident " + b.number()),
        Words.severity(b.severity()),
        Words.tone(b.severity()),
        b.triggeredAt() == null ? "–" : Times.moment(b.triggeredAt(), zone),
        b.resolvedAt() == null ? "still open" : Words.span(b.triggeredAt(), b.resolvedAt()),
        Words.why(b.why()));
  }
}
