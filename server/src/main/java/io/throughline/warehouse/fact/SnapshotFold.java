package io.throughline.warehouse.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state that the tellings of one thing add up to.
 *
 * @param kept newest first, what still matters: the newest one, each one that tells a field that no
 *     newer one tells, and the newest complete one, which hides all older ones. What is left out
 *     can never matter again, whatever arrives later.
 * @param state the folded values with the newest telling's version, as a row
 */
record SnapshotFold(List<SnapshotVersion> kept, @Nullable Object[] state) {

  /** Folds tellings of one thing in any order; repeated ones count once. At least one is needed. */
  static SnapshotFold of(Collection<SnapshotVersion> tellings) {
    List<SnapshotVersion> sorted = new ArrayList<>(tellings);
    sorted.sort(SnapshotVersion.NEWEST_FIRST);
    SnapshotVersion newest = sorted.getFirst();
    @Nullable Object[] state = new Object[newest.values().length];
    List<SnapshotVersion> kept = new ArrayList<>(2);
    for (SnapshotVersion version : sorted) {
      if (!kept.isEmpty() && SnapshotVersion.NEWEST_FIRST.compare(kept.getLast(), version) == 0) {
        continue;
      }
      boolean tells = fill(state, version.values()) || version == newest || version.complete();
      if (tells) {
        kept.add(version);
      }
      if (version.complete()) {
        break;
      }
    }
    return new SnapshotFold(kept, newest.row(state));
  }

  private static boolean fill(@Nullable Object[] state, @Nullable Object[] values) {
    boolean filled = false;
    for (int i = 0; i < values.length; i++) {
      if (state[i] == null && values[i] != null) {
        state[i] = values[i];
        filled = true;
      }
    }
    return filled;
  }
}
