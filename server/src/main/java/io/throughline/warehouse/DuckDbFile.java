package io.throughline.warehouse;

import io.throughline.warehouse.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** Opens, locks down, puts aside and removes the database's files. */
final class DuckDbFile {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  // DuckDB 2.0.0 gathers small chunks of rows in a cache that takes the rows of a dictionary on
  // trust: a join by a pattern over rows that were added later ends in an internal error, and the
  // database refuses everything until it is opened again. Without the cache there is no such error,
  // and deriving everything takes as long.
  private static final List<String> LOCK_DOWN =
      List.of(
          "SET GLOBAL enable_caching_operators = false",
          "SET GLOBAL TimeZone = 'UTC'",
          "SET enable_external_access = false",
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          "SET allow_community_extensions = false",
          "SET lock_configuration = true");

  private volatile WarehouseSettings settings;
  private final Clock clock;

  DuckDbFile(WarehouseSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Opens the file, or makes it, such that no statement can reach a file or change a setting. */
  DuckDBConnection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.megabytes() + "MB");
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("temp_directory", settings.spill().toString());
    properties.setProperty("checkpoint_threshold", "256MB");
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:" + settings.file(), properties)
            .unwrap(DuckDBConnection.class);
    try {
      for (String statement : LOCK_DOWN) {
        Sql.run(connection, statement);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** How it is opened the next time. */
  WarehouseSettings settings() {
    return settings;
  }

  /** Has it opened otherwise the next time. */
  void settings(WarehouseSettings other) {
    settings = other;
  }

  /** Moves damaged files out of the way, beside where they were, with the time in their names. */
  void putAside() {
    String stamp = ".damaged-" + STAMP.format(clock.instant());
    try {
      for (Path file : List.of(settings.file(), settings.log())) {
        if (Files.exists(file)) {
          Files.move(
              file,
              file.resolveSibling(file.getFileName() + stamp),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put the damaged warehouse aside", e);
    }
  }

  /** Removes the files. */
  void remove() {
    try {
      Files.deleteIfExists(settings.log());
      Files.deleteIfExists(settings.file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the warehouse", e);
    }
  }

  /**
   * Whether a failure to open says that another process has the file: then it is not damaged and
   * must be left alone.
   */
  static boolean inUse(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Could not set lock") || message.contains("being used by another");
  }

  /** Whether a checkpoint was refused because of a question that is being answered. */
  static boolean used(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("Cannot CHECKPOINT: there are other");
  }

  /** Whether something had no room in the memory that the database may use. */
  static boolean outOfMemory(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("Out of Memory Error");
  }

  /** Whether the database refuses everything until it is opened again. */
  static boolean invalidated(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("database has been invalidated") || message.startsWith("FATAL");
  }
}
