package io.throughline.ingest;

import static io.throughline.ledger.LedgerSamples.NOW;
import static io.throughline.ledger.LedgerSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookaheadTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final int LIMIT = 100;

  @TempDir Path directory;
  private final FakeSystem system = new FakeSystem();
  private SqliteLedger ledger;
  private Mapping mapping;
  private Lookahead lookahead;
  private int keys;

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(directory, CLOCK);
    Connections connections =
        new Connections(
            List.of(FakeSystem.connected("fake", ledger.number("source", "fake"), system)));
    mapping = new Mapping(() -> connections, CLOCK);
    lookahead = new Lookahead(ledger, mapping, LIMIT);
  }

  @AfterEach
  void close() {
    lookahead.close();
    mapping.close();
    ledger.close();
  }

  private void append(int times, int bytes) {
    for (int i = 0; i < times; i++) {
      ledger.append(hook("fake", "key" + keys++, "ignore " + "x".repeat(bytes))).join();
    }
  }

  @Test
  void smallDeliveriesMakeAFullRunByTheirNumber() throws InterruptedException {
    append(250, 100);
    assertThat(lookahead.after(0)).map(MappedRun::last).contains(100L);
    assertThat(lookahead.isFullAfter(150)).isTrue();
    assertThat(lookahead.isFullAfter(151)).isFalse();
  }

  @Test
  void largeOnesMakeAFullRunByTheirSize() throws InterruptedException {
    append(7, 6 << 20);
    assertThat(lookahead.after(0)).map(MappedRun::last).contains(3L);
    assertThat(lookahead.isFullAfter(3)).isTrue();
    assertThat(lookahead.isFullAfter(6)).isFalse();
  }

  @Test
  void runsFollowEachOtherWithoutGapWhetherReadAheadOrNot() throws InterruptedException {
    append(250, 100);
    assertThat(lookahead.after(0)).map(MappedRun::last).contains(100L);
    assertThat(lookahead.after(100)).map(MappedRun::first).contains(101L);
    assertThat(lookahead.after(200)).map(MappedRun::first).contains(201L);
    assertThat(lookahead.after(250)).isEmpty();
    // From the beginning again, as after a rollback: what was read ahead is not taken for it.
    assertThat(lookahead.after(0)).map(MappedRun::last).contains(100L);
    lookahead.forget();
    assertThat(lookahead.after(0)).map(MappedRun::last).contains(100L);
  }
}
