package io.throughline.metric;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of one answer have in common.
 *
 * @param stretches that begin before now, not empty; several are answered by one pass over the rows
 * @param now nothing later is read
 * @param authorClass null for all
 * @param intervals whether medians come with their interval (it costs every value of a group)
 */
record Question(
    Slice slice,
    List<Stretch> stretches,
    Instant now,
    @Nullable String authorClass,
    boolean intervals) {

  Question {
    stretches = List.copyOf(stretches);
  }

  /** The instant, or now when that is earlier. */
  Instant earlier(Instant instant) {
    return instant.isBefore(now) ? instant : now;
  }

  /** The beginning of everything that any metric of the answer reads. */
  Instant earliest() {
    return stretches.stream()
        .flatMap(
            s ->
                Stream.concat(
                    Stream.of(s.from()),
                    s.weeks(slice.zone()).stream().limit(1).map(Weeks.Week::starts)))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Where all of it ends. */
  Instant latest() {
    return earlier(
        stretches.stream().map(Stretch::ends).max(Instant::compareTo).orElseThrow());
  }

  /**
   * SQL of the index of the period that an instant lies in.
   *
   * @param at SQL of the instant
   * @param stretch SQL of the number of the stretch that it lies in
   */
  String period(String at, String stretch) {
    return byStretch(
        stretch,
        s -> Placement.index(at, s.grain(), s.periods().getFirst().from(), latest(), slice.zone()));
  }

  /** SQL that is another one for each stretch. */
  String byStretch(String stretch, Function<Stretch, String> sql) {
    if (stretches.size() == 1) {
      return sql.apply(stretches.getFirst());
    }
    return stretches.stream()
        .map(s -> " WHEN " + s.number() + " THEN " + sql.apply(s))
        .collect(Collectors.joining("", "CASE " + stretch, " END"));
  }
}
