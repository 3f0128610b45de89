package io.throughline.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * Copies from a damaged file into a new one all that can still be read: the lasting numbers, the
 * settings, who looked at whom, and every delivery whose checksum is right. Cursors stay behind on
 * purpose.
 */
final class Salvage {
  private static final int GIVE_UP_AFTER_MISSES = 5_000;
  private static final int GROUP = 1_000;
  private static final long END = -1;
  private static final String SCAN =
      "SELECT " + DeliveryRow.COLUMNS + " FROM delivery WHERE seq > ? ORDER BY seq";
  private static final String ONE =
      "SELECT " + DeliveryRow.COLUMNS + " FROM delivery WHERE seq = ?";

  /** Numbers that were given may have been lost; the next ones start well above. */
  private static final long GAP = 1_000_000;

  private final LedgerFile damaged;
  private final Connection target;
  private long deliveries;
  private long last;

  Salvage(LedgerFile damaged, Connection target) {
    this.damaged = damaged;
    this.target = target;
  }

  /**
   * What could be saved.
   *
   * @param last the highest number among them
   */
  record Saved(long deliveries, long last) {
    String sentence() {
      return deliveries == 0
          ? "No delivery could be read from it."
          : "%d deliveries, the last one number %d, could be read from it and were kept."
              .formatted(deliveries, last);
    }

    void note(Connection target, String message, Instant at) throws SQLException {
      try (PreparedStatement setting =
              target.prepareStatement(
                  "INSERT OR REPLACE INTO setting VALUES ('ledger.damage', ?)");
          PreparedStatement notices =
              target.prepareStatement(
                  "INSERT INTO notice SELECT name, 'ledger', '', ?, ? FROM number WHERE kind = 'source'")) {
        setting.setString(1, message);
        setting.execute();
        notices.setString(1, message);
        notices.setString(2, at.toString());
        notices.execute();
      }
    }
  }

  Saved run() throws SQLException, IOException {
    target.setAutoCommit(false);
    if (damaged.size() == 0) {
      return nothing();
    }
    damaged.pad();
    try (Connection source = damaged.readDamaged()) {
      boolean named = copy(source, "number", "kind, name, id", 3);
      copy(source, "setting", "name, value", 2);
      if (has(source, "look")) {
        copy(source, "look", "at, viewer, person, what", 4);
      }
      if (named) {
        deliveries(source);
      }
      leaveGap();
      target.commit();
      target.setAutoCommit(true);
    } catch (SQLException e) {
      if (SqliteError.of(e) == SqliteError.STORAGE) {
        throw e;
      }
      target.rollback();
      return nothing(); // not even a database any more
    }
    return new Saved(deliveries, last);
  }

  private Saved nothing() throws SQLException {
    leaveGap();
    target.commit();
    target.setAutoCommit(true);
    return new Saved(0, 0);
  }

  private void leaveGap() throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.execute("DELETE FROM sqlite_sequence WHERE name = 'delivery'");
      statement.execute(
          "INSERT INTO sqlite_sequence (name, seq) VALUES ('delivery', %d)".formatted(last + GAP));
    }
  }

  /** Whether there is such a table: files of older versions have fewer. */
  private static boolean has(Connection source, String table) throws SQLException {
    try (PreparedStatement select =
        source.prepareStatement("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")) {
      select.setString(1, table);
      try (ResultSet rows = select.executeQuery()) {
        return next(rows);
      }
    }
  }

  private boolean copy(Connection source, String table, String columns, int width)
      throws SQLException {
    String marks = "?" + ", ?".repeat(width - 1);
    try (PreparedStatement insert =
            target.prepareStatement(
                "INSERT OR IGNORE INTO %s (%s) VALUES (%s)".formatted(table, columns, marks));
        PreparedStatement select =
            source.prepareStatement("SELECT %s FROM %s".formatted(columns, table))) {
      return rows(select, insert, width);
    }
  }

  private static boolean rows(PreparedStatement select, PreparedStatement insert, int width)
      throws SQLException {
    boolean any = false;
    try (ResultSet rows = select.executeQuery()) {
      while (next(rows)) {
        for (int i = 1; i <= width; i++) {
          insert.setObject(i, rows.getObject(i));
        }
        insert.execute();
        any = true;
      }
    }
    return any;
  }

  /** The next row; what lies behind a damaged page counts as the end. */
  private static boolean next(ResultSet rows) {
    try {
      return rows.next();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Reads on behind each damaged place by asking for the following numbers one by one. */
  private void deliveries(Connection source) throws SQLException {
    try (PreparedStatement insert =
        target.prepareStatement(
            "INSERT OR IGNORE INTO delivery (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                .formatted(DeliveryRow.COLUMNS))) {
      long at = scan(source, insert, 0);
      int misses = 0;
      while (at != END && misses < GIVE_UP_AFTER_MISSES) {
        at++;
        if (scanOne(source, insert, at)) {
          misses = 0;
          at = scan(source, insert, at);
        } else {
          misses++;
        }
      }
    }
  }

  /** Copies rows after a number; {@link #END}, or the last number before a damaged place. */
  private long scan(Connection source, PreparedStatement insert, long after) throws SQLException {
    long at = after;
    // Prepared anew each time: the driver closes a statement that met damage.
    try (PreparedStatement scan = source.prepareStatement(SCAN)) {
      scan.setLong(1, after);
      try (ResultSet rows = scan.executeQuery()) {
        while (rows.next()) {
          at = rows.getLong(1);
          keep(rows, insert);
        }
      }
      return END;
    } catch (SQLException e) {
      if (SqliteError.of(e) == SqliteError.STORAGE) {
        throw e;
      }
      return at;
    }
  }

  private boolean scanOne(Connection source, PreparedStatement insert, long seq)
      throws SQLException {
    try (PreparedStatement one = source.prepareStatement(ONE)) {
      one.setLong(1, seq);
      try (ResultSet row = one.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        keep(row, insert);
        return true;
      }
    } catch (SQLException e) {
      if (SqliteError.of(e) == SqliteError.STORAGE) {
        throw e;
      }
      return false;
    }
  }

  private void keep(ResultSet row, PreparedStatement insert) throws SQLException {
    if (!DeliveryRow.sound(row)) {
      return;
    }
    for (int i = 1; i <= 12; i++) {
      insert.setObject(i, row.getObject(i));
    }
    deliveries += insert.executeUpdate();
    last = Math.max(last, row.getLong(1));
    if (deliveries % GROUP == 0) {
      target.commit();
    }
  }
}
