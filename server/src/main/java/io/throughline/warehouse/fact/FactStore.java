package io.throughline.warehouse.fact;

import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Versioned;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All fact tables, on the one connection that writes. */
public final class FactStore {
  /** One delivery's facts, as this store needs them. */
  public record Told(long sequence, Channel channel, Mapped mapped) {}

  private final Connection connection;
  private final Dialect dialect;
  private final Staging staging;

  /** A store on a connection whose transactions the caller begins and ends. */
  public FactStore(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.staging = new Staging(connection, dialect);
  }

  /** Makes the tables that are not there. */
  public void create() throws SQLException {
    for (FactTable table : FactTable.ALL) {
      Sql.run(connection, dialect.create(table.folded(), false));
      Sql.run(connection, dialect.create(table.versions(), false));
    }
    Sql.run(connection, dialect.create(SetStore.SETS, false));
    staging.create();
  }

  /** Stores the facts of deliveries; neither their order nor how they are split matters. */
  public TouchedFacts apply(List<Told> deliveries) throws SQLException {
    Map<FactTable, List<SnapshotVersion>> snapshots = new HashMap<>();
    Map<FactTable, List<SetStore.Told>> sets = new HashMap<>();
    for (Told told : deliveries) {
      int ordinal = 0;
      for (Versioned versioned : told.mapped().snapshots()) {
        FactTable table = FactTable.of(versioned.snapshot().getClass());
        snapshots
            .computeIfAbsent(table, t -> new ArrayList<>())
            .add(
                new SnapshotVersion(
                    table.values(versioned.snapshot()),
                    Stored.instant(versioned.version()),
                    told.channel().ordinal(),
                    told.sequence(),
                    ordinal++,
                    versioned.complete()));
      }
      for (FactSet<?> set : told.mapped().sets()) {
        FactTable table = FactTable.of(set.type());
        sets.computeIfAbsent(table, t -> new ArrayList<>()).add(told(table, set, told.sequence()));
      }
    }
    TouchedFacts touched = new TouchedFacts();
    for (FactTable table : FactTable.ALL) {
      if (snapshots.containsKey(table)) {
        touched.add(
            table.folded().name(),
            table.word(),
            new SnapshotStore(table, connection, dialect, staging).apply(snapshots.get(table)));
      }
      if (sets.containsKey(table)) {
        note(
            touched,
            table,
            new SetStore(table, connection, dialect, staging).apply(sets.get(table)));
      }
    }
    return touched;
  }

  private static SetStore.Told told(FactTable table, FactSet<?> set, long sequence) {
    LocalDateTime takenAt = Stored.instant(set.takenAt());
    return new SetStore.Told(
        new SetKey(set.parentId(), (String) Objects.requireNonNull(Stored.of(set.feed()))),
        takenAt,
        set.replaces(),
        set.members().stream()
            .map(m -> new SetMember(table.values(m), takenAt, sequence))
            .toList());
  }

  private static void note(TouchedFacts touched, FactTable table, List<SetStore.Changed> changed) {
    Set<Long> parents = new HashSet<>();
    changed.forEach(c -> parents.add(c.parent()));
    touched.add(table.folded().name(), table.parentWord(), parents);
    if (table.word().equals("deployment_change")) {
      Set<Long> mergeRequests = new HashSet<>();
      changed.forEach(c -> c.before().forEach(k -> mergeRequests.add((Long) k)));
      changed.forEach(c -> c.after().forEach(k -> mergeRequests.add((Long) k)));
      touched.add(table.folded().name(), "merge_request", mergeRequests);
    }
  }
}
