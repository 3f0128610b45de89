package io.throughline.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.ingest.collect.SourceCollector.Outcome;
import io.throughline.ledger.NewDelivery;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CollectorTest {
  private static final String NOWHERE = "https://127.0.0.1:9";

  private final MemoryLedger ledger = new MemoryLedger();
  private final Clock clock = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
  private final Doors doors = Doors.usual(clock);

  private static void store(FeedRun run, String takenAt, String body) {
    run.store("things", Map.of("taken_at", takenAt), null, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void d15_two_runs_of_one_source_never_overlap() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ToySystem system =
        new ToySystem(
            run -> {
              inside.countDown();
              go.await();
            });
    try (Collector collector = new Collector(List.of(system.at("a", NOWHERE)), ledger, doors)) {
      collector.start();
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(collector.collectNow("a")).isEqualTo(Collector.Answer.ALREADY_RUNNING);
      go.countDown();
      await(() -> collector.collectNow("a") == Collector.Answer.STARTED);
      assertThat(collector.collectNow("b")).isEqualTo(Collector.Answer.NOT_READABLE);
    }
  }

  @Test
  void d15_the_second_run_says_that_one_is_running() throws Exception {
    List<Outcome> inner = new ArrayList<>();
    SourceCollector[] self = new SourceCollector[1];
    ToySystem system = new ToySystem(run -> inner.add(self[0].run()));
    self[0] = new SourceCollector(system.at("a", NOWHERE), ledger, doors);
    assertThat(self[0].run()).isEqualTo(Outcome.COMPLETE);
    assertThat(inner).containsExactly(Outcome.ALREADY_RUNNING);
    self[0].close();
  }

  @Test
  void d20_sources_that_fail_or_hang_delay_no_healthy_one() throws Exception {
    List<Connection> connections = new ArrayList<>();
    ToySystem.Reading[] bad = {
      run -> {
        throw new SourceException(Remedy.RETRY, "down");
      },
      run -> {
        throw new SourceException(Remedy.PERSON, "token refused");
      },
      run -> {
        throw new IllegalStateException("a fault of ours");
      },
      run -> Thread.sleep(60_000),
    };
    for (int i = 0; i < bad.length; i++) {
      connections.add(new ToySystem(bad[i]).at("bad" + i, NOWHERE));
    }
    connections.add(new ToySystem().at("worse", "https://user:pw@x.example"));
    connections.add(
        new ToySystem(run -> store(run, "2026-03-02T12:00:00Z", "[]")).at("good", NOWHERE));
    long start = System.nanoTime();
    try (Collector collector = new Collector(connections, ledger, doors)) {
      collector.start();
      await(() -> ledger.states().contains("good idle"));
      assertThat(ledger.of("good")).hasSize(1);
      await(
          () ->
              ledger.states().stream().filter(s -> s.contains("failing: ")).count() == 2
                  && ledger.states().contains("bad1 stopped: token refused"));
    }
    assertThat(ledger.states())
        .anySatisfy(state -> assertThat(state).startsWith("worse stopped: The source's url"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void a_feed_that_fails_leaves_the_next_feeds_their_turn_unless_a_person_must_act()
      throws Exception {
    ToySystem.Reading stores = run -> store(run, "2026-03-02T12:00:00Z", "[]");
    ToySystem.Reading fails =
        run -> {
          throw new SourceException(Remedy.RETRY, "bad page");
        };
    ToySystem.Reading stops =
        run -> {
          throw new SourceException(Remedy.PERSON, "token refused");
        };
    assertThat(runOnce("a", fails, stores)).isEqualTo(Outcome.FAILED);
    assertThat(ledger.of("a")).hasSize(1);
    assertThat(runOnce("b", stops, stores)).isEqualTo(Outcome.STOPPED);
    assertThat(ledger.of("b")).isEmpty();
  }

  private Outcome runOnce(String id, ToySystem.Reading... readings) throws InterruptedException {
    try (SourceCollector one =
        new SourceCollector(new ToySystem(readings).at(id, NOWHERE), ledger, doors)) {
      return one.run();
    }
  }

  @Test
  void a_page_read_twice_is_stored_once_and_cursors_and_notices_are_the_feeds_own()
      throws Exception {
    ToySystem.Reading reading =
        run -> {
          store(run, "2026-03-02T12:00:00Z", "[1]");
          store(run, "2026-03-02T12:05:00Z", "[1]");
          store(run, "2026-03-02T12:05:00Z", "[2]");
          run.saveCursor("x", "seen");
          run.notice("x", run.cursor("x").isPresent() ? null : "never");
        };
    ToySystem.Reading other =
        run -> {
          assertThat(run.cursor("x")).isEmpty();
          assertThat(run.cursorOf("feed0", "x")).contains("seen");
          assertThat(run.since()).isEqualTo(Instant.parse("2025-03-02T00:00:00Z"));
          run.notice("y", "look here");
        };
    assertThat(runOnce("a", reading, other)).isEqualTo(Outcome.COMPLETE);
    assertThat(ledger.of("a")).extracting(NewDelivery::body).hasSize(2);
    assertThat(ledger.status("a").notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.feed()).isEqualTo("feed1"));
    assertThat(ledger.states()).containsExactly("a running", "a idle");
  }

  @Test
  void a_burst_of_the_same_wish_is_read_once() throws Exception {
    ToySystem system = new ToySystem(run -> {});
    try (Collector collector = new Collector(List.of(system.at("a", NOWHERE)), ledger, doors)) {
      collector.start();
      for (int i = 0; i < 100; i++) {
        assertThat(collector.refresh("a", new Refresh("merge_request", "12", "5"))).isTrue();
        assertThat(collector.refresh("a", new Refresh("merge_request", "12", "6"))).isTrue();
      }
      assertThat(collector.refresh("b", new Refresh("merge_request", "12", "6"))).isFalse();
      await(() -> system.wishes.size() >= 2);
      Thread.sleep(50);
      assertThat(system.wishes).hasSize(2);
    }
  }

  @Test
  void wishes_are_bounded_and_a_failed_one_waits_for_another_try() throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    RefreshQueue queue =
        new RefreshQueue(
            wish -> {
              tried.countDown();
              throw new SourceException(Remedy.RETRY, "down");
            });
    for (int i = 0; i < 10_000; i++) {
      assertThat(queue.offer(new Refresh("pipeline", "1", Integer.toString(i)))).isTrue();
    }
    assertThat(queue.offer(new Refresh("pipeline", "1", "one too many"))).isFalse();
    assertThat(queue.offer(new Refresh("pipeline", "1", "1"))).isTrue();
    RefreshQueue small =
        new RefreshQueue(
            wish -> {
              tried.countDown();
              throw new SourceException(Remedy.RETRY, "down");
            });
    small.offer(new Refresh("pipeline", "1", "1"));
    Thread worker = Thread.ofVirtual().start(() -> assertThatThrownBy(small::work));
    assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
    await(() -> small.size() == 1);
    worker.interrupt();
    worker.join();
  }

  @Test
  void check_says_why_a_source_cannot_be_used() throws Exception {
    try (Collector collector =
        new Collector(
            List.of(new ToySystem().at("a", "http://gitlab.example.com")), ledger, doors)) {
      assertThatThrownBy(() -> collector.check("a")).hasMessageContaining("allow_http");
      assertThatThrownBy(() -> collector.check("b")).hasMessageContaining("no such source");
    }
  }
}
