package io.throughline.warehouse.fact;

import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sql;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores the members of one kind of set. */
final class SetStore {
  /** When the newest replacing set of a (type, parent, feed) was begun to be read. */
  static final Table SETS =
      new Table(
          "fact_set",
          List.of(
              new Column("type", ColumnType.TEXT),
              new Column("parent_id", ColumnType.BIGINT),
              new Column("feed", ColumnType.TEXT),
              new Column("taken_at", ColumnType.TIMESTAMP)));

  private final FactTable table;
  private final Connection connection;
  private final Dialect dialect;
  private final Staging staging;
  private final String parent;

  SetStore(FactTable table, Connection connection, Dialect dialect, Staging staging) {
    this.table = table;
    this.connection = connection;
    this.dialect = dialect;
    this.staging = staging;
    this.parent = table.folded().columns().getFirst().name();
  }

  /**
   * Adds what deliveries told about sets.
   *
   * @return the sets that say something else now, as they were (first) and are
   */
  List<Changed> apply(List<Told> told) throws SQLException {
    Set<SetKey> keys = new LinkedHashSet<>();
    told.forEach(t -> keys.add(t.key()));
    staging.keys(keys);
    Map<SetKey, SetFold> before = read(keys);
    Map<SetKey, SetFold> after = new LinkedHashMap<>();
    for (Told one : told) {
      SetFold fold = after.computeIfAbsent(one.key(), k -> copy(before.get(k)));
      if (one.replaces()) {
        fold.replace(one.takenAt());
      }
      one.members().forEach(fold::add);
    }
    after.entrySet().removeIf(e -> e.getValue().storedLike(copy(before.get(e.getKey()))));
    write(before, after);
    List<Changed> changed = new ArrayList<>();
    after.forEach(
        (key, fold) -> {
          SetFold was = copy(before.get(key));
          if (!fold.saysTheSame(was)) {
            changed.add(new Changed(key.parent(), was.members().keySet(), fold.members().keySet()));
          }
        });
    return changed;
  }

  /** A set as one delivery told it. */
  record Told(SetKey key, LocalDateTime takenAt, boolean replaces, List<SetMember> members) {}

  /** A set that says something else now, with the keys of its members. */
  record Changed(long parent, Collection<Object> before, Collection<Object> after) {}

  private static SetFold copy(@Nullable SetFold fold) {
    return fold == null ? new SetFold() : fold.copy();
  }

  private void write(Map<SetKey, SetFold> before, Map<SetKey, SetFold> after) throws SQLException {
    List<SetKey> outdated = after.keySet().stream().filter(before::containsKey).toList();
    if (!outdated.isEmpty()) {
      staging.keys(outdated);
      List<Long> parents = outdated.stream().map(SetKey::parent).toList();
      delete(table.folded().name(), parent, "", parents);
      delete("fact_set", "parent_id", " AND fact_set.type = '" + table.word() + "'", parents);
    }
    List<@Nullable Object[]> members = new ArrayList<>();
    List<@Nullable Object[]> sets = new ArrayList<>();
    after.forEach(
        (key, fold) -> {
          fold.members().values().forEach(m -> members.add(m.row(key.feed())));
          if (fold.replacedAt() != null) {
            sets.add(new Object[] {table.word(), key.parent(), key.feed(), fold.replacedAt()});
          }
        });
    dialect.load(connection, table.folded(), false, members);
    dialect.load(connection, SETS, false, sets);
  }

  private void delete(String from, String id, String more, Collection<Long> parents)
      throws SQLException {
    Sql.run(
        connection,
        "DELETE FROM "
            + from
            + " USING stage_key s WHERE "
            + from
            + "."
            + id
            + " = s.id AND "
            + from
            + ".feed = s.feed AND "
            + Staging.range(from + "." + id, parents)
            + more);
  }

  private Map<SetKey, SetFold> read(Set<SetKey> keys) throws SQLException {
    Map<SetKey, SetFold> found = new LinkedHashMap<>();
    List<Long> parents = keys.stream().map(SetKey::parent).toList();
    String sets =
        "SELECT f.parent_id, f.feed, f.taken_at FROM fact_set f JOIN stage_key s"
            + " ON f.parent_id = s.id AND f.feed = s.feed WHERE f.type = '"
            + table.word()
            + "' AND "
            + Staging.range("f.parent_id", parents);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sets)) {
      while (rows.next()) {
        SetFold fold = new SetFold();
        fold.replace(rows.getObject(3, LocalDateTime.class));
        found.put(new SetKey(rows.getLong(1), rows.getString(2)), fold);
      }
    }
    String members =
        "SELECT "
            + table.folded().list("m.")
            + " FROM "
            + table.folded().name()
            + " m JOIN stage_key s ON m."
            + parent
            + " = s.id AND m.feed = s.feed WHERE "
            + Staging.range("m." + parent, parents);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(members)) {
      int n = table.width();
      while (rows.next()) {
        @Nullable Object[] values = Rows.values(rows, table.folded(), n);
        SetKey key = new SetKey((Long) Objects.requireNonNull(values[0]), rows.getString(n + 1));
        found
            .computeIfAbsent(key, k -> new SetFold())
            .add(
                new SetMember(
                    values, rows.getObject(n + 2, LocalDateTime.class), rows.getLong(n + 3)));
      }
    }
    return found;
  }
}
