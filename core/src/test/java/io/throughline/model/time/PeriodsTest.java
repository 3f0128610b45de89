package io.throughline.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void daysAreAsLongAsTheClockSays() {
    List<Period> spring = Periods.of(BERLIN, day("2026-03-29"), day("2026-03-30"), Grain.DAY);
    assertThat(Duration.between(spring.getFirst().starts(), spring.getFirst().ends()))
        .isEqualTo(Duration.ofHours(23));
    List<Period> autumn = Periods.of(BERLIN, day("2026-10-25"), day("2026-10-26"), Grain.DAY);
    assertThat(Duration.between(autumn.getFirst().starts(), autumn.getFirst().ends()))
        .isEqualTo(Duration.ofHours(25));
    List<Period> howe =
        Periods.of(
            ZoneId.of("Australia/Lord_Howe"), day("2026-10-04"), day("2026-10-05"), Grain.DAY);
    assertThat(Duration.between(howe.getFirst().starts(), howe.getFirst().ends()))
        .isEqualTo(Duration.ofMinutes(23 * 60 + 30));
  }

  @Test
  void aDayThatNeverWasIsEmpty() {
    List<Period> apia =
        Periods.of(ZoneId.of("Pacific/Apia"), day("2011-12-29"), day("2012-01-01"), Grain.DAY);
    assertThat(apia).hasSize(3);
    assertThat(apia.get(1).starts()).isEqualTo(apia.get(1).ends());
    assertThat(apia.get(2).starts()).isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
  }

  @Test
  void weeksBeginOnMondayAndAreCutToTheRange() {
    assertThat(Periods.of(BERLIN, day("2026-05-06"), day("2026-05-19"), Grain.WEEK))
        .extracting(Period::from)
        .containsExactly(day("2026-05-06"), day("2026-05-11"), day("2026-05-18"));
  }

  @ParameterizedTest
  @EnumSource(value = Grain.class, mode = EnumSource.Mode.EXCLUDE, names = "SPRINT")
  void theyJoinWithoutGaps(Grain grain) {
    LocalDate from = day("2025-11-17");
    LocalDate to = day("2026-12-03");
    List<Period> all = Periods.of(ZoneId.of("America/New_York"), from, to, grain);
    assertThat(all.getFirst().from()).isEqualTo(from);
    assertThat(all.getLast().to()).isEqualTo(to);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).starts()).isEqualTo(all.get(i - 1).ends());
      assertThat(all.get(i).from()).isEqualTo(all.get(i - 1).to());
    }
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThatThrownBy(() -> Periods.of(BERLIN, day("2026-01-01"), day("2026-01-01"), Grain.DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
