package io.throughline.simulator.truth;

import io.throughline.simulator.world.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One outage, by all that is told of it: what PagerDuty merged, what bears the same key, and what
 * the two systems tell of the same service within ten minutes is one. A system tells each outage
 * once, unless it merged two itself.
 */
final class KnownOutage {
  private static final long NEAR = 10 * 60_000;
  private static final long DAY = 86_400_000;
  private static final long BRIEF = 120_000;

  /** Two tellings that may be of one outage; the surer and the nearer ones go first. */
  private record Pair(Telling one, Telling other, int place, long apart) {}

  private final List<Telling> tellings = new ArrayList<>();

  private KnownOutage(Telling first) {
    tellings.add(first);
  }

  /** All of them. */
  static List<KnownOutage> of(List<Telling> tellings) {
    List<KnownOutage> all = new ArrayList<>();
    tellings.forEach(telling -> all.add(new KnownOutage(telling)));
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < tellings.size(); i++) {
      for (int j = 0; j < i; j++) {
        Pair pair = pair(tellings.get(j), tellings.get(i));
        if (pair != null) {
          pairs.add(pair);
        }
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::place).thenComparingLong(Pair::apart));
    pairs.forEach(pair -> join(all, pair));
    return all;
  }

  private static @Nullable Pair pair(Telling one, Telling other) {
    if (merges(one, other) || merges(other, one)) {
      return new Pair(one, other, 0, 0);
    }
    boolean whole = one.mergedInto() == null && other.mergedInto() == null;
    if (!whole || one.system().equals(other.system())) {
      return null;
    }
    long apart = Math.abs(one.triggeredAt() - other.triggeredAt());
    if (one.key() != null && one.key().equals(other.key()) && apart <= DAY) {
      return new Pair(one, other, 1, apart);
    }
    boolean same = one.service() != null && one.service().equals(other.service());
    return same && apart <= NEAR ? new Pair(one, other, 2, apart) : null;
  }

  private static boolean merges(Telling one, Telling into) {
    return into.outage().key().equals(one.mergedInto()) && into.system().equals(Telling.PAGERDUTY);
  }

  private static void join(List<KnownOutage> all, Pair pair) {
    KnownOutage one = holding(all, pair.one());
    KnownOutage other = holding(all, pair.other());
    boolean twice =
        one.tellings.stream()
            .anyMatch(t -> other.tellings.stream().anyMatch(o -> o.system().equals(t.system())));
    if (one != other && (pair.place() == 0 || !twice)) {
      one.tellings.addAll(other.tellings);
      all.remove(other);
    }
  }

  private static KnownOutage holding(List<KnownOutage> all, Telling telling) {
    return all.stream()
        .filter(outage -> outage.tellings.stream().anyMatch(t -> t == telling))
        .findFirst()
        .orElseThrow();
  }

  private Stream<Telling> own() {
    return tellings.stream().filter(t -> t.mergedInto() == null);
  }

  String name() {
    return tellings.getFirst().outage().key();
  }

  /** Whose service did not work; null where nobody says. */
  @Nullable Project service() {
    return tellings.stream()
        .sorted(
            Comparator.comparing((Telling t) -> t.mergedInto() != null)
                .thenComparingLong(Telling::triggeredAt))
        .map(Telling::service)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  int severity() {
    return tellings.stream().mapToInt(Telling::severity).min().orElseThrow();
  }

  long triggeredAt() {
    return tellings.stream().mapToLong(Telling::triggeredAt).min().orElseThrow();
  }

  /** When the first one answered; null where nobody did. */
  @Nullable Long acknowledgedAt() {
    return tellings.stream()
        .map(Telling::acknowledgedAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** When all said that it was over; null while one does not. */
  @Nullable Long resolvedAt() {
    List<Telling> asked = own().toList();
    boolean open =
        (asked.isEmpty() ? tellings : asked).stream().anyMatch(t -> t.resolvedAt() == null);
    return open
        ? null
        : tellings.stream()
            .map(Telling::resolvedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
  }

  /** Whether it is more than what was merged into something that is not known. */
  boolean counts() {
    return own().findAny().isPresent();
  }

  /** Whether its length says anything: what a machine ended within two minutes is a blip. */
  boolean isTimed() {
    Long over = resolvedAt();
    boolean machine = tellings.stream().allMatch(Telling::machine);
    return counts() && !(machine && over != null && over - triggeredAt() < BRIEF);
  }
}
