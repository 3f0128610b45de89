package io.throughline.report.jmeter;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run that counts: the samples that start in it. It is measured from the start of the
 * run's first sample.
 *
 * @param after how much of the beginning is left out, as the ramp-up
 * @param length how long it lasts; null: until the end of the run
 */
public record Window(Duration after, @Nullable Duration length) {
  private static final Duration LONGEST = Duration.ofDays(1_000);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** Nothing is left out. */
  public static final Window WHOLE_RUN = new Window(Duration.ZERO, null);

  /**
   * @throws IllegalArgumentException when it begins before the run, has no length, or is longer
   *     than a thousand days
   */
  public Window {
    if (after.isNegative() || after.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a window does not begin " + after + " after the run");
    }
    if (length != null && (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("a window does not last " + length);
    }
  }

  /** Whether it leaves nothing out. */
  public boolean isWholeRun() {
    return after.isZero() && length == null;
  }

  /** For a person: {@code from 60 s after the first sample, for 300 s}. */
  public String title() {
    if (isWholeRun()) {
      return "whole run";
    }
    String from = "from " + seconds(after) + " after the first sample";
    return length == null ? from : from + ", for " + seconds(length);
  }

  private static String seconds(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    return seconds.toPlainString() + " s";
  }
}
