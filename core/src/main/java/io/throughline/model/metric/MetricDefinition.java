package io.throughline.model.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a metric means and how its observations are found. One file each.
 *
 * @param id as in the metric specification
 * @param phase id of the phase of the process that it belongs to
 * @param question the question that it answers, for the page
 * @param why the motivation in the process's own words
 * @param definition one or two sentences: formula and the edge cases that surprise
 * @param better direction, for targets and arrows
 * @param attribute by what an observation finds its team
 * @param subject what is measured: {@code merge_request}, {@code review_request}, {@code pipeline},
 *     {@code ticket} or {@code sprint}
 * @param clock the clock of a duration, or the days of a state; {@link Clock#CALENDAR} for
 *     everything else
 * @param people true when it is withheld below five active people
 * @param partOf id of the metric that this one is a part or companion of; null for a headline
 * @param needs fact tables without which there is no data, for the "no data because" text
 * @param coverageOf population of the coverage ({@code merge_request}, {@code pipeline}); null: not
 *     applicable
 * @param coverageAmong SQL condition that narrows the population; null: all of it
 * @param coveredWhen SQL condition over the population's row ({@code mr} or {@code p})
 * @param wilson whether each row is 0 or 1 of 1, so that a Wilson interval is right
 * @param target default target; null: context only
 * @param version grows with each change of the definition
 * @param since day from which this version holds (ISO)
 * @param sql selects the observations; empty for what is derived
 * @param aggregate how the values of a {@link MetricKind#LATEST}, the subjects of a {@link
 *     MetricKind#TIME_SHARE}, or all values of a {@link MetricKind#VALUE}, are summed up; null for
 *     others
 * @param percentile which one of a {@link MetricKind#HISTOGRAM} is the headline, 1 to 99; null for
 *     others
 * @param few below how many observations a value is no more than a hint; null: what is usual for
 *     its kind
 * @param madeOf ids of the metrics that a derived one is made of, with what each weighs
 */
public record MetricDefinition(
    String id,
    String title,
    String phase,
    String question,
    String why,
    String definition,
    Unit unit,
    Better better,
    MetricKind kind,
    Attribute attribute,
    String subject,
    Clock clock,
    boolean people,
    boolean wilson,
    @Nullable String partOf,
    List<String> needs,
    @Nullable String coverageOf,
    @Nullable String coverageAmong,
    @Nullable String coveredWhen,
    @Nullable String misleadsWhen,
    String source,
    @Nullable DefaultTarget target,
    int version,
    String since,
    String sql,
    Map<String, Double> madeOf,
    @Nullable Aggregate aggregate,
    @Nullable Integer percentile,
    @Nullable Integer few) {

  private static final double LAST_LIMIT = 10_000;

  /** Which way is good. */
  public enum Better {
    LOWER,
    HIGHER,
    RANGE,
    NONE
  }

  /** By what an observation finds its team, as of its date. */
  public enum Attribute {
    /** The person's team; rows without a person (AI agents) go to the owner of the service. */
    PERSON,
    /** The owner of the service. */
    SERVICE,
    /** The team that works on the board. */
    BOARD
  }

  /** What several values are together. */
  public enum Aggregate {
    /** The highest where lower is better, else the lowest. */
    WORST,
    SUM,
    MEAN
  }

  /** Which hours count. */
  public enum Clock {
    CALENDAR,
    WORKING
  }

  /**
   * A default that an organisation edits, with its source.
   *
   * @param on the aggregate that is judged: {@code value}, {@code p50}, {@code p75} or {@code p90}
   * @param green limit up to which (where higher is better: from which) it is met; of a range the
   *     upper end
   * @param amber limit up to which it is nearly met; null: missed beyond green
   * @param low lower end of a range; null for others
   */
  public record DefaultTarget(
      String on, double green, @Nullable Double amber, @Nullable Double low, String source) {}

  public MetricDefinition {
    needs = List.copyOf(needs);
    madeOf = Collections.unmodifiableMap(new LinkedHashMap<>(madeOf));
  }

  /**
   * The largest value that can be told: one that is as large stands for any that is larger. Null
   * where all can be told.
   */
  public @Nullable Double most() {
    return kind == MetricKind.HISTOGRAM ? LAST_LIMIT : null;
  }

  /** Whether a value says no more than that it is larger than {@link #most}. */
  public boolean isBeyond(double value) {
    return kind == MetricKind.HISTOGRAM && value >= LAST_LIMIT;
  }

  /**
   * The same, told in money.
   *
   * @param currency three letters; the title says it, since numbers stand without it
   */
  public MetricDefinition inMoney(String currency) {
    return new MetricDefinition(
        id,
        title + ", " + currency,
        phase,
        question,
        why,
        definition,
        Unit.MONEY,
        better,
        kind,
        attribute,
        subject,
        clock,
        people,
        wilson,
        partOf,
        needs,
        coverageOf,
        coverageAmong,
        coveredWhen,
        misleadsWhen,
        source,
        target,
        version,
        since,
        sql,
        madeOf,
        aggregate,
        percentile,
        few);
  }

  /** Whether it can be asked for one author class: its rows tell what wrote the change. */
  public boolean byAuthorClass() {
    return sql.contains("author_class");
  }

  /** Whether it can be read on either clock: working time needs the calendar of each row. */
  public boolean onEitherClock() {
    return kind == MetricKind.DURATION && sql.contains("calendar_id");
  }
}
