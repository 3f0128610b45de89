package io.throughline.warehouse;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Team;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A warehouse with a small organisation: two people, two services and one team above another. */
final class World implements AutoCloseable {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-10T12:00:00Z"), ZoneOffset.UTC);

  private final Map<String, Integer> numbers = new HashMap<>();
  final DuckDbWarehouse warehouse;
  private long sequence;

  World(Path folder) {
    warehouse = DuckDbWarehouse.open(WarehouseSettings.in(folder), CLOCK);
  }

  int number(String kind, String name) {
    return numbers.computeIfAbsent(kind + " " + name, k -> numbers.size() + 1);
  }

  Change load(Organisation organisation) {
    number("source", "gl");
    return warehouse.load(organisation, this::number);
  }

  static Organisation organisation() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    return new Organisation(
        "Acme",
        zone,
        Map.of(),
        List.of(
            new Person("ada", "Ada", "ada@acme.io", Map.of("gl", List.of("Ada")), null),
            new Person("bob", "Bob", "bob@acme.io", Map.of("gl", List.of("bob")), null)),
        List.of(
            new Team("all", "All", null, null, zone, null, List.of(), List.of()),
            new Team(
                "pay",
                "Pay",
                "all",
                null,
                zone,
                null,
                List.of(new Dated<>("ada", null, null), new Dated<>("bob", null, null)),
                List.of(new Dated<>("checkout", null, null), new Dated<>("kit", null, null)))),
        List.of(
            new Service(
                "checkout",
                "Checkout",
                Service.Kind.SERVICE,
                Map.of("gitlab", List.of("acme/checkout"))),
            new Service("kit", "Kit", Service.Kind.LIBRARY, Map.of("gitlab", List.of("acme/kit")))),
        List.of(
            new SourceConfig(
                "gl",
                "gitlab",
                "https://gitlab.example",
                null,
                null,
                List.of(),
                12,
                60,
                false,
                Map.of())),
        List.of(),
        List.of("ci-*"),
        List.of("robo-writer"),
        List.of("release/*"),
        List.of(),
        List.of(),
        90,
        new ServerConfig("127.0.0.1:8080", null, "data"));
  }

  /** Applies all in one batch. */
  Change tell(Telling... tellings) {
    List<FactBatch.Entry> entries = new ArrayList<>();
    for (Telling t : tellings) {
      entries.add(new FactBatch.Entry(++sequence, t.channel(), t.mapped()));
    }
    return warehouse.apply(new FactBatch(entries, sequence));
  }

  /** The only row of a question. */
  Map<String, Object> row(String sql) {
    List<Map<String, Object>> rows = rows(sql);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows of " + sql);
    }
    return rows.getFirst();
  }

  List<Map<String, Object>> rows(String sql) {
    return rows(warehouse, sql);
  }

  static List<Map<String, Object>> rows(Warehouse warehouse, String sql) {
    return warehouse.query(
        connection -> {
          List<Map<String, Object>> rows = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet result = statement.executeQuery(sql)) {
            int n = result.getMetaData().getColumnCount();
            while (result.next()) {
              Map<String, @Nullable Object> row = new LinkedHashMap<>();
              for (int i = 1; i <= n; i++) {
                Object value = result.getObject(i);
                row.put(
                    result.getMetaData().getColumnLabel(i),
                    value instanceof java.sql.Timestamp
                        ? result.getObject(i, java.time.LocalDateTime.class).toString()
                        : value);
              }
              rows.add(row);
            }
          }
          return rows;
        });
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
