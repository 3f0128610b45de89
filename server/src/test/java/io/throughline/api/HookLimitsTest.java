package io.throughline.api;

import static io.throughline.api.HookHouse.head;
import static io.throughline.api.HookHouse.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ledger.SourceStatus.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the port for webhooks bears: sizes, times, numbers of connections. */
@Timeout(60)
class HookLimitsTest {
  private static final int CAP = 26 << 20;
  private static final Duration BRIEF = Duration.ofMillis(400);
  private static final Duration AMPLE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private HookHouse house(Duration head, Duration body) {
    return new HookHouse(folder, new HookLimits(head, body, 4_096));
  }

  private static List<String> refusals(HookHouse house) {
    return house.ledger.status("gitlab").refusals().stream().map(Refusal::reason).toList();
  }

  @Test
  void c09_aBodyOfExactlyTheCapIsTakenAndOneByteMoreIsNot() throws IOException {
    try (HookHouse house = house(AMPLE, AMPLE);
        RawClient client = house.connect()) {
      client.send(head("a", "Content-Length: " + CAP)).send(new byte[CAP]);
      assertThat(client.status()).isEqualTo(202);
      client.send(head("b", "Content-Length: " + (CAP + 1))).send(new byte[CAP + 1]);
      assertThat(client.status()).isEqualTo(413);
      assertThat(client.send(hook("c", "{}")).status()).as("goes on after it").isEqualTo(202);
      assertThat(house.ledger.head()).isEqualTo(2);
      assertThat(refusals(house)).containsExactly("the body is larger than 26 MB");
    }
  }

  @Test
  void c09_whatIsAnnouncedTooLargeIsRefusedUnread() throws IOException {
    try (HookHouse house = house(AMPLE, AMPLE);
        RawClient client = house.connect()) {
      client.send(head("a", "Content-Length: 100000000"));
      assertThat(client.status()).isEqualTo(413);
      assertThat(refusals(house)).containsExactly("the body is larger than 26 MB");
    }
  }

  @Test
  void c09_chunksWithoutEndAreRefusedAtTheCapAndTheConnectionEnds() throws Exception {
    try (HookHouse house = house(AMPLE, Duration.ofMillis(1_500));
        RawClient client = house.connect()) {
      client.send(head("a", "Transfer-Encoding: chunked"));
      byte[] chunk =
          ("100000\r\n" + "[".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 27; i++) {
        client.send(chunk);
      }
      assertThat(client.status()).isEqualTo(413);
      client.sendUntilClosed(chunk, Duration.ofMillis(1));
      assertThat(house.ledger.head()).isZero();
      assertThat(refusals(house)).containsExactly("the body is larger than 26 MB");
    }
  }

  @Test
  void c09_aBodyShorterThanAnnouncedIsNeverStored() throws IOException {
    try (HookHouse house = house(AMPLE, BRIEF)) {
      try (RawClient client = house.connect()) {
        client.send(head("a", "Content-Length: 10") + "{}");
        assertThat(client.closedSilently()).isTrue();
      }
      try (RawClient client = house.connect()) {
        client.send(head("b", "Content-Length: 10") + "{}");
      }
      assertThat(house.ledger.head()).isZero();
    }
  }

  @Test
  void c27_idleAndSlowConnectionsAreClosedAtTheirLimitsAndDelayNobody() throws Exception {
    try (HookHouse house = house(BRIEF, BRIEF)) {
      List<RawClient> idle = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        idle.add(house.connect());
      }
      try (RawClient slowHead = house.connect();
          RawClient slowBody = house.connect()) {
        slowHead.send("POST /hooks/x HTTP/1.1\r\n");
        slowBody.send(head("slow", "Content-Length: 1000"));
        long asked = System.nanoTime();
        try (RawClient other = house.connect()) {
          assertThat(other.send(hook("quick", "{}")).status()).isEqualTo(202);
        }
        // A bound for a busy build machine; the release figure is 200 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        slowHead.sendUntilClosed(
            "X: y\r\n".getBytes(StandardCharsets.US_ASCII), BRIEF.dividedBy(4));
        slowBody.sendUntilClosed(new byte[1], BRIEF.dividedBy(4));
      }
      for (RawClient one : idle) {
        assertThat(one.closedSilently()).isTrue();
        one.close();
      }
      await(house, 0);
      assertThat(house.ledger.head()).isEqualTo(1);
    }
  }

  @Test
  void c27_aRestingConnectionIsClosedAfterItsAnswerToo() throws IOException {
    try (HookHouse house = house(BRIEF, AMPLE);
        RawClient client = house.connect()) {
      assertThat(client.send(hook("a", "{}")).status()).isEqualTo(202);
      assertThat(client.closedSilently()).isTrue();
    }
  }

  @Test
  void connectionsAboveTheNumberAreClosedAndRoomIsMadeAgain() throws Exception {
    try (HookHouse house = new HookHouse(folder, new HookLimits(AMPLE, AMPLE, 3))) {
      List<RawClient> first = List.of(house.connect(), house.connect(), house.connect());
      await(house, 3);
      try (RawClient fourth = house.connect()) {
        assertThat(fourth.closedSilently()).isTrue();
      }
      first.get(0).close();
      await(house, 2);
      try (RawClient next = house.connect()) {
        assertThat(next.send(hook("a", "{}")).status()).isEqualTo(202);
      }
      first.get(1).close();
      first.get(2).close();
    }
  }

  @Test
  void moreBytesThanMayBeHeldAreToldToComeAgain() throws IOException {
    try (HookHouse house = new HookHouse(folder, new HookLimits(AMPLE, AMPLE, 10), 1_000)) {
      try (RawClient large = house.connect()) {
        large.send(head("a", "Content-Length: 2000")).send(new byte[2_000]);
        assertThat(large.head())
            .startsWith("HTTP/1.1 503 ")
            .containsIgnoringCase("retry-after: 10");
      }
      for (int i = 0; i < 5; i++) { // nothing of what was held for one stays held
        try (RawClient small = house.connect()) {
          assertThat(small.send(hook("small" + i, "x".repeat(900))).status()).isEqualTo(202);
        }
      }
    }
  }

  private static void await(HookHouse house, int connections) throws InterruptedException {
    long end = System.nanoTime() + AMPLE.toNanos();
    while (house.port.connections() != connections) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      Thread.sleep(5);
    }
  }
}
