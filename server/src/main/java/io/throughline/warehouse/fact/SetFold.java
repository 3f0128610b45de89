package io.throughline.warehouse.fact;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one (parent, feed) as they add up; told in any order the result is the same. */
final class SetFold {
  private @Nullable LocalDateTime replacedAt;
  private final Map<Object, SetMember> members = new LinkedHashMap<>();

  /** A set that replaces was begun to be read at {@code takenAt}: what was told before is gone. */
  void replace(LocalDateTime takenAt) {
    if (replacedAt != null && !takenAt.isAfter(replacedAt)) {
      return;
    }
    replacedAt = takenAt;
    Iterator<SetMember> each = members.values().iterator();
    while (each.hasNext()) {
      if (each.next().takenAt().isBefore(takenAt)) {
        each.remove();
      }
    }
  }

  /** Adds a member, unless a newer set is known or a newer telling of the same member. */
  void add(SetMember member) {
    if (replacedAt != null && member.takenAt().isBefore(replacedAt)) {
      return;
    }
    members.merge(member.key(), member, (old, now) -> now.newerThan(old) ? now : old);
  }

  /** When the newest replacing set was begun to be read; null when there is none. */
  @Nullable LocalDateTime replacedAt() {
    return replacedAt;
  }

  /** The members by key. */
  Map<Object, SetMember> members() {
    return members;
  }

  SetFold copy() {
    SetFold copy = new SetFold();
    copy.replacedAt = replacedAt;
    copy.members.putAll(members);
    return copy;
  }

  /** Whether both say the same to somebody who asks, whenever it was told. */
  boolean saysTheSame(SetFold other) {
    return (replacedAt == null) == (other.replacedAt == null)
        && members.keySet().equals(other.members.keySet())
        && members.entrySet().stream()
            .allMatch(
                e -> {
                  SetMember m = other.members.get(e.getKey());
                  return m != null && Arrays.equals(m.values(), e.getValue().values());
                });
  }

  /** Whether nothing needs to be written again. */
  boolean storedLike(SetFold other) {
    return java.util.Objects.equals(replacedAt, other.replacedAt)
        && members.size() == other.members.size()
        && members.entrySet().stream()
            .allMatch(
                e -> {
                  SetMember m = other.members.get(e.getKey());
                  return m != null
                      && m.sequence() == e.getValue().sequence()
                      && m.takenAt().equals(e.getValue().takenAt());
                });
  }
}
