package io.throughline.ledger;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntFunction;

/** Reads rows of the table of deliveries. */
final class DeliveryRow {
  /** In the order that the methods here expect. */
  static final String COLUMNS =
      "seq, source, channel, kind, key_hash, context, received_at, codec, size, body_hash,"
          + " checksum, body";

  private static final Channel[] CHANNELS = Channel.values();

  private DeliveryRow() {}

  /** Whether the row is what was written. */
  static boolean sound(ResultSet row) throws SQLException {
    byte[] body = row.getBytes(12);
    String kind = row.getString(4);
    String context = row.getString(6);
    return body != null
        && kind != null
        && context != null
        && row.getLong(11)
            == PackedDelivery.checksum(
                row.getInt(2),
                row.getInt(3),
                kind,
                context,
                row.getLong(7),
                row.getInt(8),
                row.getInt(9),
                body);
  }

  /** The delivery of a sound row. */
  static Delivery read(ResultSet row, IntFunction<String> sourceNames) throws SQLException {
    return new Delivery(
        row.getLong(1),
        sourceNames.apply(row.getInt(2)),
        CHANNELS[row.getInt(3)],
        row.getString(4),
        ContextText.read(row.getString(6)),
        PackedDelivery.instant(row.getLong(7)),
        BodyCodec.unpack(row.getInt(8), row.getBytes(12), row.getInt(9)));
  }
}
