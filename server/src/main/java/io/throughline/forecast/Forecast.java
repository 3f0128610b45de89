package io.throughline.forecast;

import io.throughline.forecast.Draws.Day;
import io.throughline.forecast.Draws.Lengths;
import io.throughline.model.time.WorkCalendar;
import io.throughline.model.time.WorkHours;
import io.throughline.sprint.Expected;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.Throughput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the tickets that are left will be done: 10 000 draws from what the board finished on each of
 * its last working days, at least ten of them and twenty at most. Tickets are counted, whatever
 * they weigh. What was finished on a day off counts for the working day before it.
 *
 * @param asOf nothing later was looked at; UTC
 * @param remaining tickets that were not done then
 * @param samples how many working days were drawn from
 * @param finished how many tickets were finished on them
 * @param by until when the chance is meant; null for none, or when that had passed
 * @param chance that all is done by then, 0 to 1; null where nothing can be said
 * @param p50 local day by which all is done in half of the draws; null where nothing can be said,
 *     or when it is more than a year away
 * @param p85 the same for 85 of 100
 * @param none why nothing can be said; null when something can
 */
public record Forecast(
    Instant asOf,
    int remaining,
    int samples,
    int finished,
    @Nullable Instant by,
    @Nullable Double chance,
    @Nullable LocalDate p50,
    @Nullable LocalDate p85,
    @Nullable None none) {
  private static final int FEWEST = 10;
  private static final int MOST = 20;
  private static final int HORIZON = 260;

  /** Why there is no forecast. */
  public enum None {
    /** Fewer than ten working days are known. */
    FEW_DAYS,
    /** Nothing was finished in them. */
    NOTHING_FINISHED
  }

  /**
   * How many tickets a board finishes by a day.
   *
   * @param by the last local day
   * @param p50 at least so many in half of the draws
   * @param p85 at least so many in 85 of 100
   */
  public record Count(LocalDate by, int days, int p50, int p85) {}

  /**
   * The forecast of a sprint: as of now up to its planned end; for a closed one as of the middle of
   * its planned time, by what was known then.
   */
  public static Forecast of(SprintBook book, WorkCalendar calendar) {
    return of(new Expected(book.sprint(), book.board(), book.outlook()), calendar);
  }

  /** The same, for a sprint of which no more is read than a forecast needs. */
  public static Forecast of(Expected expected, WorkCalendar calendar) {
    Instant planned = expected.sprint().plannedEndAt();
    Instant close = planned == null ? expected.sprint().completedAt() : planned;
    SprintBook.Outlook outlook = expected.outlook();
    return of(outlook.remaining(), outlook.throughput(), close, calendar);
  }

  static Forecast of(
      int remaining, Throughput throughput, @Nullable Instant close, WorkCalendar calendar) {
    Instant asOf = throughput.asOf();
    Instant by = close == null || !close.isAfter(asOf) ? null : close;
    List<Integer> samples = samples(throughput, calendar);
    int finished = samples.stream().mapToInt(Integer::intValue).sum();
    None none = none(samples);
    if (none != null && remaining > 0) {
      return new Forecast(asOf, remaining, samples.size(), finished, by, null, null, null, none);
    }
    LocalDate today = LocalDate.ofInstant(asOf, calendar.zone());
    if (remaining == 0) {
      return new Forecast(
          asOf, 0, samples.size(), finished, by, by == null ? null : 1.0, today, today, null);
    }
    List<LocalDate> dates = ahead(today, calendar);
    List<Day> days = dates.stream().map(date -> day(date, asOf, by, calendar)).toList();
    Lengths lengths = new Draws(samples).until(remaining, days);
    return new Forecast(
        asOf,
        remaining,
        samples.size(),
        finished,
        by,
        by == null ? null : lengths.inTime() / (double) Draws.RUNS,
        date(dates, lengths.by(0.5)),
        date(dates, lengths.by(0.85)),
        null);
  }

  /** How many tickets a board finishes in whole working days from tomorrow on; empty for none. */
  public static List<Count> counts(
      Throughput throughput, WorkCalendar calendar, List<Integer> days) {
    List<Integer> samples = samples(throughput, calendar);
    if (none(samples) != null) {
      return List.of();
    }
    LocalDate tomorrow = LocalDate.ofInstant(throughput.asOf(), calendar.zone()).plusDays(1);
    List<LocalDate> dates = ahead(tomorrow, calendar);
    Draws draws = new Draws(samples);
    List<Count> counts = new ArrayList<>();
    for (int many : days) {
      int[] sums = draws.after(many);
      counts.add(
          new Count(
              dates.get(many - 1),
              many,
              sums[Draws.RUNS / 2],
              sums[(int) Math.floor(Draws.RUNS * 0.15)]));
    }
    return List.copyOf(counts);
  }

  /** How many working days are drawn from, and how many tickets were finished on them. */
  public record Basis(int samples, int finished) {}

  /** What draws from a throughput stand on. */
  public static Basis basis(Throughput throughput, WorkCalendar calendar) {
    List<Integer> samples = samples(throughput, calendar);
    return new Basis(samples.size(), samples.stream().mapToInt(Integer::intValue).sum());
  }

  /** Why a board's throughput says nothing; null when it does. */
  public static @Nullable None none(Throughput throughput, WorkCalendar calendar) {
    return none(samples(throughput, calendar));
  }

  private static @Nullable None none(List<Integer> samples) {
    if (samples.size() < FEWEST) {
      return None.FEW_DAYS;
    }
    return samples.stream().allMatch(count -> count == 0) ? None.NOTHING_FINISHED : null;
  }

  /** What was finished on each of the last working days before the running one, oldest first. */
  static List<Integer> samples(Throughput throughput, WorkCalendar calendar) {
    List<Integer> samples = new ArrayList<>();
    LocalDate end = LocalDate.ofInstant(throughput.asOf(), calendar.zone());
    for (LocalDate day = end.minusDays(1);
        !day.isBefore(throughput.since()) && samples.size() < MOST;
        day = day.minusDays(1)) {
      if (calendar.worksOn(day)) {
        LocalDate from = day;
        LocalDate to = end;
        samples.addFirst(
            (int)
                throughput.finished().stream()
                    .filter(d -> !d.isBefore(from) && d.isBefore(to))
                    .count());
        end = day;
      }
    }
    return List.copyOf(samples);
  }

  private static List<LocalDate> ahead(LocalDate first, WorkCalendar calendar) {
    return first.datesUntil(first.plusYears(2)).filter(calendar::worksOn).limit(HORIZON).toList();
  }

  private static @Nullable LocalDate date(List<LocalDate> dates, int place) {
    return place < dates.size() ? dates.get(place) : null;
  }

  private static Day day(
      LocalDate date, Instant asOf, @Nullable Instant close, WorkCalendar calendar) {
    Instant starts = date.atStartOfDay(calendar.zone()).toInstant();
    Instant ends = date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    Instant from = asOf.isAfter(starts) ? asOf : starts;
    double share = asOf.isAfter(starts) ? share(WorkHours.days(calendar, from, ends)) : 1;
    if (close == null || !close.isAfter(from)) {
      return new Day(share, 0);
    }
    return new Day(
        share,
        close.isBefore(ends)
            ? Math.min(share, share(WorkHours.days(calendar, from, close)))
            : share);
  }

  private static double share(double days) {
    return Math.max(0, Math.min(1, days));
  }
}
