package io.throughline.simulator.truth;

import io.throughline.simulator.truth.CodeOfTickets.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The code of one ticket: what overlaps is one stretch of work, which is only over when all of it
 * is. Epoch milliseconds of each thing that happened to any of the stretches.
 *
 * @param toBuild merged, where anything of it is built
 * @param toDeploy built, where anything of it is deployed
 */
record Islands(
    List<Long> started,
    List<Long> merged,
    List<Long> toBuild,
    List<Long> built,
    List<Long> toDeploy,
    List<Long> deployed) {

  static Islands of(List<Change> changes) {
    Islands all =
        new Islands(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    List<Change> island = new ArrayList<>();
    long until = Long.MIN_VALUE;
    for (Change change :
        changes.stream()
            .sorted(Comparator.comparingLong(Change::startedAt).thenComparingLong(Change::id))
            .toList()) {
      if (change.startedAt() > until && !island.isEmpty()) {
        all.add(island);
        island.clear();
      }
      island.add(change);
      until = Math.max(until, change.mergedAt() == null ? Long.MAX_VALUE : change.mergedAt());
    }
    if (!island.isEmpty()) {
      all.add(island);
    }
    return all;
  }

  private void add(List<Change> island) {
    started.add(island.getFirst().startedAt());
    if (island.stream().anyMatch(c -> c.mergedAt() == null)) {
      return;
    }
    long end = last(island, Change::mergedAt);
    merged.add(end);
    List<Change> built = island.stream().filter(Change::buildable).toList();
    List<Change> shipped = island.stream().filter(Change::deployable).toList();
    boolean allBuilt = built.stream().allMatch(c -> c.readyAt() != null);
    if (!built.isEmpty()) {
      toBuild.add(end);
      if (allBuilt) {
        this.built.add(last(built, Change::readyAt));
      }
    }
    if (!shipped.isEmpty()) {
      if (allBuilt) {
        toDeploy.add(last(shipped, c -> c.readyAt() == null ? c.mergedAt() : c.readyAt()));
      }
      if (shipped.stream().allMatch(c -> c.deployedAt() != null)) {
        deployed.add(last(shipped, Change::deployedAt));
      }
    }
  }

  private static long last(List<Change> all, Function<Change, @Nullable Long> when) {
    return all.stream().map(when).map(Objects::requireNonNull).max(Long::compare).orElseThrow();
  }
}
