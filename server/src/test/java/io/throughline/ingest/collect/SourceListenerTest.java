package io.throughline.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.ledger.LedgerException;
import io.throughline.source.FeedRun;
import io.throughline.source.Follower;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.Sleeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SourceListenerTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** What happens to one connection. */
  private interface Turn {
    void follow(Follower.Hearing hearing) throws SourceException, InterruptedException;
  }

  private final Deque<Turn> turns = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Listening> states = new ArrayList<>();
  private final List<Refresh> wishes = new ArrayList<>();
  private SourceListener listener = listener(Clock.fixed(NOON, ZoneOffset.UTC));

  private SourceListener listener(Clock clock) {
    Sleeper sleeper =
        pause -> {
          pauses.add(pause);
          states.add(listener.state());
          if (turns.isEmpty()) {
            throw new InterruptedException();
          }
        };
    return new SourceListener("a", new Toy(), () -> null, wish -> wishes.add(wish), clock, sleeper);
  }

  private final class Toy implements Follower {
    @Override
    public String feed() {
      return "feed0";
    }

    @Override
    public boolean isWanted(Map<String, String> settings) {
      return true;
    }

    @Override
    public void follow(FeedRun run, Hearing hearing) throws SourceException, InterruptedException {
      turns.remove().follow(hearing);
    }
  }

  private void work(Turn... all) {
    turns.addAll(List.of(all));
    assertThatThrownBy(() -> listener.work()).isInstanceOf(InterruptedException.class);
  }

  private static Turn fails(Remedy remedy) {
    return hearing -> {
      throw new SourceException(remedy, remedy + " it");
    };
  }

  @Test
  void itBacksOffFromWhatNeverLasts() {
    Turn[] all = new Turn[12];
    Arrays.fill(all, fails(Remedy.RETRY));
    work(all);
    assertThat(pauses)
        .startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))
        .endsWith(Duration.ofMinutes(5), Duration.ofMinutes(5));
    assertThat(states)
        .allSatisfy(
            state -> {
              assertThat(state.connected()).isFalse();
              assertThat(state.message()).isEqualTo("RETRY it");
            });
  }

  @Test
  void whoRefusesIsLeftAloneForLong() {
    work(fails(Remedy.SKIP), fails(Remedy.PERSON), hearing -> {});
    assertThat(pauses).startsWith(Duration.ofMinutes(15), Duration.ofMinutes(15));
    assertThat(states.getLast().message()).as("it only ended").isNull();
  }

  @Test
  void itTellsSinceWhenAndWhatItHeard() {
    List<Listening> inside = new ArrayList<>();
    Refresh wish = new Refresh("rollouts", "argocd", "checkout");
    work(
        hearing -> {
          inside.add(listener.state());
          hearing.connected();
          inside.add(listener.state());
          hearing.heard();
          hearing.wish(wish);
          inside.add(listener.state());
        });
    assertThat(inside)
        .containsExactly(
            new Listening(false, null, null, null),
            new Listening(true, NOON, null, null),
            new Listening(true, NOON, NOON, null));
    assertThat(states).containsExactly(new Listening(false, NOON, NOON, null));
    assertThat(wishes).containsExactly(wish);
  }

  @Test
  void faultsOfOursEndOneConnectionOnly() {
    work(
        hearing -> {
          throw new IllegalStateException("a fault of ours");
        },
        hearing -> {
          throw new LedgerException("the disk is full", new IOException("no space"));
        },
        hearing -> {});
    assertThat(states.get(0).message()).contains("its log tells more");
    assertThat(states.get(1).message()).contains("cannot be stored");
  }

  @Test
  void aSourceIsListenedToAfterItsFirstReadingAndUntilTheEnd() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    ToySystem system =
        new ToySystem(
            run -> {
              order.add("read");
              read.countDown();
            });
    system.follower =
        new Follower() {
          @Override
          public String feed() {
            return "feed0";
          }

          @Override
          public boolean isWanted(Map<String, String> settings) {
            return true;
          }

          @Override
          public void follow(FeedRun run, Hearing hearing) throws InterruptedException {
            order.add("follow");
            hearing.connected();
            hearing.wish(new Refresh("merge_request", "1", "2"));
            listening.countDown();
            try {
              new CountDownLatch(1).await();
            } finally {
              stopped.countDown();
            }
          }
        };
    Doors doors = Doors.usual(Clock.fixed(NOON, ZoneOffset.UTC));
    Collector collector =
        new Collector(List.of(system.at("a", "https://127.0.0.1:9")), new MemoryLedger(), doors);
    assertThat(collector.listening("a")).contains(Listening.NOT_YET);
    collector.start();
    assertThat(listening.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly("read", "follow");
    assertThat(collector.listening("a")).contains(new Listening(true, NOON, null, null));
    assertThat(collector.listening("b")).isEmpty();
    collector.close();
    assertThat(stopped.getCount()).isZero();
    assertThat(system.wishes.size()).isLessThanOrEqualTo(1);
  }
}
