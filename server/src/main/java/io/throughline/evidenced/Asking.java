package io.throughline.evidenced;

import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to the warehouse about the services of a team, or of everyone, as of now. */
public record Asking(Connection connection, Instant now, @Nullable String team) {
  /** Condition on {@code s}, a service; takes no parameter. */
  public static final String OF_TEAM =
      """
      (CAST(? AS text) IS NULL OR s.id IN (
        SELECT ts.service_id FROM team_service ts JOIN team tm ON tm.id = ts.team_id
        WHERE tm.key = ? AND ts.starts_at <= {now} AND ts.ends_at > {now}))
      """;

  /** Makes something of a row. */
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * Rows of a text in which {@code {team}} stands first among the parameters, once, and {@code
   * {now}} for the moment.
   */
  public <T> List<T> ofTeam(String sql, Row<T> make, @Nullable Object... parameters)
      throws SQLException {
    @Nullable Object[] all = new @Nullable Object[parameters.length + 2];
    all[0] = team;
    all[1] = team;
    System.arraycopy(parameters, 0, all, 2, parameters.length);
    return rows(sql.replace("{team}", OF_TEAM), make, all);
  }

  public <T> List<T> rows(String sql, Row<T> make, @Nullable Object... parameters)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replace("{now}", Cells.literal(now)))) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof Instant at) {
          Cells.set(statement, i + 1, at);
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(make.of(row));
        }
      }
    }
    return rows;
  }
}
