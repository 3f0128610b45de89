package io.throughline.warehouse.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts together what is told of the same outage. What is surest goes first: what was merged, what
 * people said, what bears the same key, what began at nearly the same time; and of each the
 * nearest. So the order in which anything became known does not matter. What a system tells twice
 * are two outages, unless it merged them or a person says otherwise; what a person told apart stays
 * apart.
 */
final class OutageGroups {
  /**
   * Two tellings that may be of one outage.
   *
   * @param place what goes first; 0 and 1 hold for two of the same source as well
   * @param distance of the same place the smaller goes first
   */
  record Pair(long one, long other, String why, int place, long distance) {
    boolean isSaid() {
      return place <= 1;
    }
  }

  /**
   * Where a telling belongs.
   *
   * @param root the same for all of one outage
   * @param why what it was put there for; null when it is alone
   */
  record Member(long part, long root, @org.jspecify.annotations.Nullable String why) {}

  private static final Comparator<Pair> SUREST =
      Comparator.comparingInt(Pair::place)
          .thenComparingLong(Pair::distance)
          .thenComparingLong(p -> Math.min(p.one(), p.other()))
          .thenComparingLong(p -> Math.max(p.one(), p.other()));

  private static final class Group {
    final List<Long> parts = new ArrayList<>();
    final Set<Long> onlyOnce = new HashSet<>();
    long root = Long.MAX_VALUE;
  }

  private final Map<Long, Group> groups = new TreeMap<>();
  private final Map<Long, Set<Long>> apart = new HashMap<>();
  private final Map<Long, String> why = new HashMap<>();

  /**
   * Adds a telling.
   *
   * @param onlyOnce what tells an outage only once: the source, or the check
   */
  void add(long part, long onlyOnce) {
    Group group = new Group();
    group.parts.add(part);
    group.root = part;
    group.onlyOnce.add(onlyOnce);
    groups.put(part, group);
  }

  /** A person says that these are two outages. */
  void apart(long one, long other) {
    apart.computeIfAbsent(one, k -> new HashSet<>()).add(other);
    apart.computeIfAbsent(other, k -> new HashSet<>()).add(one);
  }

  /** Every telling with its outage. */
  List<Member> joined(List<Pair> pairs) {
    pairs.stream().sorted(SUREST).forEach(this::join);
    List<Member> members = new ArrayList<>();
    groups.forEach((part, group) -> members.add(new Member(part, group.root, why.get(part))));
    return members;
  }

  private void join(Pair pair) {
    Group one = groups.get(pair.one());
    Group other = groups.get(pair.other());
    if (one == null || other == null || one == other || areApart(one, other)) {
      return;
    }
    if (!pair.isSaid() && one.onlyOnce.stream().anyMatch(other.onlyOnce::contains)) {
      return;
    }
    why.putIfAbsent(pair.one(), pair.why());
    why.putIfAbsent(pair.other(), pair.why());
    Group large = one.parts.size() < other.parts.size() ? other : one;
    Group small = large == one ? other : one;
    large.parts.addAll(small.parts);
    large.onlyOnce.addAll(small.onlyOnce);
    large.root = Math.min(large.root, small.root);
    small.parts.forEach(part -> groups.put(part, large));
  }

  private boolean areApart(Group one, Group other) {
    Group small = one.parts.size() < other.parts.size() ? one : other;
    Group large = small == one ? other : one;
    for (long part : small.parts) {
      for (long stranger : apart.getOrDefault(part, Set.of())) {
        if (groups.get(stranger) == large) {
          return true;
        }
      }
    }
    return false;
  }
}
