package io.throughline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.forecast.Draws.Day;
import io.throughline.forecast.Forecast.Count;
import io.throughline.forecast.Forecast.None;
import io.throughline.model.time.WorkCalendar;
import io.throughline.sprint.Throughput;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forecasts against what can be calculated. */
final class ForecastTest {
  private static final WorkCalendar CALENDAR = WorkCalendar.plain(ZoneOffset.UTC);

  /** A Monday, at its very start. */
  private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

  private static Throughput everyWorkday(int count, String since) {
    List<LocalDate> finished = new ArrayList<>();
    LocalDate.parse(since)
        .datesUntil(LocalDate.parse("2026-06-01"))
        .filter(CALENDAR::worksOn)
        .forEach(day -> finished.addAll(Collections.nCopies(count, day)));
    return new Throughput(MONDAY, LocalDate.parse(since), finished);
  }

  /** With half the days bringing one ticket, the sum of ten days is binomial. */
  @Test
  void theChanceIsThatOfTheBinomial() {
    Draws draws = new Draws(List.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1));
    Draws.Lengths lengths = draws.until(4, Collections.nCopies(10, Day.WHOLE));
    double expected = 1 - (1 + 10 + 45 + 120) / 1024.0; // at least four of ten
    assertThat(lengths.inTime() / 10_000.0).isCloseTo(expected, within(0.02));
    int[] sums = draws.after(10);
    assertThat(sums[5_000]).isEqualTo(5);
    // At least 3 in 94.5 % and at least 4 in 82.8 % of the cases.
    assertThat(sums[1_500]).isEqualTo(3);
  }

  /** A ticket on a day of which half is left is finished in half of the cases. */
  @Test
  void partOfADayBringsPartOfItsTickets() {
    Draws draws = new Draws(List.of(1));
    Draws.Lengths lengths = draws.until(1, List.of(new Day(0.5, 0.5)));
    assertThat(lengths.inTime() / 10_000.0).isCloseTo(0.5, within(0.02));
    Draws.Lengths close = draws.until(1, List.of(new Day(1, 0.25)));
    assertThat(close.inTime() / 10_000.0).isCloseTo(0.25, within(0.02));
    assertThat(close.by(0.85)).isZero();
  }

  @Test
  void steadyWorkIsForeseenToTheDay() {
    Forecast forecast =
        Forecast.of(
            6, everyWorkday(1, "2026-05-04"), Instant.parse("2026-06-09T00:00:00Z"), CALENDAR);
    assertThat(forecast.samples()).isEqualTo(20);
    assertThat(forecast.finished()).isEqualTo(20);
    assertThat(forecast.chance()).isEqualTo(1);
    assertThat(forecast.p50()).isEqualTo("2026-06-08");
    assertThat(forecast.p85()).isEqualTo("2026-06-08");
    Forecast late =
        Forecast.of(
            7, everyWorkday(1, "2026-05-04"), Instant.parse("2026-06-09T00:00:00Z"), CALENDAR);
    assertThat(late.chance()).isZero();
    assertThat(late.p50()).isEqualTo("2026-06-09");
  }

  @Test
  void theSameFactsHaveTheSameAnswer() {
    Throughput throughput =
        new Throughput(
            MONDAY,
            LocalDate.parse("2026-05-01"),
            List.of(
                LocalDate.parse("2026-05-12"),
                LocalDate.parse("2026-05-20"),
                LocalDate.parse("2026-05-20")));
    Instant close = Instant.parse("2026-06-12T16:00:00Z");
    assertThat(Forecast.of(2, throughput, close, CALENDAR))
        .isEqualTo(Forecast.of(2, throughput, close, CALENDAR));
  }

  @Test
  void withFewerThanTenWorkingDaysNothingIsSaid() {
    Forecast forecast = Forecast.of(3, everyWorkday(1, "2026-05-19"), MONDAY, CALENDAR);
    assertThat(forecast.none()).isEqualTo(None.FEW_DAYS);
    assertThat(forecast.samples()).isEqualTo(9);
    assertThat(forecast.chance()).isNull();
    assertThat(forecast.p50()).isNull();
    assertThat(Forecast.counts(everyWorkday(1, "2026-05-19"), CALENDAR, List.of(5))).isEmpty();
  }

  @Test
  void whereNothingWasFinishedNothingIsSaid() {
    Forecast forecast = Forecast.of(3, everyWorkday(0, "2026-05-01"), null, CALENDAR);
    assertThat(forecast.none()).isEqualTo(None.NOTHING_FINISHED);
  }

  @Test
  void whatIsDoneNeedsNoDraws() {
    Forecast forecast =
        Forecast.of(
            0, everyWorkday(0, "2026-05-29"), Instant.parse("2026-06-05T16:00:00Z"), CALENDAR);
    assertThat(forecast.chance()).isEqualTo(1);
    assertThat(forecast.none()).isNull();
  }

  /** Saturday's work is not lost: it counts for Friday. */
  @Test
  void daysOffCountForTheDayBefore() {
    Throughput throughput =
        new Throughput(
            MONDAY,
            LocalDate.parse("2026-05-28"),
            List.of(LocalDate.parse("2026-05-29"), LocalDate.parse("2026-05-30")));
    assertThat(Forecast.samples(throughput, CALENDAR)).containsExactly(0, 2);
  }

  @Test
  void steadyWorkIsCountedAhead() {
    List<Count> counts = Forecast.counts(everyWorkday(2, "2026-05-04"), CALENDAR, List.of(5, 10));
    assertThat(counts)
        .containsExactly(
            new Count(LocalDate.parse("2026-06-08"), 5, 10, 10),
            new Count(LocalDate.parse("2026-06-15"), 10, 20, 20));
  }

  @Test
  void aPlannedEndThatHasPassedHasNoChance() {
    Forecast forecast =
        Forecast.of(2, everyWorkday(1, "2026-05-04"), MONDAY.minusSeconds(86_400), CALENDAR);
    assertThat(forecast.by()).isNull();
    assertThat(forecast.chance()).isNull();
    assertThat(forecast.p50()).isEqualTo("2026-06-02");
  }
}
