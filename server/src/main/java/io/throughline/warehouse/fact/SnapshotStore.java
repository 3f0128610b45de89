package io.throughline.warehouse.fact;

import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sql;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores the states of one kind of thing. */
final class SnapshotStore {
  private final FactTable table;
  private final Connection connection;
  private final Dialect dialect;
  private final Staging staging;

  SnapshotStore(FactTable table, Connection connection, Dialect dialect, Staging staging) {
    this.table = table;
    this.connection = connection;
    this.dialect = dialect;
    this.staging = staging;
  }

  /**
   * Adds tellings to what is stored.
   *
   * @return the ids whose state is another one now
   */
  Set<Long> apply(List<SnapshotVersion> told) throws SQLException {
    Map<Long, List<SnapshotVersion>> fresh = new LinkedHashMap<>();
    told.forEach(v -> fresh.computeIfAbsent(v.id(), id -> new ArrayList<>(2)).add(v));
    staging.ids(fresh.keySet());
    Map<Long, List<SnapshotVersion>> several = read(table.versions(), fresh.keySet());
    Map<Long, List<SnapshotVersion>> stored = read(table.folded(), fresh.keySet());
    stored.putAll(several);
    Set<Long> touched = new HashSet<>();
    Set<Long> outdated = new HashSet<>();
    List<@Nullable Object[]> versions = new ArrayList<>();
    List<@Nullable Object[]> states = new ArrayList<>();
    fresh.forEach(
        (id, tellings) -> {
          List<SnapshotVersion> known = stored.getOrDefault(id, List.of());
          List<SnapshotVersion> all = new ArrayList<>(known);
          all.addAll(tellings);
          SnapshotFold now = SnapshotFold.of(all);
          if (!known.isEmpty()) {
            if (sameTellings(known, now.kept())) {
              return;
            }
            outdated.add(id);
          }
          if (known.isEmpty() || !Arrays.equals(SnapshotFold.of(known).state(), now.state())) {
            touched.add(id);
          }
          if (now.kept().size() > 1) {
            now.kept().forEach(v -> versions.add(v.row()));
          }
          states.add(now.state());
        });
    if (!outdated.isEmpty()) {
      staging.ids(outdated);
      delete(table.folded(), outdated);
      if (!several.isEmpty()) {
        delete(table.versions(), outdated);
      }
    }
    dialect.load(connection, table.versions(), false, versions);
    dialect.load(connection, table.folded(), false, states);
    return touched;
  }

  private static boolean sameTellings(List<SnapshotVersion> known, List<SnapshotVersion> kept) {
    List<SnapshotVersion> sorted = new ArrayList<>(known);
    sorted.sort(SnapshotVersion.NEWEST_FIRST);
    if (sorted.size() != kept.size()) {
      return false;
    }
    for (int i = 0; i < kept.size(); i++) {
      if (SnapshotVersion.NEWEST_FIRST.compare(sorted.get(i), kept.get(i)) != 0) {
        return false;
      }
    }
    return true;
  }

  private void delete(Table from, Set<Long> ids) throws SQLException {
    Sql.run(
        connection,
        "DELETE FROM "
            + from.name()
            + " USING stage_id s WHERE "
            + from.name()
            + ".id = s.id AND "
            + Staging.range(from.name() + ".id", ids));
  }

  private Map<Long, List<SnapshotVersion>> read(Table from, Set<Long> ids) throws SQLException {
    Map<Long, List<SnapshotVersion>> found = new LinkedHashMap<>();
    String sql =
        "SELECT "
            + from.list("v.")
            + " FROM "
            + from.name()
            + " v JOIN stage_id s ON v.id = s.id WHERE "
            + Staging.range("v.id", ids);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int n = table.width();
      while (rows.next()) {
        @Nullable Object[] values = Rows.values(rows, from, n);
        SnapshotVersion version =
            new SnapshotVersion(
                values,
                rows.getObject(n + 1, LocalDateTime.class),
                rows.getInt(n + 2),
                rows.getLong(n + 3),
                rows.getInt(n + 4),
                rows.getBoolean(n + 5));
        found.computeIfAbsent(version.id(), id -> new ArrayList<>(2)).add(version);
      }
    }
    return found;
  }
}
