package io.throughline.evidenced;

import io.throughline.warehouse.sql.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody answers, or answered, for a gate that does not hold.
 *
 * @param until when it ends, after its last day of UTC; null when nobody says
 * @param owner who answers for it, by the organisation's file; null when it was waived by whoever
 *     judged it
 * @param reason null likewise
 */
public record Waiver(@Nullable Instant until, @Nullable String owner, @Nullable String reason) {
  /**
   * Of a row with {@code waived_until}, {@code owner} and {@code reason}; null when it has none.
   */
  static @Nullable Waiver of(ResultSet row) throws SQLException {
    Instant until = Cells.instant(row, "waived_until");
    return until == null
        ? null
        : new Waiver(until, row.getString("owner"), row.getString("reason"));
  }

  /** Whether it holds at a moment. */
  boolean holds(Instant now) {
    return until == null || now.isBefore(until);
  }
}
