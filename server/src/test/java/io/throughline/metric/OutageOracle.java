package io.throughline.metric;

import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of an outage the slow way: every pair of tellings is looked at, the surest
 * and nearest first, and put together when nothing speaks against it.
 *
 * @param services what each project is of
 */
record OutageOracle(
    List<Incident> incidents, List<Correction> corrections, Map<Long, String> services) {
  private static final Duration NEAR = Duration.ofMinutes(10);

  /** An outage as it is to be derived. */
  record Outage(
      Set<Long> parts,
      @Nullable Instant triggered,
      @Nullable Instant resolved,
      @Nullable String service,
      boolean timed) {
    @Nullable Duration lasted() {
      return timed && triggered != null && resolved != null
          ? Duration.between(triggered, resolved)
          : null;
    }
  }

  private record Pair(Incident one, Incident other, int place, long distance) {}

  List<Outage> outages() {
    List<Set<Incident>> sets = new ArrayList<>();
    incidents.forEach(i -> sets.add(new HashSet<>(Set.of(i))));
    List<Pair> pairs = new ArrayList<>();
    for (Incident one : incidents) {
      for (Incident other : incidents) {
        if (one.id() < other.id()) {
          add(one, other, pairs);
        }
      }
    }
    pairs.sort(
        Comparator.comparingInt(Pair::place)
            .thenComparingLong(Pair::distance)
            .thenComparingLong(p -> p.one().id())
            .thenComparingLong(p -> p.other().id()));
    for (Pair pair : pairs) {
      Set<Incident> one = of(sets, pair.one());
      Set<Incident> other = of(sets, pair.other());
      if (one != other && mayBeOne(one, other, pair.place() <= 1)) {
        sets.remove(other);
        one.addAll(other);
      }
    }
    return sets.stream().map(this::outage).toList();
  }

  private static Set<Incident> of(List<Set<Incident>> sets, Incident incident) {
    return sets.stream().filter(s -> s.contains(incident)).findFirst().orElseThrow();
  }

  private void add(Incident one, Incident other, List<Pair> pairs) {
    if (Long.valueOf(other.id()).equals(one.mergedIntoId())
        || Long.valueOf(one.id()).equals(other.mergedIntoId())) {
      pairs.add(new Pair(one, other, 0, 0));
    }
    Correction said = said(one, other);
    if (said != null && "joined".equals(said.word()) && said.at() != null) {
      pairs.add(new Pair(one, other, 1, -said.at().toEpochMilli() * 1_000));
    }
    if (one.mergedIntoId() != null
        || other.mergedIntoId() != null
        || FactId.source(one.id()) == FactId.source(other.id())) {
      return;
    }
    Instant first = one.triggeredAt() == null ? one.resolvedAt() : one.triggeredAt();
    Instant second = other.triggeredAt() == null ? other.resolvedAt() : other.triggeredAt();
    if (one.dedupKey() != null && one.dedupKey().equals(other.dedupKey())) {
      Duration apart = Duration.between(first, second).abs();
      if (apart.compareTo(Duration.ofDays(1)) <= 0) {
        pairs.add(new Pair(one, other, 2, apart.toNanos() / 1_000));
      }
    }
    String service = services.get(one.projectId());
    if (service != null
        && service.equals(services.get(other.projectId()))
        && one.triggeredAt() != null
        && other.triggeredAt() != null) {
      Duration apart = Duration.between(one.triggeredAt(), other.triggeredAt()).abs();
      if (apart.compareTo(NEAR) <= 0) {
        pairs.add(new Pair(one, other, 3, apart.toNanos() / 1_000));
      }
    }
  }

  /** The newest word about two incidents. */
  private @Nullable Correction said(Incident one, Incident other) {
    return corrections.stream()
        .filter(c -> Set.of(c.subjectId(), c.otherId()).equals(Set.of(one.id(), other.id())))
        .max(Comparator.comparing(Correction::at).thenComparingLong(Correction::id))
        .orElse(null);
  }

  private boolean mayBeOne(Set<Incident> one, Set<Incident> other, boolean said) {
    for (Incident a : one) {
      for (Incident b : other) {
        Correction word = said(a, b);
        if (word != null && "apart".equals(word.word())) {
          return false;
        }
        if (!said && FactId.source(a.id()) == FactId.source(b.id())) {
          return false;
        }
      }
    }
    return true;
  }

  private Outage outage(Set<Incident> parts) {
    Set<Long> ids = new TreeSet<>();
    parts.forEach(p -> ids.add(p.id()));
    Instant triggered =
        parts.stream()
            .map(Incident::triggeredAt)
            .filter(t -> t != null)
            .min(Comparator.naturalOrder())
            .orElse(null);
    boolean open = parts.stream().anyMatch(p -> p.mergedIntoId() == null && p.resolvedAt() == null);
    Instant resolved =
        open
            ? null
            : parts.stream()
                .map(Incident::resolvedAt)
                .filter(t -> t != null)
                .max(Comparator.naturalOrder())
                .orElse(null);
    Incident first =
        parts.stream()
            .min(
                Comparator.comparing((Incident i) -> i.mergedIntoId() != null)
                    .thenComparing(
                        Incident::triggeredAt, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparingLong(Incident::id))
            .orElseThrow();
    String service =
        services.get(first.projectId()) != null
            ? services.get(first.projectId())
            : parts.stream()
                .sorted(
                    Comparator.comparing((Incident i) -> i.mergedIntoId() != null)
                        .thenComparing(
                            Incident::triggeredAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparingLong(Incident::id))
                .map(i -> services.get(i.projectId()))
                .filter(s -> s != null)
                .findFirst()
                .orElse(null);
    boolean brief =
        parts.stream().allMatch(p -> Boolean.TRUE.equals(p.autoResolved()))
            && triggered != null
            && resolved != null
            && Duration.between(triggered, resolved).toSeconds() < 120;
    return new Outage(ids, triggered, resolved, service, triggered != null && !brief);
  }
}
