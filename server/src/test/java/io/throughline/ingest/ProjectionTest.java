package io.throughline.ingest;

import static io.throughline.ledger.LedgerSamples.NOW;
import static io.throughline.ledger.LedgerSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.ProjectionStatus.State;
import io.throughline.ledger.DeadLetter;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.fact.Account;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.ServerConfig;
import io.throughline.source.Channel;
import io.throughline.source.Refresh;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path directory;
  private final FakeSystem system = new FakeSystem();
  private final FakeWarehouse warehouse = new FakeWarehouse();
  private final ChangeFeed changes = new ChangeFeed();
  private final List<RefreshWish> wishes = new CopyOnWriteArrayList<>();
  private SqliteLedger ledger;
  private Projection projection;
  private int keys;

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(directory, CLOCK);
    projection = projection();
  }

  @AfterEach
  void close() {
    projection.close();
    ledger.close();
  }

  private Projection projection() {
    Connections connections =
        new Connections(
            List.of(FakeSystem.connected("fake", ledger.number("source", "fake"), system)));
    Projection made =
        new Projection(ledger, warehouse, () -> connections, changes, wishes::add, CLOCK);
    ledger.onAppend(made::wake);
    return made;
  }

  private void append(String... lines) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (String line : lines) {
      all.add(ledger.append(hook("fake", "key" + keys++, line)));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited 20 s in vain");
      }
      Thread.onSpinWait();
    }
  }

  private void awaitHead() {
    await(() -> projection.status().position() == ledger.head());
  }

  private List<String> names() {
    return warehouse.state().values().stream().map(s -> ((Account) s).username()).toList();
  }

  @Test
  void carriesWhatIsThereAndWhatComes() {
    append("account 1 ann 1");
    assertThat(projection.start().state()).isEqualTo(StartCheck.State.EMPTY);
    awaitHead();
    append("account 2 bob 1", "ignore");
    awaitHead();
    assertThat(names()).containsExactly("ann", "bob");
    await(() -> projection.status().ignored() == 1);
    assertThat(projection.status().state()).isEqualTo(State.RUNNING);
    assertThat(warehouse.position()).isEqualTo(3);
  }

  @Test
  void batchesGrowUnderLoadAndStayInOrder() {
    String[] lines = new String[20_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "account 1 name" + i + " 1"; // equal versions: the last delivery wins
    }
    for (int from = 0; from < lines.length; from += 2_000) { // no more fit into the ledger's queue
      append(Arrays.copyOfRange(lines, from, from + 2_000));
    }
    projection.start();
    awaitHead();
    assertThat(warehouse.batches()).containsExactly(8_000, 8_000, 4_000);
    assertThat(names()).containsExactly("name19999");
  }

  @Test
  void poisonGoesAsideAndNeverStopsTheLine() {
    projection.start();
    append("account 1 ann 1", "bad", "boom", "account 2 bob 1");
    awaitHead();
    assertThat(names()).containsExactly("ann", "bob");
    assertThat(ledger.deadLetters("fake", 10))
        .extracting(DeadLetter::sequence, DeadLetter::pointer, DeadLetter::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "", "internal: IllegalStateException"),
            org.assertj.core.groups.Tuple.tuple(2L, "/0", "not a known word"));
  }

  @Test
  void deadLettersAreMappedAgainAfterAFixAsOftenAsOneLikes() throws Exception {
    projection.start();
    append("bad", "account 1 ann 1");
    awaitHead();
    projection.replayDead("fake").get();
    assertThat(ledger.deadLetterCount("fake")).isEqualTo(1);
    system.corrected.set(true);
    projection.replayDead("fake").get();
    projection.replayDead("fake").get();
    assertThat(ledger.deadLetterCount("fake")).isZero();
    assertThat(names()).containsExactly("ann", "corrected");
    assertThat(warehouse.position()).isEqualTo(2);
  }

  @Test
  void tooMuchPoisonPausesAndResumes() throws Exception {
    append(Collections.nCopies(60, "bad").toArray(String[]::new));
    append("account 1 ann 1");
    projection.start();
    await(() -> projection.status().state() == State.PAUSED);
    assertThat(projection.status().message())
        .contains("60 of 61", "source fake", "not a known word");
    assertThat(ledger.deadLetterCount("fake")).isZero();
    assertThat(ledger.status("fake").notices()).hasSize(1);
    assertThat(warehouse.position()).isZero();

    projection.resume().get();
    awaitHead();
    assertThat(ledger.deadLetterCount("fake")).isEqualTo(60);
    assertThat(ledger.status("fake").notices()).isEmpty();
    assertThat(names()).containsExactly("ann");
  }

  @Test
  void aFifthOfPoisonInALargeRunPauses() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(i % 4 == 0 ? "bad" : "ignore");
    }
    append(lines.toArray(String[]::new));
    projection.start();
    await(() -> projection.status().state() == State.PAUSED);
    assertThat(projection.status().message()).contains("50 of 200");
  }

  @Test
  void aFailingWarehouseIsToldAndTriedAgain() {
    warehouse.failNext(1);
    append("account 1 ann 1");
    projection.start();
    await(() -> projection.status().state() == State.FAILING);
    assertThat(projection.status().message()).contains("broken", "./throughline rebuild");
    awaitHead();
    await(() -> projection.status().state() == State.RUNNING);
    assertThat(names()).containsExactly("ann");
  }

  @Test
  void onlyWebhooksWishForMore() {
    projection.start();
    append("refresh 42");
    ledger
        .append(
            new NewDelivery(
                "fake", Channel.POLL, "page", "poll", Map.of(), NOW, "refresh 43".getBytes()))
        .join();
    append("account 1 ann 1");
    awaitHead();
    await(() -> !wishes.isEmpty());
    assertThat(wishes)
        .containsExactly(new RefreshWish("fake", new Refresh("merge_request", "1", "42")));
  }

  @Test
  void a04_aRepeatFromAnEarlierPositionChangesNothing() {
    append("account 1 ann 1", "account 1 anna 2", "bad", "account 2 bob 1");
    projection.start();
    awaitHead();
    var before = warehouse.state();
    projection.close();
    warehouse.putPosition(1);
    projection = projection();
    assertThat(projection.start().state()).isEqualTo(StartCheck.State.BEHIND);
    awaitHead();
    assertThat(warehouse.state()).isEqualTo(before);
    assertThat(ledger.deadLetterCount("fake")).isEqualTo(1);
  }

  @Test
  void repeatedAndShuffledDeliveriesEndEqual() {
    projection.start();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      lines.add("account " + i % 7 + " name" + i + " " + i);
    }
    append(lines.toArray(String[]::new));
    awaitHead();
    var expected = warehouse.state();
    for (int seed = 0; seed < 5; seed++) {
      warehouse.clear();
      warehouse.putPosition(ledger.head());
      List<String> again = new ArrayList<>(lines);
      again.addAll(lines.subList(0, 60));
      Collections.shuffle(again, new Random(seed));
      append(again.toArray(String[]::new));
      awaitHead();
      assertThat(warehouse.state()).isEqualTo(expected);
    }
  }

  @Test
  void aDeliveryOfAnUnknownSourceIsIgnoredNotLost() {
    projection.start();
    ledger.append(hook("gone", "k", "account 1 ann 1")).join();
    awaitHead();
    await(() -> projection.status().ignored() == 1);
    assertThat(ledger.deadLetters(null, 10)).isEmpty();
    assertThat(ledger.read(0, 10)).hasSize(1);
  }

  @Test
  void rebuildsWithProgressAndWithoutWishes() throws Exception {
    append("account 1 ann 1", "refresh 1", "bad", "account 2 bob 1");
    warehouse.putPosition(99);
    assertThat(projection.start().state()).isEqualTo(StartCheck.State.AHEAD);
    system.corrected.set(true);
    List<Rebuild.Progress> progress = new ArrayList<>();

    ProjectionStatus end =
        new Rebuild(ledger, warehouse, projection, changes).run(organisation(), progress::add);

    assertThat(end.position()).isEqualTo(4);
    assertThat(progress.getLast().finished()).isTrue();
    assertThat(progress.getLast().total()).isEqualTo(4);
    assertThat(warehouse.loads()).isEqualTo(1);
    assertThat(names()).containsExactly("ann", "bob", "corrected");
    assertThat(wishes).isEmpty();
    append("refresh 2");
    await(() -> wishes.size() == 1);
  }

  @Test
  void aRebuildTakesOutLettersThatCanBeMappedNow() throws Exception {
    append("bad", "account 1 ann 1");
    projection.start();
    awaitHead();
    await(() -> ledger.deadLetterCount("fake") == 1);
    system.corrected.set(true);
    new Rebuild(ledger, warehouse, projection, changes).run(organisation(), p -> {});
    await(() -> ledger.deadLetterCount("fake") == 0);
    assertThat(names()).containsExactly("ann", "corrected");
  }

  @Test
  void idleItCommitsAtOnce() {
    projection.start();
    append("account 1 ann 1");
    awaitHead();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long begin = System.nanoTime();
      append("account 1 ann " + i);
      awaitHead();
      millis.add((System.nanoTime() - begin) / 1_000_000);
    }
    Collections.sort(millis);
    assertThat(millis.get(25)).as("median of %s", millis).isLessThan(300);
  }

  private static Organisation organisation() {
    return new Organisation(
        "Acme",
        ZoneOffset.UTC,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        90,
        new ServerConfig("127.0.0.1:8080", null, "data"));
  }
}
