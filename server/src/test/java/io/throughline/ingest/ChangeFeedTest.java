package io.throughline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.warehouse.Change;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private final ChangeFeed feed = new ChangeFeed();

  private static Change change(long position, String table, String team, boolean everything) {
    return new Change(position, Set.of(table), Set.of(team), everything);
  }

  @Test
  void aSlowListenerGetsOneJoinedChangeAndHoldsNobodyUp() throws Exception {
    var slow = feed.subscribe().orElseThrow();
    for (int i = 1; i <= 100_000; i++) {
      feed.publish(change(i, "t" + i % 3, "team" + i % 2, i == 7));
    }
    assertThat(slow.next(SOON))
        .contains(new Change(100_000, Set.of("t0", "t1", "t2"), Set.of("team0", "team1"), true));
    assertThat(slow.next(SOON)).isEmpty();
  }

  @Test
  void everybodyHearsAndNobodyAfterLeaving() throws Exception {
    var one = feed.subscribe().orElseThrow();
    var two = feed.subscribe().orElseThrow();
    feed.publish(change(1, "t", "a", false));
    two.close();
    feed.publish(change(2, "t", "b", false));
    assertThat(one.next(SOON)).contains(new Change(2, Set.of("t"), Set.of("a", "b"), false));
    assertThat(two.next(SOON)).contains(new Change(1, Set.of("t"), Set.of("a"), false));
    assertThat(two.next(Duration.ofMinutes(1))).isEmpty();
    assertThat(feed.size()).isEqualTo(1);
  }

  @Test
  void closingWakesThoseWhoWait() throws Exception {
    var one = feed.subscribe().orElseThrow();
    Thread closer = Thread.ofVirtual().start(feed::close);
    assertThat(one.next(Duration.ofMinutes(1))).isEmpty();
    closer.join();
    assertThat(feed.size()).isZero();
  }

  @Test
  void thereIsAnEndToListeners() {
    while (feed.subscribe().isPresent()) {
      assertThat(feed.size()).isLessThanOrEqualTo(2_000);
    }
    assertThat(feed.size()).isEqualTo(2_000);
  }
}
