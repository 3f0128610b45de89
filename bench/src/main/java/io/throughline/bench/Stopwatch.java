package io.throughline.bench;

/** Time since it was made. */
final class Stopwatch {
  private final long began = System.nanoTime();

  double millis() {
    return (System.nanoTime() - began) / 1e6;
  }

  double seconds() {
    return millis() / 1e3;
  }
}
