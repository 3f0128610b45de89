package io.throughline.gate;

import io.throughline.gate.GateEvidence.Value;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much slower a load test is than that of the release before: the 95th percentile of each
 * transaction and of all samples, and the worst of them is told.
 */
final class Growth {
  private final List<LoadSummary> loads;
  private final LastRelease last;

  Growth(List<LoadSummary> loads, LastRelease last) {
    this.loads = loads;
    this.last = last;
  }

  /**
   * In percent of what it was; below 0 when it became faster.
   *
   * @param transaction that it is asked of; null: each, and all samples together
   */
  Value value(@Nullable String transaction) {
    if (!last.why().isEmpty()) {
      return last.first() ? Value.notAsked(last.why()) : Value.none(last.why());
    }
    if (transaction != null && loads.stream().noneMatch(load -> tells(load, transaction))) {
      return Value.none("the load test has no transaction \"" + transaction + "\"");
    }
    List<LoadSummary> same = loads.stream().filter(load -> last.differs(load).isEmpty()).toList();
    if (same.isEmpty()) {
      return Value.notAsked(last.differs(loads.getFirst()));
    }
    return same.stream()
        .flatMap(load -> grown(load, transaction))
        .reduce(Growth::worse)
        .orElseGet(() -> Value.notAsked("the last release's load test does not tell of it"));
  }

  private static boolean tells(LoadSummary load, String transaction) {
    return load.transactions().stream().anyMatch(one -> one.name().equals(transaction));
  }

  /** Of what both tell of: a transaction that is new is not in the last release. */
  private Stream<Value> grown(LoadSummary load, @Nullable String transaction) {
    Stream<Value> each =
        load.transactions().stream()
            .filter(one -> transaction == null || one.name().equals(transaction))
            .flatMap(
                one -> Stream.ofNullable(last.p95().get(one.name())).map(was -> grown(one, was)));
    return transaction == null
        ? Stream.concat(each, Stream.ofNullable(last.total()).map(was -> grown(load.total(), was)))
        : each;
  }

  private static Value grown(Transaction now, double was) {
    Double is = LastRelease.p95(now);
    if (is == null) {
      return new Value(null, now.name(), "the report does not tell it", false);
    }
    if (was <= 0) {
      // Nothing is so many percent of nothing.
      return is <= 0
          ? new Value(0.0, now.name(), "0 ms, as it was", false)
          : new Value(null, now.name(), "it took 0 ms in the last release", false);
    }
    return new Value(
        100 * (is - was) / was,
        now.name(),
        "%s ms, and %s ms in the last release".formatted(millis(is), millis(was)),
        false);
  }

  /** What is not told is worse than whatever is. */
  private static Value worse(Value one, Value other) {
    Double first = one.value();
    Double second = other.value();
    return first == null || second != null && first >= second ? one : other;
  }

  private static String millis(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
