package io.throughline.ledger;

import static io.throughline.ledger.LedgerSamples.NOW;
import static io.throughline.ledger.LedgerSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Delivery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts and flips the files of a ledger; A10 and A11. */
class LedgerDamageTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final int COUNT = 120;
  private static final int CASES = Integer.getInteger("throughline.damage.cases", 8);

  @TempDir Path root;
  private Path crashed;
  private Path quiet;
  private int copies;

  /**
   * One image as a crash leaves it (all in the log), one as a good end leaves it (all in the file).
   */
  @BeforeEach
  void images() throws IOException {
    Path live = root.resolve("live");
    crashed = root.resolve("crashed");
    quiet = root.resolve("quiet");
    try (SqliteLedger ledger = SqliteLedger.open(live, CLOCK)) {
      ledger.saveSetting("hook.gitlab", "address");
      ledger.saveCursor("gitlab", "projects", "", "12");
      for (int i = 1; i <= COUNT; i++) {
        ledger.append(hook("gitlab", "key" + i, body(i))).join();
      }
      copy(live, crashed);
    }
    copy(live, quiet);
  }

  private static String body(int i) {
    return LedgerSamples.json(i, 2_000);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private Path copyOf(Path image) {
    try {
      Path copy = root.resolve("copy" + copies++);
      copy(image, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertTrue(List<Delivery> deliveries) {
    assertThat(deliveries)
        .allSatisfy(
            d ->
                assertThat(new String(d.body(), StandardCharsets.UTF_8))
                    .isEqualTo(body((int) d.sequence())));
  }

  @Test
  void a10_aCutLogGivesACommittedPrefix() throws IOException {
    long size = Files.size(crashed.resolve("ledger.sqlite-wal"));
    Random random = new Random(10);
    for (int i = 0; i < CASES; i++) {
      Path copy = copyOf(crashed);
      long at = random.nextLong(size);
      cut(copy.resolve("ledger.sqlite-wal"), at);
      Files.deleteIfExists(copy.resolve("ledger.sqlite-shm"));
      try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
        List<Delivery> read = ledger.read(0, 1_000);
        assertTrue(read);
        assertThat(read)
            .as("log cut at %d of %d", at, size)
            .extracting(Delivery::sequence)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, read.size()).mapToObj(n -> (long) n).toList());
        assertThat(ledger.append(hook("gitlab", "fresh", "x")).join().repeated()).isFalse();
      }
    }
  }

  @Test
  void a10_aCutFileIsPutAsideAndWhatCanBeReadIsKept() throws IOException {
    long size = Files.size(quiet.resolve("ledger.sqlite"));
    Random random = new Random(11);
    for (int i = 0; i < CASES; i++) {
      Path copy = copyOf(quiet);
      cut(copy.resolve("ledger.sqlite"), 1 + random.nextLong(size - 4_096));
      try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
        assertTrue(ledger.read(0, 1_000));
        assertThat(ledger.setting("ledger.damage")).isPresent();
        assertThat(ledger.cursor("gitlab", "projects", "")).isEmpty();
        Appended fresh = ledger.append(hook("gitlab", "fresh", "x")).join();
        assertThat(fresh.sequence()).isGreaterThan(COUNT);
        try (Stream<Path> files = Files.list(copy)) {
          assertThat(files.map(f -> f.getFileName().toString()))
              .contains("ledger.sqlite.damaged-20260301T100000Z");
        }
      }
    }
  }

  @Test
  void a11_flippedBitsNeverGiveAWrongDelivery() throws IOException {
    Random random = new Random(12);
    long kept = 0;
    for (int i = 0; i < CASES; i++) {
      Path copy = copyOf(quiet);
      Path file = copy.resolve("ledger.sqlite");
      flip(file, 100 + random.nextLong(Files.size(file) - 100), 1 << random.nextInt(8));
      try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
        List<Delivery> read = ledger.read(0, 1_000);
        assertTrue(read);
        kept += read.size();
        boolean told =
            ledger.setting("ledger.damage").isPresent() || !ledger.deadLetters(null, 9).isEmpty();
        assertThat(read.size() == COUNT || told).as("a loss is told").isTrue();
        ledger.append(hook("gitlab", "fresh", "x")).join();
      }
    }
    assertThat(kept).as("most is saved").isGreaterThan((long) CASES * COUNT * 8 / 10);
  }

  @Test
  void oneRowOfAnotherShapeIsADeadLetterAndTheRestIsRead() throws Exception {
    Path copy = copyOf(quiet);
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("ledger.sqlite"));
        var statement = connection.createStatement()) {
      statement.execute("UPDATE delivery SET size = 2000000000 WHERE seq IN (1, 5)");
    }
    try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
      assertThat(ledger.read(0, 1)).extracting(Delivery::sequence).containsExactly(2L);
      assertThat(ledger.read(0, 1_000)).hasSize(COUNT - 2);
      assertThat(ledger.deadLetters("gitlab", 9))
          .extracting(DeadLetter::sequence)
          .containsExactly(5L, 1L);
    }
  }

  @Test
  void settingsAndNumbersSurviveDamage() throws IOException {
    Path copy = copyOf(quiet);
    cut(copy.resolve("ledger.sqlite"), Files.size(copy.resolve("ledger.sqlite")) - 8_192);
    try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
      assertThat(ledger.setting("hook.gitlab")).contains("address");
      assertThat(ledger.number("source", "gitlab")).isEqualTo(1);
      assertThat(ledger.status("gitlab").notices())
          .singleElement()
          .satisfies(n -> assertThat(n.message()).contains("put aside as", "read again"));
      assertThat(ledger.head()).isGreaterThan(COUNT / 2);
    }
  }

  @Test
  void whatIsNoDatabaseIsPutAside() throws IOException {
    Path copy = copyOf(quiet);
    Files.writeString(copy.resolve("ledger.sqlite"), "not a database".repeat(1_000));
    try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
      assertThat(ledger.setting("ledger.damage"))
          .hasValueSatisfying(text -> assertThat(text).contains("No delivery could be read"));
      assertThat(ledger.append(hook("gitlab", "fresh", "x")).join().sequence())
          .isGreaterThan(COUNT);
    }
  }

  @Test
  void aMissingFileBesideItsLogIsNotTakenForANewOne() throws IOException {
    Path copy = copyOf(crashed);
    Files.delete(copy.resolve("ledger.sqlite"));
    try (SqliteLedger ledger = SqliteLedger.open(copy, CLOCK)) {
      assertThat(ledger.setting("ledger.damage")).isPresent();
    }
  }

  @Test
  void aNewerFileIsRefusedAndNotTouched() throws Exception {
    Path copy = copyOf(quiet);
    Path file = copy.resolve("ledger.sqlite");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> SqliteLedger.open(copy, CLOCK))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("newer Throughline (version 99");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private static void cut(Path file, long at) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(at);
    }
  }

  private static void flip(Path file, long at, int bit) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int old = open.read();
      open.seek(at);
      open.write(old ^ bit);
    }
  }
}
