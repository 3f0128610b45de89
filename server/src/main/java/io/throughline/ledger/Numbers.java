package io.throughline.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Lasting numbers of names. Once read, a number is kept in memory: it never changes. */
final class Numbers {
  private record Name(String kind, String name) {}

  private final Readers readers;
  private final GroupWriter writer;
  private final Map<Name, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, String> sources = new ConcurrentHashMap<>();

  Numbers(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  int number(String kind, String name) {
    Name key = new Name(kind, name);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number =
        readers
            .read(h -> find(h, key))
            .orElseGet(() -> writer.call(c -> findOrMake(c.handle(), key)));
    numbers.put(key, number);
    return number;
  }

  /** The name of a source that has a number. */
  String source(int number) {
    String known = sources.get(number);
    if (known != null) {
      return known;
    }
    String name =
        readers.read(
            h ->
                h.select("SELECT name FROM number WHERE kind = 'source' AND id = ?", number)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("unknown-" + number));
    sources.put(number, name);
    return name;
  }

  private static Optional<Integer> find(Handle h, Name key) {
    return h.select("SELECT id FROM number WHERE kind = ? AND name = ?", key.kind(), key.name())
        .mapTo(Integer.class)
        .findOne();
  }

  private static Integer findOrMake(Handle h, Name key) {
    h.execute(
        """
        INSERT INTO number (kind, name, id)
        VALUES (?, ?, (SELECT coalesce(max(id), 0) + 1 FROM number WHERE kind = ?))
        ON CONFLICT (kind, name) DO NOTHING
        """,
        key.kind(),
        key.name(),
        key.kind());
    return find(h, key).orElseThrow();
  }
}
