package io.throughline.simulator.truth;

import io.throughline.simulator.production.Outage;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Tracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One outage, by all that is told of it: what PagerDuty merged, what bears the same key, and what
 * systems and customers tell of the same service within ten minutes is one. A system tells each
 * outage once, unless it merged two itself.
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

  /** All of which PagerDuty, New Relic or customers tell by a moment. */
  static List<KnownOutage> all(Company company, Production production, Tracker tracker, long now) {
    List<Telling> tellings = new ArrayList<>(Telling.all(production.outages(now), now));
    tellings.addAll(CustomerTruth.tellings(company, tracker, now));
    return of(tellings);
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
    return into.name().equals(one.mergedInto()) && into.system().equals(Telling.PAGERDUTY);
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
    return tellings.getFirst().name();
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

  /**
   * What was found out by a moment; null for nothing. Only the pager keeps it, of what it did not
   * merge: who looks at New Relic alone is not told.
   */
  Outage.@Nullable PostMortem postMortem(long now) {
    return own()
        .map(Telling::found)
        .filter(Objects::nonNull)
        .filter(found -> found.at() <= now)
        .findFirst()
        .orElse(null);
  }

  /** Whether a customer told of it before anybody and anything else did. */
  boolean customersFirst() {
    return own()
        .min(Comparator.comparingLong(Telling::triggeredAt))
        .filter(KnownOutage::byCustomer)
        .isPresent();
  }

  private static boolean byCustomer(Telling telling) {
    return telling.system().equals(Telling.JIRA);
  }

  /**
   * When all said that it was over; null while one does not. When somebody closed a request says
   * little about that, so it counts only where nothing else tells.
   */
  @Nullable Long resolvedAt() {
    boolean watched = own().anyMatch(t -> !byCustomer(t));
    List<Telling> asked =
        watched ? own().filter(t -> !byCustomer(t)).toList() : List.copyOf(tellings);
    return asked.stream().anyMatch(t -> t.resolvedAt() == null)
        ? null
        : tellings.stream()
            .filter(t -> !(watched && byCustomer(t)))
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
