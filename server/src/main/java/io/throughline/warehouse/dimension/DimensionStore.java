package io.throughline.warehouse.dimension;

import io.throughline.model.time.WorkCalendar;
import io.throughline.model.time.WorkHour;
import io.throughline.model.time.WorkHours;
import io.throughline.warehouse.fact.Stored;
import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sha256;
import io.throughline.warehouse.sql.Sql;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the dimension tables, when they differ from what is there. */
public final class DimensionStore {
  private static final Instant FIRST_HOUR = Instant.parse("2015-01-01T00:00:00Z");

  private final Connection connection;
  private final Dialect dialect;

  /** A store on a connection whose transactions the caller begins and ends. */
  public DimensionStore(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Replaces the dimensions.
   *
   * @param lastHour up to where calendars are laid out
   * @return false when all is as it was and nothing was written
   */
  public boolean load(Dimensions dimensions, Instant lastHour) throws SQLException {
    Map<String, List<@Nullable Object[]>> rows = dimensions.rows();
    String fingerprint = fingerprint(rows, dimensions.calendars(), lastHour);
    if (fingerprint.equals(loaded())) {
      return false;
    }
    for (Map.Entry<String, List<@Nullable Object[]>> e : rows.entrySet()) {
      replace(e.getKey(), e.getValue());
    }
    Sql.run(connection, "DELETE FROM calendar_hour");
    for (Map.Entry<Integer, WorkCalendar> e : dimensions.calendars().entrySet()) {
      List<@Nullable Object[]> hours = new ArrayList<>();
      for (WorkHour h : WorkHours.of(e.getValue(), FIRST_HOUR, lastHour)) {
        hours.add(
            new Object[] {
              e.getKey(), Stored.instant(h.hour()), h.workedBefore(), h.from(), h.to()
            });
      }
      dialect.load(connection, placed("calendar_hour"), false, hours);
    }
    Sql.run(connection, "DELETE FROM warehouse_organisation");
    dialect.load(
        connection,
        placed("warehouse_organisation"),
        false,
        List.<@Nullable Object[]>of(new Object[] {fingerprint}));
    return true;
  }

  private @Nullable String loaded() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT fingerprint FROM warehouse_organisation")) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private void replace(String table, List<@Nullable Object[]> rows) throws SQLException {
    Sql.run(connection, "DELETE FROM " + table);
    dialect.load(connection, placed(table), false, rows);
  }

  /** A table whose rows come in the order of its columns, so that only its name matters. */
  private static Table placed(String name) {
    return new Table(name, List.of(new Column("by_place", ColumnType.TEXT)));
  }

  private static String fingerprint(
      Map<String, List<@Nullable Object[]>> rows,
      Map<Integer, WorkCalendar> calendars,
      Instant lastHour) {
    Sha256 hash = new Sha256().add(lastHour.toString());
    rows.forEach(
        (table, list) -> {
          hash.add(table);
          list.forEach(row -> hash.add(Arrays.toString(row)));
        });
    calendars.forEach(
        (number, c) ->
            hash.add(
                number
                    + " "
                    + c.zone()
                    + " "
                    + new TreeSet<>(c.days())
                    + " "
                    + c.from()
                    + " "
                    + c.to()
                    + " "
                    + new TreeSet<>(c.holidays())));
    return hash.hex();
  }
}
