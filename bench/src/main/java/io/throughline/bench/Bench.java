package io.throughline.bench;

/** One measurement. */
interface Bench {
  /** The word after {@code --only}. */
  String name();

  /** What it measures, in a line. */
  String title();

  /** Measures and reports. */
  void run(Bed bed, Report report) throws Exception;
}
