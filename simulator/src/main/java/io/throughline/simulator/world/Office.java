package io.throughline.simulator.world;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** One of the company's three offices, each with its own time zone and public holidays. */
public enum Office {
  BERLIN("Europe/Berlin"),
  NEW_YORK("America/New_York"),
  BENGALURU("Asia/Kolkata");

  private final ZoneId zone;

  Office(String zone) {
    this.zone = ZoneId.of(zone);
  }

  /** The zone in which this office's days begin and end. */
  public ZoneId zone() {
    return zone;
  }

  /** This office's public holidays of a year, in order of date. */
  public Set<LocalDate> holidays(int year) {
    return Holidays.of(this, year);
  }

  /** True from Monday to Friday unless it is a public holiday here. */
  public boolean worksOn(LocalDate day) {
    return day.getDayOfWeek().getValue() <= 5 && !holidays(day.getYear()).contains(day);
  }
}
