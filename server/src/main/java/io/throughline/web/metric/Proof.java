package io.throughline.web.metric;

import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Aggregate;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Whether the items give the number again.
 *
 * @param state {@code equal}, {@code different} or {@code unchecked}
 */
public record Proof(String state, String text) {
  private static final double CLOSE = 1e-6;

  /** Computes the number from all items; {@code complete} is false when there were too many. */
  static Proof of(
      Reading reading, List<Observation> items, boolean complete, MetricDefinition metric) {
    Double number = Figure.shown(reading);
    if (number == null) {
      return new Proof("unchecked", "");
    }
    if (!complete) {
      return new Proof(
          "unchecked",
          "There are too many items to add up here; choose a shorter range to see it proved.");
    }
    if (metric.kind() == MetricKind.PERSON_WEEK) {
      return new Proof(
          "unchecked",
          "The number is a median over people and weeks. Items carry no people, so it cannot be"
              + " worked out from this list.");
    }
    if (metric.kind() == MetricKind.DERIVED && items.isEmpty()) {
      return new Proof(
          "unchecked", "The number is made of other readings; each of them can be proved.");
    }
    if (metric.kind() == MetricKind.LOAD && items.size() < reading.n()) {
      return new Proof(
          "unchecked",
          "Sprints in which fewer than five people had work are in the number and not in this list,"
              + " so it cannot be worked out from it.");
    }
    if (metric.kind() == MetricKind.STATE) {
      return state(reading, items, metric, number);
    }
    if (metric.kind() == MetricKind.EFFORT) {
      return effort(reading, items, metric, number);
    }
    if (metric.kind() == MetricKind.HISTOGRAM) {
      return new Proof(
          "unchecked",
          "The number is read from all answers together; a percentile of items says less, so it"
              + " cannot be worked out from this list.");
    }
    if (metric.kind() == MetricKind.DAYS) {
      return new Proof(
          "unchecked",
          "The number counts the days of the team's own time zone on which there was any of these"
              + " items, by the weeks of the period.");
    }
    double again =
        switch (metric.kind()) {
          case TIME_SHARE -> timeShare(items, metric);
          case RATIO, SHARE -> ratio(items, metric);
          case COUNT -> items.size();
          case RATE -> items.size() / Objects.requireNonNull(reading.denominator());
          case LATEST -> latest(items, metric);
          case VALUE -> value(items, metric);
          default -> percentile(items, 0.5);
        };
    boolean equal = Math.abs(again - number) <= CLOSE * Math.max(1, Math.abs(number));
    String how =
        switch (metric.kind()) {
          case RATIO -> "The items sum up to " + sums(items) + " = ";
          case COUNT -> "The items below are ";
          case VALUE ->
              metric.aggregate() == null
                  ? "The median of these " + Numbers.count(items.size()) + " items is "
                  : "Together these items are ";
          case TIME_SHARE -> "The share of the time of these items is ";
          case RATE -> "The " + Numbers.count(items.size()) + " items by the weeks are ";
          case LATEST ->
              switch (Objects.requireNonNull(metric.aggregate())) {
                case WORST -> "The worst of these items is ";
                case SUM -> "These items sum up to ";
                case MEAN -> "The mean of these items is ";
              };
          default -> "The median of these " + Numbers.count(items.size()) + " items is ";
        };
    return new Proof(
        equal ? "equal" : "different",
        how
            + Numbers.withUnit(again, metric.unit())
            + (equal ? ", equal to the number " : ", but the number is ")
            + Numbers.withUnit(number, metric.unit())
            + ".");
  }

  /** Items say on how many days each counted; how many days there were is the reading's. */
  private static Proof state(
      Reading reading, List<Observation> items, MetricDefinition metric, double number) {
    Double below = reading.denominator();
    if (metric.people() || below == null) {
      return new Proof(
          "unchecked",
          "The number is divided by the people behind it. Items carry no people, so it cannot be"
              + " worked out from this list.");
    }
    double again = numerators(items) / below;
    boolean equal = Math.abs(again - number) <= CLOSE * Math.max(1, Math.abs(number));
    return new Proof(
        equal ? "equal" : "different",
        "The items count on "
            + Numbers.count(Math.round(numerators(items)))
            + " days in all, over "
            + Numbers.count(Math.round(below))
            + " days: "
            + Numbers.withUnit(again, metric.unit())
            + (equal ? ", equal to the number." : ", but the number is ")
            + (equal ? "" : Numbers.withUnit(number, metric.unit()) + "."));
  }

  /** Items say how many days each has; how many there were in all is the reading's. */
  private static Proof effort(
      Reading reading, List<Observation> items, MetricDefinition metric, double number) {
    Double days = reading.denominator();
    double sum =
        days == null
            ? items.stream()
                .map(Observation::value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum()
            : numerators(items);
    double again = days == null ? sum : 100 * sum / days;
    boolean equal = Math.abs(again - number) <= CLOSE * Math.max(1, Math.abs(number));
    return new Proof(
        equal ? "equal" : "different",
        "The items sum up to "
            + (days == null
                ? Numbers.withUnit(sum, metric.unit())
                : Numbers.withUnit(sum, Unit.FTE_DAYS)
                    + " of this kind, of "
                    + Numbers.withUnit(days, Unit.FTE_DAYS)
                    + ": "
                    + Numbers.withUnit(again, metric.unit()))
            + (equal
                ? ", equal to the number."
                : ", but the number is " + Numbers.withUnit(number, metric.unit()) + "."));
  }

  /** Linear interpolation between the two nearest, as the metrics do. */
  static double percentile(List<Observation> items, double share) {
    double[] values =
        items.stream()
            .map(Observation::value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (values.length == 0) {
      return Double.NaN;
    }
    double place = share * (values.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return values[below] + (place - below) * (values[above] - values[below]);
  }

  /** Each subject once, since one thing may hold in several places. */
  private static double latest(List<Observation> items, MetricDefinition metric) {
    boolean higher = metric.better() == Better.HIGHER;
    Map<String, Double> once = new TreeMap<>();
    for (Observation item : items) {
      Double value = item.value();
      if (value != null) {
        once.merge(item.subject() + " " + item.part(), value, higher ? Math::min : Math::max);
      }
    }
    DoubleStream values = once.values().stream().mapToDouble(Double::doubleValue);
    return switch (Objects.requireNonNull(metric.aggregate())) {
      case WORST -> (higher ? values.min() : values.max()).orElse(Double.NaN);
      case SUM -> values.sum();
      case MEAN -> values.average().orElse(Double.NaN);
    };
  }

  private static double value(List<Observation> items, MetricDefinition metric) {
    DoubleStream values =
        items.stream()
            .map(Observation::value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue);
    return switch (metric.aggregate()) {
      case null -> percentile(items, 0.5);
      case WORST ->
          (metric.better() == Better.HIGHER ? values.min() : values.max()).orElse(Double.NaN);
      case SUM -> values.sum();
      case MEAN -> values.average().orElse(Double.NaN);
    };
  }

  /** Of each subject its own, where the worst is meant. */
  private static double timeShare(List<Observation> items, MetricDefinition metric) {
    if (metric.aggregate() != Aggregate.WORST) {
      return ratio(items, metric);
    }
    Map<String, List<Observation>> bySubject =
        items.stream().collect(Collectors.groupingBy(Observation::subject));
    return bySubject.values().stream()
        .mapToDouble(own -> ratio(own, metric))
        .min()
        .orElse(Double.NaN);
  }

  private static double ratio(List<Observation> items, MetricDefinition metric) {
    double ratio = numerators(items) / denominators(items);
    return metric.unit() == Unit.PERCENT ? ratio * 100 : ratio;
  }

  private static String sums(List<Observation> items) {
    return Numbers.count(Math.round(numerators(items)))
        + " ÷ "
        + Numbers.count(Math.round(denominators(items)));
  }

  private static double numerators(List<Observation> items) {
    return items.stream()
        .map(Observation::numerator)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static double denominators(List<Observation> items) {
    return items.stream()
        .map(Observation::denominator)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
