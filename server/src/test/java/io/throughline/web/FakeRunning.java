package io.throughline.web;

import io.throughline.running.ApplicationWindows;
import io.throughline.running.DeploymentDetail;
import io.throughline.running.Deployments;
import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Impact;
import io.throughline.running.Impact.Canary;
import io.throughline.running.Impact.Compared;
import io.throughline.running.Impact.Effect;
import io.throughline.running.Impact.Point;
import io.throughline.running.Impact.Verdict;
import io.throughline.running.IncidentDetail;
import io.throughline.running.IncidentDetail.Moment;
import io.throughline.running.IncidentDetail.Telling;
import io.throughline.running.Incidents;
import io.throughline.running.Incidents.Happened;
import io.throughline.running.OtherCount;
import io.throughline.running.Running;
import io.throughline.running.Selected;
import io.throughline.running.SurveyAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A little of what runs in production.
 *
 * @param spice what is done to every text from outside
 */
record FakeRunning(UnaryOperator<String> spice) implements Running {
  private static final Instant THEN = Instant.parse("2026-11-10T10:00:00Z");

  @Override
  public List<SurveyAnswers> surveyAnswers(Instant from, Instant to) {
    return List.of(new SurveyAnswers("checkout-csat", 41, THEN));
  }

  @Override
  public Deployments deployments(Selected selected) {
    return new Deployments(
        List.of(
            deployed(3, "change", "succeeded", "pending", null),
            deployed(2, "rollback", "succeeded", "good", null),
            deployed(1, "change", "rolled_back", "failed", "rolled_back")),
        null);
  }

  @Override
  public Optional<DeploymentDetail> deployment(long id) {
    return id != 1
        ? Optional.empty()
        : Optional.of(
            new DeploymentDetail(
                deployed(1, "change", "rolled_back", "failed", "rolled_back"),
                new DeploymentDetail.Change(
                    "9f8e7d6c", spice.apply("shop 1.4.1 → 1.4.2"), null, THEN, "https://git/c"),
                120.0,
                null,
                2L,
                THEN.plusSeconds(900),
                List.of(
                    new DeploymentDetail.Part(
                        spice.apply("eu-1"), "succeeded", THEN, THEN.plusSeconds(300), null)),
                List.of(
                    new DeploymentDetail.Change(
                        "!42",
                        spice.apply("Take cards of all kinds"),
                        THEN.minusSeconds(90_000),
                        THEN.minusSeconds(3_600),
                        "https://git/42")),
                List.of(
                    new DeploymentDetail.Gate("unit-test", "Unit test", "pass", 7L),
                    new DeploymentDetail.Gate("load-test", "Load test", "missing", null)),
                List.of(
                    new DeploymentDetail.Blamed(
                        5,
                        "812",
                        spice.apply("Card payments fail"),
                        2,
                        THEN.plusSeconds(900),
                        THEN.plusSeconds(4_500),
                        "latest",
                        "https://pager/5")),
                List.of(
                    new DeploymentDetail.Analysis(
                        spice.apply("success-rate"),
                        "failed",
                        1,
                        THEN.plusSeconds(60),
                        THEN.plusSeconds(240),
                        "success-rate",
                        spice.apply("below 99 %"))),
                List.of(
                    new DeploymentDetail.Window(
                        "deny", "0 16 * * 5", "62h", "Europe/Berlin", true, true),
                    new DeploymentDetail.Window(
                        "allow", spice.apply("0 9 * * 1-5"), "8h", null, false, false))));
  }

  @Override
  public Optional<Impact> impact(long id) {
    if (id != 1) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    for (int i = -60; i < 60; i++) {
      boolean after = i >= 5;
      points.add(
          new Point(
              THEN.plus(Duration.ofMinutes(i)),
              200.0 + i % 7,
              after ? 2.0 : 0.5,
              i % 20 == 0 ? null : after ? 140.0 : 100.0,
              2.0,
              1e9));
    }
    return Optional.of(
        new Impact(
            THEN.minusSeconds(3_600),
            THEN.plusSeconds(3_600),
            THEN,
            THEN.plusSeconds(300),
            List.of(),
            List.of(
                new Effect(
                    "error_rate", 0.5, 2.0, 0.5, 1.5, 1.0, 2.0, 300.0, 0.0001, Verdict.WORSE, null),
                new Effect(
                    "latency_p95",
                    100.0,
                    140.0,
                    null,
                    40.0,
                    35.0,
                    45.0,
                    40.0,
                    0.0001,
                    Verdict.WORSE,
                    null),
                new Effect(
                    "memory",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Verdict.NOT_DECIDABLE,
                    "nothing was measured")),
            points,
            new Canary(
                THEN,
                THEN.plusSeconds(300),
                4_012,
                1_003,
                List.of(),
                List.of(
                    new Compared(
                        "error_rate", 0.5, 6.2, 5.7, 4.1, 7.3, 1140.0, 0.0001, Verdict.WORSE, null),
                    new Compared(
                        "latency_p95",
                        100.0,
                        104.0,
                        4.0,
                        null,
                        null,
                        4.0,
                        null,
                        Verdict.NOT_DECIDABLE,
                        "too few measurements: 4 stable, 4 canary")))));
  }

  @Override
  public List<ApplicationWindows> syncWindows() {
    DeploymentDetail.Window weekend =
        new DeploymentDetail.Window("deny", "0 16 * * 5", "62h", "Europe/Berlin", true, true);
    DeploymentDetail.Window office =
        new DeploymentDetail.Window("allow", spice.apply("0 9 * * 1-5"), "8h", null, false, true);
    return List.of(
        windows("checkout", "eu", weekend, office),
        windows("checkout", "us", weekend),
        windows("ledger", "eu"),
        windows("payments", "eu", weekend));
  }

  private ApplicationWindows windows(
      String service, String cluster, DeploymentDetail.Window... windows) {
    return new ApplicationWindows(
        service, spice.apply(service), spice.apply(service + "-" + cluster), List.of(windows));
  }

  @Override
  public Incidents incidents(Selected selected) {
    return new Incidents(List.of(happened(5, true), happened(6, false)), null);
  }

  @Override
  public List<OtherCount> asOthers(Selected selected) {
    return List.of(
        new OtherCount("GitLab", "change_failure_rate", 31.2, "percent"),
        new OtherCount("LinearB", "change_lead_time", null, "hours"),
        new OtherCount("GitLab", "deployment_frequency", 2.5, "per_day"));
  }

  @Override
  public Optional<IncidentDetail> incident(long id) {
    return id != 5
        ? Optional.empty()
        : Optional.of(
            new IncidentDetail(
                happened(5, true),
                List.of(
                    new Telling(
                        5,
                        "incident",
                        "pagerduty",
                        spice.apply("Shop"),
                        "first",
                        THEN.plusSeconds(900),
                        THEN.plusSeconds(4_500),
                        "812",
                        spice.apply("Card payments fail"),
                        "https://pager/5"),
                    new Telling(
                        55,
                        "incident",
                        "newrelic",
                        spice.apply("shop"),
                        "same_time",
                        THEN.plusSeconds(930),
                        null,
                        null,
                        spice.apply("Error rate above 1 %"),
                        null)),
                List.of(
                    new Moment(THEN.plusSeconds(900), "triggered", "pagerduty", null),
                    new Moment(THEN.plusSeconds(4_500), "resolved", "pagerduty", null)),
                deployed(1, "change", "rolled_back", "failed", "rolled_back")));
  }

  private Happened happened(long id, boolean known) {
    return new Happened(
        id,
        known ? "shop" : null,
        known ? spice.apply("Shop") : null,
        "81" + id,
        spice.apply("Card payments fail"),
        "monitoring",
        known ? 2 : null,
        known ? THEN.plusSeconds(900) : null,
        known ? THEN.plusSeconds(960) : null,
        THEN.plusSeconds(4_500),
        known ? "change" : null,
        null,
        true,
        known,
        2,
        known ? 1L : null,
        known ? "latest" : null,
        "https://pager/" + id);
  }

  private Deployed deployed(
      long id, String kind, String status, String outcome, @Nullable String failedBy) {
    return new Deployed(
        id,
        "shop",
        spice.apply("Shop"),
        "production",
        kind,
        status,
        outcome,
        failedBy,
        outcome.equals("pending"),
        false,
        spice.apply("1.4." + id),
        "a".repeat(40),
        "argocd",
        "canary",
        true,
        "bot",
        false,
        3,
        4,
        THEN.plus(Duration.ofHours(id)),
        THEN.plus(Duration.ofHours(id)).plusSeconds(300),
        THEN.plus(Duration.ofHours(id)).plusSeconds(300),
        failedBy == null ? null : THEN.plus(Duration.ofHours(id + 1)),
        "https://argo/" + id);
  }
}
