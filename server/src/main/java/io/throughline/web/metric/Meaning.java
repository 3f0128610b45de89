package io.throughline.web.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Aggregate;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricDefinition.DefaultTarget;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.web.Choices;
import io.throughline.web.part.Needs;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a number is counted, in words.
 *
 * @param aggregate what the headline is
 * @param betterTitle the same, shorter
 * @param clock which hours count; empty where none do
 * @param number of the version
 * @param misleads when the number says something else than it seems to; empty when not known
 * @param target the default target with its source; empty for context metrics
 */
public record Meaning(
    String id,
    String title,
    String question,
    String why,
    String definition,
    String aggregate,
    String unit,
    String better,
    String betterTitle,
    String clock,
    String clockTitle,
    String attribute,
    String misleads,
    String source,
    String target,
    int number,
    String version,
    String needs,
    boolean people) {

  /** Puts a definition into words. */
  public static Meaning of(MetricDefinition metric) {
    return new Meaning(
        metric.id(),
        metric.title(),
        metric.question(),
        metric.why(),
        metric.definition(),
        aggregate(metric),
        Numbers.suffix(metric.unit()).isEmpty() || metric.unit() == Unit.LINES
            ? metric.unit().name().toLowerCase(Locale.ROOT)
            : metric.unit().name().toLowerCase(Locale.ROOT)
                + " ("
                + Numbers.suffix(metric.unit())
                + ")",
        better(metric.better()),
        metric.better() == Better.NONE ? "context" : better(metric.better()),
        clock(metric),
        Choices.clockTitle(metric.clock()).toLowerCase(Locale.ROOT),
        switch (metric.attribute()) {
          case PERSON -> "the author's or reviewer's team on the day it ended";
          case SERVICE -> "the team that owned the service on the day it ended";
          case BOARD -> "the team that worked on the board on the day it ended";
        },
        empty(metric.misleadsWhen()),
        metric.source(),
        target(metric),
        metric.version(),
        "v" + metric.version() + ", since " + Times.date(LocalDate.parse(metric.since())),
        Needs.words(metric.needs()),
        metric.people());
  }

  private static String aggregate(MetricDefinition metric) {
    return switch (metric.kind()) {
      case DURATION -> "median (p50), with p75 and p90 beside it";
      case VALUE ->
          switch (metric.aggregate()) {
            case null -> "median (p50), with p75 and p90 beside it";
            case WORST -> metric.better() == Better.HIGHER ? "the lowest" : "the highest";
            case SUM -> "the sum";
            case MEAN -> "the mean";
          };
      case COUNT -> "how many there were";
      case DAYS -> "on how many days there was any, by the weeks of the period";
      case RATE -> "how many there were, by the weeks of the period";
      case RATIO -> "sum of numerators by sum of denominators, never a mean of shares";
      case STATE ->
          metric.clock() == Clock.WORKING
              ? "mean over the ends of working days"
              : "mean over the ends of days";
      case EFFORT ->
          metric.unit() == Unit.PERCENT
              ? "share of the people's days; the parts are the other shares"
              : "sum over the people's days";
      case AGE -> "median (p50) at the end of the period, or now, with p75 and p90 beside it";
      case HISTOGRAM ->
          "the "
              + metric.percentile()
              + "th percentile of all answers together, of the service where it is the longest";
      case TIME_SHARE ->
          metric.aggregate() == Aggregate.WORST
              ? "share of the time that is known, of the worst"
              : "share of the time that is known, of all together";
      case SHARE -> "sum of numerators by sum of denominators at the end of the period, or now";
      case LATEST ->
          switch (Objects.requireNonNull(metric.aggregate())) {
            case WORST -> "the worst of what holds at the end of the period, or now";
            case SUM -> "the sum of what holds at the end of the period, or now";
            case MEAN -> "the mean of what holds at the end of the period, or now";
          };
      case DERIVED -> "made of other readings, or of forecasts; the median where there are several";
      case LOAD -> "the most that anybody has by the median over people; the median over sprints";
      case PERSON_WEEK -> "median over active people and weeks, shown as a spread";
    };
  }

  private static String clock(MetricDefinition metric) {
    if (metric.kind() != MetricKind.DURATION && metric.kind() != MetricKind.AGE) {
      return "";
    }
    return metric.clock() == Clock.WORKING
        ? "working time: nights count unless the calendar says hours, weekends and holidays do not"
        : "calendar time: every hour counts";
  }

  private static String better(Better better) {
    return switch (better) {
      case LOWER -> "lower is better";
      case HIGHER -> "higher is better";
      case RANGE -> "a range is best";
      case NONE -> "neither is better; it gives context";
    };
  }

  private static String target(MetricDefinition metric) {
    DefaultTarget target = metric.target();
    if (target == null) {
      return "";
    }
    String green = Numbers.withUnit(target.green(), metric.unit());
    String limit =
        target.low() != null
            ? Numbers.withUnit(target.low(), metric.unit()) + " to " + green
            : (metric.better() == Better.HIGHER ? "at least " : "at most ") + green;
    String amber =
        target.amber() == null
            ? ""
            : "; close until " + Numbers.withUnit(target.amber(), metric.unit());
    return target.on() + " " + limit + amber + " (" + target.source() + ")";
  }

  private static String empty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
