package io.throughline.simulator.truth;

import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The true readings of what is watched in production, and of what users say, as JSON. */
public final class WatchedTruthPage {
  private final View view;
  private @Nullable HealthTruth health;

  /** Answers from a world. */
  public WatchedTruthPage(View view) {
    this.view = view;
  }

  /**
   * The readings of incidents, of what customers report, of health or of surveys, by what the
   * metric is.
   *
   * @param query metric, part, team, from, to, grain; {@code seen}: since when somebody looks at
   *     New Relic and the checks, the beginning of this run when left out; {@code items=true}: the
   *     incidents behind it
   * @param begun when this run began, epoch milliseconds
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part answer(Map<String, String> query, long begun) {
    String metric = query.getOrDefault("metric", "");
    String team = query.get("team");
    String part = query.get("part");
    String grain = query.getOrDefault("grain", "week");
    LocalDate today = Instant.ofEpochMilli(view.now()).atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate from = TruthPage.date(query.get("from"), today.minusWeeks(12));
    LocalDate to = TruthPage.date(query.get("to"), today.plusDays(1));
    if (IncidentTruth.METRICS.contains(metric)) {
      IncidentTruth truth =
          new IncidentTruth(view.company(), view.production(), view.world().tracker(), view.now());
      if ("true".equals(query.get("items"))) {
        List<Item> items = truth.items(metric, part, team);
        return out -> TruthPage.list(out, items, TruthPage::item);
      }
      return page(truth.readings(metric, part, team, from, to, grain));
    }
    if (CustomerTruth.METRICS.contains(metric)) {
      return page(
          new CustomerTruth(view.company(), view.world().tracker(), view.now())
              .readings(metric, team, from, to, grain));
    }
    if (SurveyTruth.METRICS.contains(metric)) {
      return page(
          new SurveyTruth(view.company(), view.production(), view.now())
              .readings(metric, part, team, from, to, grain));
    }
    return page(
        health(TruthPage.instant(query.get("seen"), begun))
            .readings(metric, team, from, to, grain));
  }

  /** Measuring every minute takes seconds, and the next question is mostly of the same moment. */
  private synchronized HealthTruth health(long seenFrom) {
    HealthTruth known = health;
    if (known == null || !known.isOf(seenFrom, view.now())) {
      known = new HealthTruth(view.company(), view.production(), seenFrom, view.now());
      health = known;
    }
    return known;
  }

  private static Json.Part page(List<Reading> readings) {
    return out -> TruthPage.list(out, readings, TruthPage::reading);
  }
}
