package io.throughline.source.newrelic;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time that one question asks for.
 *
 * @param minutes how long one sample of it is
 */
record Stretch(Instant from, Instant to, int minutes) {
  /** How old a stretch is of which New Relic may keep no single minutes any more. */
  static final Duration YOUNG = Duration.ofDays(8);

  /** The minutes of samples that are older. */
  static final int OLD_MINUTES = 5;

  /** A series has no more samples than this. */
  private static final int MOST_SAMPLES = 360;

  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * The stretch to ask for next.
   *
   * @param from a border of samples
   * @param end where the reading ends, not before {@code from}
   * @param now our clock
   * @param minutes how long samples of young stretches are
   */
  static Stretch next(Instant from, Instant end, Instant now, int minutes) {
    Instant border = floor(now.minus(YOUNG), 60);
    boolean old = from.isBefore(border);
    int width = old ? Math.max(OLD_MINUTES, minutes) : minutes;
    Duration longest = Duration.ofMinutes((long) width * MOST_SAMPLES);
    Instant to = from.plus(longest.compareTo(LONGEST) > 0 ? LONGEST : longest);
    // A stretch ends where samples of another length begin, at a whole hour.
    to = old && to.isAfter(border) ? border : to;
    return new Stretch(from, to.isAfter(end) ? floor(end, width) : to, width);
  }

  /** The last border of samples that are so long, counted from 1970. */
  static Instant floor(Instant at, int minutes) {
    long seconds = minutes * 60L;
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  boolean isEmpty() {
    return !from.isBefore(to);
  }
}
