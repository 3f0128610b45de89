package io.throughline.simulator.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/** How long things take: in office hours for the ordinary rhythm, in seconds for live ones. */
public enum Pace {
  /** People act from 9:00 to 17:30 local time on their working days. */
  OFFICE {
    @Override
    public long after(Account who, long from, double hours) {
      ZonedDateTime time = Instant.ofEpochMilli(from).atZone(who.office().zone());
      double left = Math.max(hours, 0.02) * 3600;
      LocalDate day = time.toLocalDate();
      double second = Math.max(time.toLocalTime().toSecondOfDay(), OPENS);
      while (!who.office().worksOn(day) || second + left > CLOSES) {
        if (who.office().worksOn(day) && second < CLOSES) {
          left -= CLOSES - second;
        }
        day = day.plusDays(1);
        second = OPENS;
      }
      return millis(who, day, second + left, from);
    }

    @Override
    public long before(Account who, long until, double hours) {
      ZonedDateTime time = Instant.ofEpochMilli(until).atZone(who.office().zone());
      double left = Math.max(hours, 0.02) * 3600;
      LocalDate day = time.toLocalDate();
      double second = Math.min(time.toLocalTime().toSecondOfDay(), CLOSES);
      while (!who.office().worksOn(day) || second - left < OPENS) {
        if (who.office().worksOn(day) && second > OPENS) {
          left -= second - OPENS;
        }
        day = day.minusDays(1);
        second = CLOSES;
      }
      return millis(who, day, second - left, until);
    }
  },
  /** An hour passes in 20 seconds, and nobody needs more than a minute and a half. */
  LIVE {
    @Override
    public long after(Account who, long from, double hours) {
      return from + (long) Math.max(2_000, Math.min(90_000, hours * 20_000));
    }

    @Override
    public long before(Account who, long until, double hours) {
      // Commits may be older than the push that shows them, so only this side keeps real hours.
      return OFFICE.before(who, until, hours);
    }
  };

  private static final int OPENS = 9 * 3600;
  private static final int CLOSES = 17 * 3600 + 1800;

  /** The moment at which the user has spent that many hours, epoch milliseconds. */
  public abstract long after(Account who, long from, double hours);

  /** The moment from which the user had spent that many hours by {@code until}. */
  public abstract long before(Account who, long until, double hours);

  private static long millis(Account who, LocalDate day, double second, long salt) {
    long start = day.atStartOfDay(who.office().zone()).toInstant().toEpochMilli();
    return start + (long) (second * 1000) / 1000 * 1000 + Math.floorMod(salt * 31 + 17, 1000);
  }
}
