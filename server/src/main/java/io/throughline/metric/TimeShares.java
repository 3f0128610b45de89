package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition.Aggregate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How much of the time of each period was good, by subject. Time of which nothing is told, and time
 * that nobody has seen yet, is in neither sum.
 */
final class TimeShares implements StateSums.Kept {
  /** Of one subject, in microseconds. */
  private static final class Time {
    private double good;
    private double known;

    double share() {
      return good / known;
    }
  }

  private static final double HOUR = 3_600.0 * Stretch.SECOND;

  private final int branch;
  private final int goodAt;
  private final int subjectAt;
  private final Aggregate aggregate;
  private final long seenUntil;
  private final Groups groups;
  private final List<Map<String, Time>> times;
  private double good;
  private boolean isKnown;
  private String subject = "";

  /**
   * @param goodAt which of a row's columns says whether it was good
   * @param subjectAt which of them says of what
   * @param seenUntil up to when anything is known
   */
  TimeShares(
      int branch, int goodAt, int subjectAt, Aggregate aggregate, long seenUntil, Groups groups) {
    this.branch = branch;
    this.goodAt = goodAt;
    this.subjectAt = subjectAt;
    this.aggregate = aggregate;
    this.seenUntil = seenUntil;
    this.groups = groups;
    this.times = Stream.<Map<String, Time>>generate(HashMap::new).limit(groups.cells()).toList();
  }

  @Override
  public void row(ResultSet row) throws SQLException {
    good = row.getDouble(goodAt);
    isKnown = !row.wasNull();
    subject = row.getString(subjectAt);
  }

  @Override
  public void holds(int group, long from, long to) {
    if (!isKnown) {
      return;
    }
    for (Group.Range range : groups.all().get(group).ranges()) {
      for (int p = 0; p < range.periods().size(); p++) {
        long starts = Math.max(from, Stretch.micros(range.periods().get(p).starts()));
        long ends =
            Math.min(Math.min(to, seenUntil), Stretch.micros(range.periods().get(p).ends()));
        if (starts < ends) {
          Time time = times.get(range.cell() + p).computeIfAbsent(subject, one -> new Time());
          time.known += ends - starts;
          time.good += good * (ends - starts);
        }
      }
    }
  }

  @Override
  public void finish(Map<Summary.Key, Summary> found) {
    for (int cell = 0; cell < times.size(); cell++) {
      Map<String, Time> all = times.get(cell);
      if (!all.isEmpty()) {
        Time told = together(all);
        found.put(
            new Summary.Key(branch, cell),
            Summary.ratio(all.size(), told.good / HOUR, told.known / HOUR));
      }
    }
  }

  private Time together(Map<String, Time> all) {
    if (Objects.requireNonNull(aggregate) == Aggregate.WORST) {
      return all.entrySet().stream()
          .min(
              Map.Entry.<String, Time>comparingByValue(
                      java.util.Comparator.comparingDouble(Time::share))
                  .thenComparing(Map.Entry.comparingByKey()))
          .orElseThrow()
          .getValue();
    }
    Time sum = new Time();
    all.values()
        .forEach(
            one -> {
              sum.good += one.good;
              sum.known += one.known;
            });
    return sum;
  }
}
