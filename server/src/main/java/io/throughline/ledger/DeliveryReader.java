package io.throughline.ledger;

import io.throughline.source.Delivery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads deliveries back, each checked against its checksum. */
final class DeliveryReader {
  private static final String SELECT =
      "SELECT " + DeliveryRow.COLUMNS + " FROM delivery WHERE seq > ? ORDER BY seq LIMIT ?";

  private final Readers readers;
  private final Numbers numbers;
  private final LongConsumer damaged;

  /**
   * @param damaged told the number of each delivery that is no longer what was written
   */
  DeliveryReader(Readers readers, Numbers numbers, LongConsumer damaged) {
    this.readers = readers;
    this.numbers = numbers;
    this.damaged = damaged;
  }

  /** Rows read, among them those whose checksum was wrong. */
  private record Page(List<Delivery> good, List<Long> damaged, long last) {}

  /** See {@link Ledger#read}. */
  List<Delivery> read(long after, int limit) {
    long from = after;
    while (true) {
      Page page = page(from, limit);
      page.damaged().forEach(damaged::accept);
      if (!page.good().isEmpty() || page.last() == from) {
        return page.good();
      }
      from = page.last(); // all of them were damaged: an empty answer would look like the end
    }
  }

  Optional<Delivery> one(long sequence) {
    return page(sequence - 1, 1).good().stream().filter(d -> d.sequence() == sequence).findFirst();
  }

  long head() {
    return readers.read(
        h -> h.select("SELECT coalesce(max(seq), 0) FROM delivery").mapTo(Long.class).one());
  }

  /** The source of a delivery; empty text when even that cannot be read. */
  String sourceOf(long sequence) {
    return readers.read(
        h ->
            h.select(
                    """
                    SELECT n.name FROM delivery d
                    JOIN number n ON n.kind = 'source' AND n.id = d.source WHERE d.seq = ?
                    """,
                    sequence)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }

  private Page page(long after, int limit) {
    return readers.read(
        h -> {
          List<Delivery> good = new ArrayList<>();
          List<Long> bad = new ArrayList<>();
          long last = after;
          long bytes = 0;
          try (PreparedStatement select = h.getConnection().prepareStatement(SELECT)) {
            select.setLong(1, after);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
              while (bytes < Ledger.READ_BYTES && rows.next()) {
                last = rows.getLong(1);
                if (DeliveryRow.sound(rows)) {
                  good.add(DeliveryRow.read(rows, numbers::source));
                  bytes += rows.getInt(9);
                } else {
                  bad.add(last);
                }
              }
            }
          }
          return new Page(good, bad, last);
        });
  }
}
