package io.throughline.metric;

import io.throughline.model.fact.Correction;
import io.throughline.warehouse.Warehouse;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads corrections from their facts. */
public final class WarehouseCorrections implements Corrections {
  private static final String LATEST =
      """
      SELECT c.id, c.subject, c.subject_id, c.word, c.other_id, c.value, c."at", c."by", c.reason
      FROM fact_correction c
      WHERE (c."at" < ? OR (c."at" = ? AND c.id < ?))
      ORDER BY c."at" DESC, c.id DESC
      LIMIT ?
      """;

  private final Warehouse warehouse;

  public WarehouseCorrections(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public List<Correction> before(Instant at, long id, int limit) {
    return warehouse.query(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            LocalDateTime moment = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
            statement.setObject(1, moment);
            statement.setObject(2, moment);
            statement.setLong(3, id);
            statement.setInt(4, limit);
            try (ResultSet row = statement.executeQuery()) {
              List<Correction> all = new ArrayList<>();
              while (row.next()) {
                all.add(correction(row));
              }
              return all;
            }
          }
        });
  }

  private static Correction correction(ResultSet row) throws SQLException {
    return new Correction(
        row.getLong(1),
        row.getString(2),
        number(row, 3),
        row.getString(4),
        number(row, 5),
        row.getString(6),
        instant(row),
        row.getString(8),
        row.getString(9));
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    LocalDateTime at = row.getObject(7, LocalDateTime.class);
    return at == null ? null : at.toInstant(ZoneOffset.UTC);
  }
}
