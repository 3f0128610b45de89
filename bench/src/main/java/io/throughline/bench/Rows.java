package io.throughline.bench;

import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The warehouse's own file, opened without the product; nobody else may have it open. */
final class Rows implements AutoCloseable {
  private final Connection connection;

  private Rows(Connection connection) {
    this.connection = connection;
  }

  static Rows open(WarehouseSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.megabytes() + "MB");
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("temp_directory", settings.folder().resolve("warehouse.tmp").toString());
    return new Rows(
        DriverManager.getConnection(
            "jdbc:duckdb:" + settings.folder().resolve("warehouse.duckdb"), properties));
  }

  long count(String table) throws SQLException {
    return number("SELECT count(*) FROM " + table);
  }

  /** The only value of a query. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first column of a query. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Milliseconds that a statement takes until its first row is there. */
  double time(String sql) throws SQLException {
    Stopwatch watch = new Stopwatch();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        throw new SQLException("no rows");
      }
      return watch.millis();
    }
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs the statements of a file beside this class, with words in braces replaced. */
  void script(String name, java.util.Map<String, String> words, Progress progress)
      throws IOException, SQLException {
    String text;
    try (InputStream in = Rows.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (var word : words.entrySet()) {
      text = text.replace("{" + word.getKey() + "}", word.getValue());
    }
    for (String statement : text.split(";\\s*\n")) {
      if (!statement.isBlank()) {
        String first =
            statement.strip().replaceAll("(?m)^--.*\n", "").lines().findFirst().orElse("");
        progress.show("writing rows: " + first.substring(0, Math.min(60, first.length())));
        run(statement);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
