package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.warehouse.Sample.Mr;
import io.throughline.warehouse.sql.Sql;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file may and may not do, and what happens when it is damaged. */
class DuckDbWarehouseTest {
  @TempDir Path folder;

  private static long count(World world, String sql) {
    return (Long) world.row(sql).values().iterator().next();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY fact_account TO '/tmp/throughline-stolen.csv'",
        "ATTACH '/tmp/throughline-other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '8GB'",
        "SET enable_external_access = true",
        "SET TimeZone = 'Asia/Tokyo'",
        "DELETE FROM fact_account",
        "INSERT INTO warehouse_position VALUES (7)",
        "DROP TABLE fact_account",
        "CREATE TABLE mine (x INTEGER)"
      })
  void aQuestionReachesNeitherFilesNorSettingsNorRows(String sql) {
    try (World world = new World(folder)) {
      assertThatThrownBy(
              () ->
                  world.warehouse.query(
                      c -> {
                        try (Statement s = c.createStatement()) {
                          return s.execute(sql);
                        }
                      }))
          .isInstanceOf(WarehouseException.class);
      assertThat(world.warehouse.position()).isZero();
    }
  }

  @Test
  void timesAreInUtcWhateverTheHostSays() {
    try (World world = new World(folder)) {
      assertThat(World.rows(world.warehouse, "SELECT current_setting('TimeZone') AS z").getFirst())
          .containsEntry("z", "UTC");
    }
  }

  /** DuckDB 2.0.0 failed here with "dict-surviving cache: global dictionary column 2 changed". */
  @Test
  void patternsAreAskedOfRowsThatWereAddedToAStoredTable() throws SQLException {
    DuckDbFile file = new DuckDbFile(WarehouseSettings.in(folder), Clock.systemUTC());
    try (Connection connection = file.open()) {
      Sql.run(
          connection,
          """
          CREATE TABLE file AS
          SELECT i // 3 AS change_id,
                 CASE WHEN hash(i) % 5 = 0 THEN 'test/' ELSE 'main/' END || i AS path
          FROM range(24000) t(i)
          """);
      Sql.run(
          connection,
          """
          CREATE TABLE pattern AS
          SELECT * FROM (VALUES ('%test%'), ('%spec%'), ('%it/%'), ('%e2e%')) v(text)
          """);
      Sql.run(connection, "CHECKPOINT");
      Sql.run(connection, "INSERT INTO file SELECT * FROM file ORDER BY hash(path) LIMIT 34");
    }
    try (Connection connection = file.open()) {
      for (int changes = 500; changes <= 2_000; changes += 50) {
        Sql.run(
            connection,
            "CREATE OR REPLACE TEMP TABLE change AS SELECT i AS id, i + 7 AS ticket_id"
                + " FROM range(8000) t(i) ORDER BY hash(i + 7) LIMIT "
                + changes);
        try (Statement statement = connection.createStatement();
            ResultSet row =
                statement.executeQuery(
                    """
                    SELECT count(*) FROM (
                      SELECT c.ticket_id, bool_or(p.text IS NOT NULL) AS tested
                      FROM change c
                      JOIN file f ON f.change_id = c.id
                      LEFT JOIN pattern p ON lower(f.path) LIKE p.text ESCAPE '!'
                      GROUP BY c.ticket_id) x
                    """)) {
          row.next();
          assertThat(row.getLong(1)).isEqualTo(changes);
        }
      }
    }
  }

  @Test
  void positionAndFactsComeBackTogether() {
    try (World world = new World(folder)) {
      world.tell(new Mr(1).page(), new Mr(2).page());
    }
    try (World world = new World(folder)) {
      assertThat(world.warehouse.position()).isEqualTo(2);
      assertThat(count(world, "SELECT count(*) FROM merge_request")).isEqualTo(2);
    }
  }

  @Test
  void aBatchThatFailsLeavesNothing() {
    try (World world = new World(folder)) {
      Mr bad = new Mr(1);
      assertThatThrownBy(() -> world.tell(bad.page(), failing())).isNotNull();
      assertThat(world.warehouse.position()).isZero();
      assertThat(count(world, "SELECT count(*) FROM fact_merge_request")).isZero();
      world.tell(bad.page());
      assertThat(count(world, "SELECT count(*) FROM fact_merge_request")).isOne();
    }
  }

  /** Sets of commits with a commit that has no name, which the fold refuses. */
  private static Telling failing() {
    return Telling.set(
        MergeRequestCommit.class,
        1,
        "commits",
        new MergeRequestCommit(1, null, null, null, null, null, null, null));
  }

  @Test
  void aMissingLogMeansALowerPositionAndNoError() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (World world = new World(Files.createDirectories(folder.resolve("live")))) {
      world.tell(new Mr(1).page());
      Files.copy(folder.resolve("live/warehouse.duckdb"), copy.resolve("warehouse.duckdb"));
    }
    try (World world = new World(copy)) {
      assertThat(world.warehouse.position()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 50, 90})
  void aCutLogMeansALowerPositionOrAnEmptyWarehouse(int percent) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (World world = new World(Files.createDirectories(folder.resolve("live")))) {
      for (int i = 1; i <= 5; i++) {
        world.tell(new Mr(i).page());
      }
      Files.copy(folder.resolve("live/warehouse.duckdb"), copy.resolve("warehouse.duckdb"));
      byte[] log = Files.readAllBytes(folder.resolve("live/warehouse.duckdb.wal"));
      Files.write(
          copy.resolve("warehouse.duckdb.wal"),
          java.util.Arrays.copyOf(log, log.length * percent / 100));
    }
    try (World world = new World(copy)) {
      assertThat(world.warehouse.position()).isBetween(0L, 5L);
      assertThat(count(world, "SELECT count(*) FROM fact_merge_request"))
          .isEqualTo(world.warehouse.position());
    }
  }

  @Test
  void aDamagedFileIsPutAsideAndAnEmptyOneBegun() throws IOException {
    try (World world = new World(folder)) {
      world.tell(new Mr(1).page());
    }
    byte[] file = Files.readAllBytes(folder.resolve("warehouse.duckdb"));
    Files.write(folder.resolve("warehouse.duckdb"), java.util.Arrays.copyOf(file, 5_000));
    try (World world = new World(folder)) {
      assertThat(world.warehouse.position()).isZero();
    }
    try (var names = Files.list(folder)) {
      assertThat(names.map(p -> p.getFileName().toString()))
          .anyMatch(n -> n.startsWith("warehouse.duckdb.damaged-"));
    }
  }

  @Test
  void anotherVersionsTablesAreDropped() throws SQLException {
    try (World world = new World(folder)) {
      world.tell(new Mr(1).page());
    }
    try (var c =
            java.sql.DriverManager.getConnection(
                "jdbc:duckdb:" + folder.resolve("warehouse.duckdb"));
        Statement s = c.createStatement()) {
      s.execute("UPDATE warehouse_schema SET fingerprint = 'older'");
    }
    try (World world = new World(folder)) {
      assertThat(world.warehouse.position()).isZero();
    }
  }

  @Test
  void clearingKeepsTheOrganisation() {
    try (World world = new World(folder)) {
      world.load(World.organisation());
      world.tell(new Mr(1).page());
      world.warehouse.clear();
      assertThat(world.warehouse.position()).isZero();
      assertThat(count(world, "SELECT count(*) FROM fact_merge_request")).isZero();
      assertThat(count(world, "SELECT count(*) FROM team")).isEqualTo(2);
    }
  }

  @Test
  void aRestMovesEverythingIntoTheFile() throws IOException {
    try (World world = new World(folder)) {
      world.tell(new Mr(1).page(), new Mr(2).page());
      assertThat(logBytes()).isPositive();
      world.warehouse.rest();
      assertThat(logBytes()).isZero();
      assertThat(count(world, "SELECT count(*) FROM merge_request")).isEqualTo(2);
      assertThat(world.warehouse.position()).isEqualTo(2);
    }
  }

  @Test
  void aRestWhileSomebodyReadsIsLeftForTheNext() throws IOException {
    try (World world = new World(folder)) {
      world.tell(new Mr(1).page());
      long seen =
          world.warehouse.query(
              c -> {
                try (Statement s = c.createStatement()) {
                  long before = rows(s);
                  world.warehouse.rest();
                  world.tell(new Mr(2).page());
                  world.warehouse.rest();
                  assertThat(rows(s)).isEqualTo(before);
                  return before;
                }
              });
      assertThat(seen).isOne();
      assertThat(world.warehouse.position()).isEqualTo(2);
      world.warehouse.rest();
      assertThat(logBytes()).isZero();
      assertThat(count(world, "SELECT count(*) FROM merge_request")).isEqualTo(2);
    }
  }

  private long logBytes() throws IOException {
    Path log = WarehouseSettings.in(folder).log();
    return Files.exists(log) ? Files.size(log) : 0;
  }

  private static long rows(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("SELECT count(*) FROM fact_merge_request")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void anInvalidDatabaseIsOpenedAgain() {
    try (World world = new World(folder)) {
      world.tell(new Mr(1).page());
      AtomicInteger calls = new AtomicInteger();
      long count =
          world.warehouse.query(
              c -> {
                if (calls.incrementAndGet() == 1) {
                  throw new SQLException(
                      "FATAL Error: Failed: database has been invalidated because of a previous"
                          + " fatal error. The database must be restarted");
                }
                try (Statement s = c.createStatement();
                    var r = s.executeQuery("SELECT count(*) FROM fact_merge_request")) {
                  r.next();
                  return r.getLong(1);
                }
              });
      assertThat(count).isOne();
      world.tell(new Mr(2).page());
      assertThat(world.warehouse.position()).isEqualTo(2);
    }
  }

  /** A list has to be in memory as a whole, so that it cannot be spilled. */
  private static long listed(DuckDbWarehouse warehouse) {
    return warehouse.query(
        c -> {
          try (Statement s = c.createStatement();
              ResultSet row = s.executeQuery("SELECT len(list(i)) FROM range(4000000) t(i)")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  @Test
  void whatHasTooLittleMemoryIsOpenedAgainWithMore() {
    try (DuckDbWarehouse warehouse =
        DuckDbWarehouse.open(new WarehouseSettings(folder, 30, 2), Clock.systemUTC())) {
      warehouse.apply(new FactBatch(List.of(), 7));
      int refused = 0;
      while (refused < 20) {
        try {
          assertThat(listed(warehouse)).isEqualTo(4_000_000);
          break;
        } catch (WarehouseException e) {
          refused++;
        }
      }
      assertThat(refused).isBetween(1, 5);
      assertThat(warehouse.position()).isEqualTo(7);
    }
  }

  @Test
  void memoryGrowsWithTheFileAndHasAnEnd() throws IOException {
    WarehouseSettings begun = WarehouseSettings.in(folder);
    assertThat(begun.megabytes()).isEqualTo(128);
    assertThat(begun.outgrown()).isFalse();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("warehouse.duckdb").toFile(), "rw")) {
      file.setLength(200_000_000);
      assertThat(begun.outgrown()).isTrue();
      assertThat(WarehouseSettings.in(folder).megabytes()).isEqualTo(236);
      file.setLength(10_000_000_000L);
    }
    assertThat(WarehouseSettings.in(folder).megabytes()).isEqualTo(1_024);
    assertThat(WarehouseSettings.in(folder).roomier()).isEqualTo(WarehouseSettings.in(folder));
    assertThat(begun.roomier().megabytes()).isEqualTo(192);
  }

  @Test
  void loadingTheSameAgainChangesNothing() {
    try (World world = new World(folder)) {
      assertThat(world.load(World.organisation()).everything()).isTrue();
      assertThat(world.load(World.organisation()).everything()).isFalse();
    }
  }

  @Test
  void factsThatCameBeforeTheOrganisationAreDerivedAgainWithIt() {
    try (World world = new World(folder)) {
      world.number("source", "gl");
      world.tell(Sample.people());
      world.tell(new Mr(1).page());
      assertThat(world.row("SELECT service_id, into_tracked FROM merge_request"))
          .containsEntry("service_id", null);
      world.load(World.organisation());
      assertThat(world.row("SELECT service_id, author_id FROM merge_request"))
          .containsEntry("service_id", world.number("service", "checkout"))
          .containsEntry("author_id", (long) world.number("person", "ada"));
    }
  }

  @Test
  void hostileTextIsOnlyText() {
    try (World world = new World(folder)) {
      Mr mr = new Mr(1);
      mr.source = "x'; DROP TABLE fact_account; --\u0000{merge_request:m.id}";
      mr.labels = ",\ud83d\ude80,";
      mr.created = java.time.Instant.MAX;
      world.tell(mr.page());
      assertThat(world.row("SELECT source_branch, state FROM merge_request"))
          .containsEntry("source_branch", "x'; DROP TABLE fact_account; --{merge_request:m.id}");
    }
  }
}
