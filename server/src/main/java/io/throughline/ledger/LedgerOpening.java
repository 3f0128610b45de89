package io.throughline.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Opens the file of a ledger: looks whether it is sound and of a known version, puts a damaged one
 * aside and saves from it what can be read.
 */
final class LedgerOpening {
  /**
   * Up to this size the whole file is checked at each opening; it takes some tenths of a second.
   */
  private static final long CHECKED_WHOLE = 32L << 20;

  private static final int PROBED_ROWS = 500;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final System.Logger LOG = System.getLogger(LedgerOpening.class.getName());

  private final LedgerFile file;
  private final Clock clock;

  LedgerOpening(LedgerFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Makes the file ready for use.
   *
   * @throws LedgerException when it is newer than this program, not ours, or cannot be made
   */
  void prepare() {
    try {
      String damage = damage();
      if (damage == null) {
        if (!current()) {
          Migrations.run(file.dataSource());
        }
      } else {
        startAnew(damage);
      }
      Files.deleteIfExists(file.suspicion());
    } catch (SQLException | IOException e) {
      throw new LedgerException("the ledger cannot be opened: " + e.getMessage(), e);
    }
  }

  private boolean current() throws SQLException {
    if (file.size() == 0) {
      return false;
    }
    try (Connection connection = file.read()) {
      return LedgerFile.stamp(connection).version() == Migrations.newest();
    }
  }

  /** What is wrong with the file; null when it is sound or not there. */
  private @Nullable String damage() throws SQLException {
    if (file.size() == 0) {
      boolean logAlone = LedgerFile.size(file.log()) > 0;
      return logAlone ? "the main file is missing or empty, but its log is there" : null;
    }
    try {
      file.rollBackLeftovers();
      return fault();
    } catch (SQLException e) {
      if (SqliteError.of(e) == SqliteError.DAMAGE) {
        return e.getMessage();
      }
      throw e;
    }
  }

  private @Nullable String fault() throws SQLException {
    try (Connection connection = file.read()) {
      LedgerFile.Stamp stamp = LedgerFile.stamp(connection);
      if (stamp.application() != 0 && stamp.application() != LedgerFile.APPLICATION_ID) {
        throw new LedgerException(
            "%s is a database of another program: move it away or choose another data directory (server.data)"
                .formatted(file.path().getFileName()));
      }
      if (stamp.version() > Migrations.newest()) {
        throw new LedgerException(
            "%s was written by a newer Throughline (version %d of the ledger; this program knows %d): start the newer program; nothing was changed"
                .formatted(file.path().getFileName(), stamp.version(), Migrations.newest()));
      }
      if (stamp.version() == 0) {
        return LedgerFile.quickCheck(connection);
      }
      return file.size() <= CHECKED_WHOLE || Files.exists(file.suspicion())
          ? LedgerFile.quickCheck(connection)
          : probe(connection);
    }
  }

  /** Reads the oldest and the newest rows, which is where torn writes show. */
  private static @Nullable String probe(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String order : new String[] {"ASC", "DESC"}) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT seq, length(body) FROM delivery ORDER BY seq %s LIMIT %d"
                    .formatted(order, PROBED_ROWS))) {
          while (rows.next()) {
            rows.getLong(1);
          }
        }
      }
      return null;
    }
  }

  private void startAnew(String damage) throws SQLException, IOException {
    String stamp = STAMP.format(clock.instant());
    LedgerFile aside =
        new LedgerFile(file.path().resolveSibling(file.path().getFileName() + ".damaged-" + stamp));
    move(file.path(), aside.path());
    move(file.log(), aside.log());
    move(file.rollbackJournal(), aside.rollbackJournal());
    Files.deleteIfExists(file.logIndex());
    Migrations.run(file.dataSource());
    Salvage.Saved saved;
    try (Connection connection = file.write()) {
      saved = new Salvage(aside, connection).run();
      String message =
          ("The ledger was damaged (%s) and was put aside as %s. %s"
                  + " Cursors are forgotten, so that the sources are read again;"
                  + " webhooks of the missing time that the sources do not keep are lost.")
              .formatted(damage, aside.path().getFileName(), saved.sentence());
      saved.note(connection, message, clock.instant());
      LOG.log(System.Logger.Level.ERROR, message);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }
}
