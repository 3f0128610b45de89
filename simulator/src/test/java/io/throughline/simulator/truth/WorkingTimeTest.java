package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.simulator.world.Office;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class WorkingTimeTest {
  private static long at(Office office, String local) {
    return LocalDateTime.parse(local).atZone(office.zone()).toInstant().toEpochMilli();
  }

  private static double hours(Office office, String from, String to) {
    return WorkingTime.hours(office, at(office, from), at(office, to));
  }

  @Test
  void fridayEveningToSaturdayMorningIsFourHours() {
    assertThat(hours(Office.BERLIN, "2026-03-06T20:00:00", "2026-03-07T08:00:00")).isEqualTo(4);
  }

  @Test
  void wednesdayToThursdayAtTheSameTimeIsADay() {
    assertThat(hours(Office.NEW_YORK, "2026-03-04T10:00:00", "2026-03-05T10:00:00")).isEqualTo(24);
  }

  @Test
  void aHolidayDoesNotCount() {
    assertThat(hours(Office.BERLIN, "2026-04-30T12:00:00", "2026-05-04T12:00:00")).isEqualTo(24);
  }

  @Test
  void theSwitchToSummerTimeFallsOnASunday() {
    assertThat(hours(Office.BERLIN, "2026-03-27T00:00:00", "2026-03-31T00:00:00")).isEqualTo(48);
  }

  @Test
  void backwardsIsNegative() {
    assertThat(hours(Office.BERLIN, "2026-03-05T10:00:00", "2026-03-04T10:00:00")).isEqualTo(-24);
  }

  @Test
  void afterIsTheInverseOfHours() {
    long from = at(Office.BENGALURU, "2026-03-06T15:00:00");
    long due = WorkingTime.after(Office.BENGALURU, from, 24);
    assertThat(due).isEqualTo(at(Office.BENGALURU, "2026-03-09T15:00:00"));
    assertThat(WorkingTime.hours(Office.BENGALURU, from, due)).isCloseTo(24, within(1e-9));
  }
}
