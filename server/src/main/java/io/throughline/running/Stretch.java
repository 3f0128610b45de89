package io.throughline.running;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The samples of one stretch of time, of which some may be missing. */
record Stretch(List<Sample> samples) {
  static Stretch of(List<Sample> all, Instant from, Instant to) {
    return new Stretch(
        all.stream().filter(s -> !s.at().isBefore(from) && s.at().isBefore(to)).toList());
  }

  /** Requests of the samples that tell them. */
  long requests() {
    return samples.stream().map(Sample::requests).filter(Objects::nonNull).mapToLong(r -> r).sum();
  }

  /** Errors of the samples that tell both. */
  long errors() {
    return samples.stream()
        .filter(s -> s.requests() != null && s.errors() != null)
        .mapToLong(s -> Objects.requireNonNull(s.errors()))
        .sum();
  }

  /** Requests of which it is known whether they failed. */
  long judged() {
    return samples.stream()
        .filter(s -> s.requests() != null && s.errors() != null)
        .mapToLong(s -> Objects.requireNonNull(s.requests()))
        .sum();
  }

  /** Requests a minute of the time that is known; null when none is. */
  @Nullable Double perMinute() {
    long seconds =
        samples.stream().filter(s -> s.requests() != null).mapToLong(Sample::seconds).sum();
    return seconds == 0 ? null : requests() * 60.0 / seconds;
  }

  /** The values that are known. */
  double[] values(Function<Sample, @Nullable Double> of) {
    return samples.stream().map(of).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
  }
}
