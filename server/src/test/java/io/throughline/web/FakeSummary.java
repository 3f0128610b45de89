package io.throughline.web;

import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricKind;
import io.throughline.web.FakeWork.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** From a change to an observation, and from observations to a reading. */
final class FakeSummary {
  private FakeSummary() {}

  static Optional<Observation> observe(String metric, Change change) {
    double wait = Double.isNaN(change.review()) ? 0 : change.review();
    return switch (metric) {
      case "cycle_time" ->
          value(change, change.coding() + change.pickup() + wait + change.deploy());
      case "coding_time" -> value(change, change.coding());
      case "pickup_time" -> value(change, change.pickup());
      case "review_time" -> value(change, change.review());
      case "deploy_time" -> value(change, change.deploy());
      case "time_to_merge" -> value(change, change.pickup() + wait);
      case "review_reaction_time" -> value(change, change.pickup() * 0.8);
      case "mr_size" -> value(change, change.size());
      case "reliability_rating" -> value(change, change.number() % 10 == 0 ? 5 : 2);
      case "mr_comment_count" -> value(change, change.comments());
      case "mr_count_per_contributor" -> value(change, change.number() % 11 % 6);
      case "unreviewed_merge_rate" -> share(change, !change.reviewed());
      case "revert_rate" -> share(change, change.reverted());
      case "ai_share" -> share(change, !change.authorClass().equals("human"));
      case "pipeline_success" -> share(change, change.green());
      case "gate_pass_rate" -> share(change, change.green()).map(FakeSummary::ofBuild);
      default -> throw new IllegalArgumentException("no such metric: " + metric);
    };
  }

  static Reading of(
      MetricDefinition metric,
      List<Observation> items,
      LocalDate from,
      LocalDate to,
      Doubt forced) {
    boolean open = to.isAfter(LocalDate.ofInstant(FakeHouse.NOW, ZoneOffset.UTC));
    boolean ratio = metric.kind() == MetricKind.RATIO;
    if (forced == Doubt.WITHHELD) {
      return new Reading(
          from,
          to,
          null,
          items.size(),
          null,
          open,
          1,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Doubt.WITHHELD,
          null,
          null);
    }
    if (items.isEmpty()) {
      return new Reading(
          from,
          to,
          null,
          0,
          null,
          open,
          1,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Doubt.NO_DATA,
          null,
          null);
    }
    double[] sorted =
        items.stream()
            .mapToDouble(item -> ratio ? item.numerator() : item.value())
            .sorted()
            .toArray();
    double hits = ratio ? java.util.Arrays.stream(sorted).sum() : 0;
    int n = sorted.length;
    double value = ratio ? 100 * hits / n : at(sorted, 0.5);
    double half = 0.98 / Math.sqrt(n);
    double low = ratio ? wilson(hits, n, -1) : at(sorted, Math.max(0, 0.5 - half));
    double high = ratio ? wilson(hits, n, 1) : at(sorted, Math.min(1, 0.5 + half));
    Doubt doubt = n < (ratio ? 10 : 5) ? Doubt.FEW_DATA : forced;
    boolean interval = n >= 8;
    Double judged = ratio || metric.target() == null ? null : at(sorted, 0.75);
    if (metric.target() != null && (ratio || metric.target().on().equals("p50"))) {
      judged = value;
    }
    boolean spread = metric.kind() == MetricKind.DURATION || metric.kind() == MetricKind.VALUE;
    return new Reading(
        from,
        to,
        value,
        n,
        forced == Doubt.LOW_COVERAGE ? 0.54 : 0.97,
        open,
        1,
        spread ? value : null,
        spread ? at(sorted, 0.75) : null,
        spread ? at(sorted, 0.85) : null,
        spread ? at(sorted, 0.9) : null,
        ratio ? hits : null,
        ratio ? (double) n : null,
        interval ? low : null,
        interval ? high : null,
        doubt,
        judged == null ? null : state(metric, judged),
        metric.target() == null ? null : metric.target().green());
  }

  /** From the first commit to production; every ninth change has no commits. */
  static Journey journey(Change change) {
    boolean responded = change.reviewed();
    Instant deployed = change.merged();
    Instant merged = deployed.minus(hours(change.deploy()));
    Instant seen = responded ? merged.minus(hours(change.review())) : merged;
    Instant ready = seen.minus(hours(change.pickup()));
    Instant started = change.number() % 9 == 0 ? null : ready.minus(hours(change.coding()));
    return new Journey(started, ready, seen, responded, merged, deployed);
  }

  /** The same item with another value. */
  static Observation with(Observation item, double value) {
    return new Observation(
        item.subject(),
        item.subjectKind(),
        item.title(),
        item.url(),
        item.project(),
        item.service(),
        item.at(),
        item.startedAt(),
        item.endedAt(),
        value,
        item.numerator(),
        item.denominator(),
        item.authorClass(),
        item.part(),
        item.delivery(),
        item.flags());
  }

  /** The same item as the judging of a build, which has no page in a source. */
  private static Observation ofBuild(Observation item) {
    return new Observation(
        "281",
        "gate_run",
        item.title(),
        null,
        item.project(),
        item.service(),
        item.at(),
        null,
        null,
        null,
        item.numerator(),
        item.denominator(),
        null,
        null,
        item.delivery(),
        item.flags());
  }

  private static Duration hours(double hours) {
    return Duration.ofMinutes(Double.isNaN(hours) ? 0 : (long) (hours * 60));
  }

  private static TargetState state(MetricDefinition metric, double value) {
    double sign = metric.better() == Better.HIGHER ? -1 : 1;
    if (sign * value <= sign * metric.target().green()) {
      return TargetState.MET;
    }
    Double amber = metric.target().amber();
    return amber != null && sign * value <= sign * amber ? TargetState.NEAR : TargetState.MISSED;
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double wilson(double hits, double n, int side) {
    double z = 1.96;
    double p = hits / n;
    double middle = p + z * z / (2 * n);
    double reach = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return Math.clamp(100 * (middle + side * reach) / (1 + z * z / n), 0, 100);
  }

  private static Optional<Observation> value(Change change, double value) {
    return Double.isNaN(value)
        ? Optional.empty()
        : Optional.of(observation(change, value, null, null));
  }

  private static Optional<Observation> share(Change change, boolean hit) {
    return Optional.of(observation(change, null, hit ? 1.0 : 0.0, 1.0));
  }

  private static Observation observation(
      Change change, Double value, Double numerator, Double denominator) {
    Instant started =
        value == null ? null : change.merged().minus(Duration.ofMinutes((long) (value * 60)));
    return new Observation(
        "mr-" + change.number(),
        "merge_request",
        change.service() + "!" + change.number() + " " + change.title(),
        "https://gitlab.example.com/shop/"
            + change.service()
            + "/-/merge_requests/"
            + change.number(),
        "shop/" + change.service(),
        change.service(),
        change.merged(),
        started,
        change.merged(),
        value,
        numerator,
        denominator,
        change.authorClass(),
        null,
        90_211L,
        List.of());
  }
}
