package io.throughline.metric;

import java.util.List;

/**
 * How observations of a period are spread.
 *
 * @param bins ascending, adjoining; the last one may be open at its end ({@code to} infinite)
 */
public record Distribution(List<Bin> bins, long n) {
  /** A bin {@code [from, to)} in the metric's unit. */
  public record Bin(double from, double to, long count) {}
}
