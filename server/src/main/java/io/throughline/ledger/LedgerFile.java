package io.throughline.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The SQLite file and how it is opened.
 *
 * @param path of the main file; the log lies beside it
 */
record LedgerFile(Path path) {
  static final int APPLICATION_ID = 1_414_023_252;
  private static final String NAME = "ledger.sqlite";
  private static final int HEADER_BYTES = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGE_COUNT_AT = 28;

  /** A header that asks for more than this is itself damaged. */
  private static final int MOST_GROWTH = 1_000;

  private static final int BUSY_MILLIS = 5_000;
  private static final int WRITER_CACHE_KIB = 16_384;
  private static final int READER_CACHE_KIB = 4_096;

  /** What a file says of itself. */
  record Stamp(int version, int application) {}

  static LedgerFile in(Path directory) {
    return new LedgerFile(directory.resolve(NAME));
  }

  /** The write-ahead log. */
  Path log() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  /** The index of the log, made anew by SQLite when it is absent. */
  Path logIndex() {
    return path.resolveSibling(path.getFileName() + "-shm");
  }

  /**
   * What SQLite keeps beside a file that is not in WAL mode yet, which is while it is being made.
   */
  Path rollbackJournal() {
    return path.resolveSibling(path.getFileName() + "-journal");
  }

  /**
   * Lets SQLite take back a transaction that a killed process left half done; a connection that
   * only reads is refused until then.
   */
  void rollBackLeftovers() throws SQLException {
    if (size() > 0 && size(rollbackJournal()) > 0) {
      try (Connection connection = new SQLiteConfig().createConnection(url())) {
        stamp(connection);
      }
    }
  }

  /** A file whose presence asks for a full check at the next opening. */
  Path suspicion() {
    return path.resolveSibling("ledger.suspect");
  }

  long size() {
    return size(path);
  }

  static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new LedgerException("cannot look at " + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /** A connection that may write. Every commit is on the disk when it returns. */
  Connection write() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    return open(config, WRITER_CACHE_KIB, true);
  }

  /** A connection that cannot write. */
  Connection read() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.READONLY);
    return open(config, READER_CACHE_KIB, false);
  }

  /** A connection that cannot write and reads on where the list of tables is damaged. */
  Connection readDamaged() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.READONLY);
    Connection connection = config.createConnection(url());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA writable_schema = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Makes a file that was cut off as long as its header says, with zeros: SQLite reads nothing of a
   * shorter one. What is there stays as it is.
   */
  void pad() throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(path.toFile(), "rw")) {
      if (open.length() < HEADER_BYTES) {
        return;
      }
      open.seek(PAGE_SIZE_AT);
      int stored = open.readUnsignedShort();
      long pageSize = stored == 1 ? 65_536 : stored;
      open.seek(PAGE_COUNT_AT);
      long length = pageSize * Integer.toUnsignedLong(open.readInt());
      if (length > open.length() && length / MOST_GROWTH <= open.length()) {
        open.setLength(length);
      }
    }
  }

  /** For the migrations, which open and close by themselves. */
  SQLiteDataSource dataSource() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url());
    return source;
  }

  private Connection open(SQLiteConfig config, int cacheKib, boolean writes) throws SQLException {
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    Connection connection = config.createConnection(url());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = -" + cacheKib);
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON"); // sees damaged pages earlier
      statement.execute("PRAGMA mmap_size = 0"); // a file cut under a map would kill the process
      if (writes) {
        statement.execute("PRAGMA wal_autocheckpoint = 4000");
        statement.execute("PRAGMA journal_size_limit = 67108864");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private String url() {
    return "jdbc:sqlite:" + path.toAbsolutePath();
  }

  /** Version and kind that the file says it has. */
  static Stamp stamp(Connection connection) throws SQLException {
    return new Stamp(pragma(connection, "user_version"), pragma(connection, "application_id"));
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /**
   * The first fault that SQLite finds in the structure of the whole file; null when it is sound.
   */
  static @Nullable String quickCheck(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = row.next() ? row.getString(1) : "no answer";
      return "ok".equals(found) ? null : found;
    }
  }
}
