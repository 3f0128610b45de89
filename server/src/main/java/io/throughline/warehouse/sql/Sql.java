package io.throughline.warehouse.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Texts of SQL from the class path, and running them one statement at a time. */
public final class Sql {
  private Sql() {}

  /** Reads a file beside the warehouse's schema. */
  public static String resource(String name) {
    try (InputStream in = Sql.class.getResourceAsStream("/warehouse/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource warehouse/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements of a text: comments of whole lines are dropped, a semicolon ends a line. */
  public static List<String> statements(String text) {
    String code = text.replaceAll("(?m)^\\s*--.*\\R?", "");
    return Arrays.stream(code.split(";\\s*(?:\\R|$)"))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /** Runs one statement. */
  public static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
