package io.throughline.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Working seconds against counting minute by minute, over every switch of the clocks of 2026. */
class WorkHoursTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
        "America/St_Johns",
        "Asia/Kathmandu"
      })
  void equalToCountingMinutes(String zone) {
    ZoneId id = ZoneId.of(zone);
    Set<LocalDate> holidays = Set.of(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 12, 25));
    Set<DayOfWeek> weekdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    check(new WorkCalendar(id, weekdays, null, null, holidays));
    check(new WorkCalendar(id, weekdays, LocalTime.of(9, 15), LocalTime.of(17, 40), holidays));
    // Through the hours that clocks skip or repeat, on the weekend as well.
    check(
        new WorkCalendar(
            id,
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(3, 30),
            LocalTime.of(23, 0),
            holidays));
  }

  private static void check(WorkCalendar calendar) {
    List<WorkHour> hours = WorkHours.of(calendar, FIRST, END);
    long worked = 0;
    Instant minute = FIRST;
    for (WorkHour hour : hours) {
      assertThat(hour.hour()).isEqualTo(minute);
      assertThat(hour.workedBefore()).as("before %s", minute).isEqualTo(worked);
      for (int m = 0; m < 60; m++) {
        long said = hour.workedBefore() + Math.max(0, Math.min(m * 60, hour.to()) - hour.from());
        if (said != worked) {
          assertThat(said).as("up to %s in %s", minute, calendar).isEqualTo(worked);
        }
        worked += works(calendar, minute) ? 60 : 0;
        minute = minute.plus(1, ChronoUnit.MINUTES);
      }
    }
    assertThat(minute).isEqualTo(END);
  }

  private static boolean works(WorkCalendar calendar, Instant minute) {
    ZonedDateTime local = minute.atZone(calendar.zone());
    LocalTime from = calendar.from();
    LocalTime to = calendar.to();
    return calendar.days().contains(local.getDayOfWeek())
        && !calendar.holidays().contains(local.toLocalDate())
        && (from == null || !local.toLocalTime().isBefore(from))
        && (to == null || local.toLocalTime().isBefore(to));
  }
}
