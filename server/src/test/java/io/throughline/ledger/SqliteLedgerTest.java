package io.throughline.ledger;

import static io.throughline.ledger.LedgerSamples.NOW;
import static io.throughline.ledger.LedgerSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path directory;
  private SqliteLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(directory, CLOCK);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void reopen() {
    ledger.close();
    ledger = SqliteLedger.open(directory, CLOCK);
  }

  @Test
  void givesBackExactlyWhatWasStored() {
    String nasty = "\u0000 \uD83D\uDE00 \u202E \uFEFF\r\n";
    byte[] body = new byte[300_000];
    new java.util.Random(1).nextBytes(body);
    NewDelivery delivery =
        new NewDelivery(
            "gitlab \u0000\"'",
            Channel.POLL,
            "kind" + nasty,
            "key" + nasty,
            Map.of("project", nasty, "lone", "\uD800", "", ""),
            NOW,
            body);

    Appended appended = ledger.append(delivery).join();
    reopen();

    assertThat(appended).isEqualTo(new Appended(1, false, false));
    Delivery read = ledger.delivery(1).orElseThrow();
    assertThat(read.sourceId()).isEqualTo("gitlab \u0000\"'");
    assertThat(read.kind()).isEqualTo("kind" + nasty);
    assertThat(read.channel()).isEqualTo(Channel.POLL);
    assertThat(read.context()).isEqualTo(delivery.context());
    assertThat(read.receivedAt()).isEqualTo(NOW);
    assertThat(read.body()).isEqualTo(body);
    assertThat(ledger.head()).isEqualTo(1);
    assertThat(ledger.delivery(2)).isEmpty();
  }

  @Test
  void looksAreKeptNewestFirst() {
    ledger.noteLooks(
        List.of(new Look(NOW, "ana", "bob", "workload"), new Look(NOW, "ana", "eve", "workload")));
    ledger.noteLooks(List.of(new Look(NOW.plusSeconds(1), "eve", "bob", "workload")));
    reopen();
    assertThat(ledger.looks("bob", 10)).extracting(Look::viewer).containsExactly("eve", "ana");
    assertThat(ledger.looks("bob", 1)).hasSize(1);
    assertThat(ledger.looks("ana", 10)).isEmpty();
  }

  /** A file of the first version has no table of looks; nothing that it holds is lost. */
  @Test
  void aFileOfTheFirstVersionGrows() throws Exception {
    ledger.append(hook("gitlab", "k", "body")).join();
    ledger.close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.sqlite"));
        var statement = connection.createStatement()) {
      statement.execute("DROP TABLE look");
      statement.execute("DELETE FROM ledger_history WHERE version = '2'");
      statement.execute("PRAGMA user_version = 1");
    }
    ledger = SqliteLedger.open(directory, CLOCK);
    ledger.noteLooks(List.of(new Look(NOW, "ana", "bob", "workload")));
    assertThat(ledger.looks("bob", 10)).hasSize(1);
    assertThat(ledger.head()).isEqualTo(1);
  }

  @Test
  void anEmptyBodyIsABody() {
    ledger.append(hook("gitlab", "k", "")).join();
    assertThat(ledger.read(0, 10)).singleElement().satisfies(d -> assertThat(d.body()).isEmpty());
  }

  @Test
  void c14_theSameKeyWithAnotherBodyKeepsTheFirst() {
    ledger.append(hook("gitlab", "k", "first")).join();
    assertThat(ledger.append(hook("gitlab", "k", "first")).join())
        .isEqualTo(new Appended(1, true, false));
    assertThat(ledger.append(hook("gitlab", "k", "second")).join())
        .isEqualTo(new Appended(1, true, true));
    assertThat(ledger.read(0, 10))
        .singleElement()
        .satisfies(
            d -> assertThat(new String(d.body(), StandardCharsets.UTF_8)).isEqualTo("first"));
  }

  @Test
  void c15_keysAreUniqueInTheirSourceOnly() {
    ledger.append(hook("one", "k", "a")).join();
    ledger.append(hook("two", "k", "b")).join();
    assertThat(ledger.read(0, 10)).extracting(Delivery::sourceId).containsExactly("one", "two");
  }

  @Test
  void c13_twentyOfTheSameAtOnceAreOneRow() throws Exception {
    List<Callable<Appended>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> ledger.append(hook("gitlab", "same", "body")).get());
    }
    List<Appended> answers = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(20)) {
      for (Future<Appended> answer : pool.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    assertThat(ledger.read(0, 100)).hasSize(1);
    assertThat(answers).filteredOn(a -> !a.repeated()).hasSize(1);
    assertThat(answers).allMatch(a -> a.sequence() == 1 && !a.conflicting());
  }

  @Test
  void oneBadPieceOfWorkDoesNotHurtItsGroup() {
    var good = ledger.append(hook("gitlab", "a", "1"));
    assertThatThrownBy(() -> ledger.bury(new DeadLetter(999, "gitlab", "k", "", "r", NOW)))
        .isInstanceOf(LedgerException.class);
    assertThat(good.join().sequence()).isEqualTo(1);
    assertThat(ledger.problem()).isEmpty();
  }

  @Test
  void numbersLastAndStartAtOne() {
    assertThat(ledger.number("team", "payments")).isEqualTo(1);
    assertThat(ledger.number("team", "search")).isEqualTo(2);
    assertThat(ledger.number("person", "payments")).isEqualTo(1);
    reopen();
    assertThat(ledger.number("team", "search")).isEqualTo(2);
    assertThat(ledger.number("team", "risk")).isEqualTo(3);
  }

  @Test
  void cursorsAreKeptUntilForgotten() {
    ledger.saveCursor("gitlab", "projects", "", "1");
    ledger.saveCursor("gitlab", "projects", "", "2");
    ledger.saveCursor("other", "projects", "", "9");
    reopen();
    assertThat(ledger.cursor("gitlab", "projects", "")).contains("2");
    ledger.forgetCursors("gitlab");
    assertThat(ledger.cursor("gitlab", "projects", "")).isEmpty();
    assertThat(ledger.cursor("other", "projects", "")).contains("9");
  }

  @Test
  void deadLettersAreReplacedAndTakenOut() {
    ledger.append(hook("gitlab", "a", "1")).join();
    ledger.append(hook("other", "b", "2")).join();
    ledger.bury(new DeadLetter(1, "gitlab", "k", "/id", "no id", NOW));
    ledger.bury(new DeadLetter(1, "gitlab", "k", "/iid", "no iid", NOW));
    ledger.bury(new DeadLetter(2, "other", "k", "", "not JSON", NOW));
    assertThat(ledger.deadLetters(null, 10))
        .extracting(DeadLetter::sequence)
        .containsExactly(2L, 1L);
    assertThat(ledger.deadLetters("gitlab", 10))
        .containsExactly(new DeadLetter(1, "gitlab", "k", "/iid", "no iid", NOW));
    assertThat(ledger.deadLetterCount("gitlab")).isEqualTo(1);
    ledger.exhume(1);
    assertThat(ledger.deadLetterCount("gitlab")).isZero();
  }

  @Test
  void aSourcesStatusTellsWhatWasNoted() {
    assertThat(ledger.status("gitlab").state()).isEqualTo("idle");
    Instant until = Instant.parse("2026-02-28T23:00:00Z");
    ledger.noteState("gitlab", "running", null, null);
    ledger.noteProgress("gitlab", "merge_requests", "12", 5L, null, null);
    ledger.noteProgress("gitlab", "merge_requests", "12", null, 50L, until);
    ledger.notice("gitlab", "merge_requests", "13", "no access to project 13");
    ledger.notice("gitlab", "merge_requests", "14", "gone");
    ledger.notice("gitlab", "merge_requests", "14", null);
    ledger.countWebhook("gitlab", null);
    for (int i = 0; i < 12; i++) {
      ledger.countWebhook("gitlab", "wrong signature " + i);
    }
    ledger.noteState("gitlab", "idle", null, null);

    SourceStatus before = ledger.status("gitlab");
    reopen();

    assertThat(ledger.status("gitlab")).isEqualTo(before);
    assertThat(before.lastSuccess()).isEqualTo(NOW);
    assertThat(before.lastWebhook()).isEqualTo(NOW);
    assertThat(before.webhooksAccepted()).isEqualTo(1);
    assertThat(before.webhooksRefused()).isEqualTo(12);
    assertThat(before.refusals()).hasSize(10);
    assertThat(before.refusals().getFirst().reason()).isEqualTo("wrong signature 11");
    assertThat(before.notices())
        .singleElement()
        .satisfies(n -> assertThat(n.scope()).isEqualTo("13"));
    assertThat(before.feeds())
        .containsExactly(new SourceStatus.FeedStatus("merge_requests", "12", 5, 50L, until, NOW));
  }

  @Test
  void settingsLast() {
    ledger.saveSetting("hook.gitlab", "abc");
    reopen();
    assertThat(ledger.setting("hook.gitlab")).contains("abc");
    assertThat(ledger.setting("nothing")).isEmpty();
  }

  @Test
  void a07_aSecondLedgerOnTheSameDirectoryIsRefusedAndTheFirstGoesOn() {
    assertThatThrownBy(() -> SqliteLedger.open(directory, CLOCK))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("in use by another Throughline");
    assertThat(ledger.append(hook("gitlab", "a", "1")).join().sequence()).isEqualTo(1);
  }

  @Test
  void a09_aFullDiskRefusesAndRecovers() {
    ledger.append(hook("gitlab", "before", "1")).join();
    ledger.pragma("PRAGMA max_page_count = 1"); // means: not one page more than there are
    String big = LedgerSamples.json(1, 400_000);
    assertThatThrownBy(() -> ledger.append(hook("gitlab", "big", big)).join())
        .hasCauseInstanceOf(LedgerException.class);
    assertThat(ledger.problem()).isPresent();
    assertThat(ledger.read(0, 10)).hasSize(1);

    // The limit belonged to the connection that failed; the next one is as good as a freed disk.
    assertThat(ledger.append(hook("gitlab", "after", big)).join().repeated()).isFalse();
    assertThat(ledger.problem()).isEmpty();
  }

  @Test
  void aClosedLedgerTakesNothing() {
    ledger.close();
    assertThatThrownBy(() -> ledger.append(hook("gitlab", "a", "1")).join())
        .hasCauseInstanceOf(LedgerException.class);
    ledger = SqliteLedger.open(directory, CLOCK);
    assertThat(ledger.head()).isZero();
  }
}
