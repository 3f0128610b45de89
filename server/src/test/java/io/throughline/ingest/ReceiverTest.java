package io.throughline.ingest;

import static io.throughline.ledger.LedgerSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ledger.SourceStatus.Refusal;
import io.throughline.ledger.SqliteLedger;
import io.throughline.source.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverTest {
  private static final byte[] BODY = "account 1 ann 1".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private SqliteLedger ledger;
  private final FakeSystem system = new FakeSystem();
  private Receiver receiver;

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    ledger = SqliteLedger.open(directory, clock);
    Connections connections =
        new Connections(
            List.of(
                FakeSystem.connected("one", 1, system, "right", "former"),
                FakeSystem.connected("two", 2, system, "right"),
                FakeSystem.connected("unset", 3, system),
                FakeSystem.connected("blank", 4, system, "", " ")));
    receiver = new Receiver(() -> connections, ledger, clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Map<String, String> headers(String secret, String id, String... more) {
    Map<String, String> headers = new HashMap<>(Map.of("x-secret", secret, "x-id", id));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @Test
  void storesWhatIsGenuineExactlyAsItCame() {
    assertThat(receiver.receive("hook-one", headers("right", "a"), BODY))
        .isEqualTo(new Outcome.Accepted(1));
    Delivery stored = ledger.delivery(1).orElseThrow();
    assertThat(stored.body()).isEqualTo(BODY);
    assertThat(stored.context()).isEqualTo(Map.of("x-id", "a"));
    assertThat(ledger.status("one").webhooksAccepted()).isEqualTo(1);
  }

  @Test
  void aRepeatHasNoEffectAndIsTakenAsAccepted() {
    receiver.receive("hook-one", headers("right", "a"), BODY);
    assertThat(receiver.receive("hook-one", headers("former", "a"), BODY))
        .isEqualTo(new Outcome.Repeated(1))
        .satisfies(o -> assertThat(o.status()).isEqualTo(202));
    assertThat(ledger.head()).isEqualTo(1);
  }

  @Test
  void c14_anotherBodyUnderAKnownIdIsCountedAndNotKept() {
    receiver.receive("hook-one", headers("right", "a"), BODY);
    assertThat(receiver.receive("hook-one", headers("right", "a"), "other".getBytes()))
        .isEqualTo(new Outcome.Repeated(1));
    assertThat(ledger.delivery(1).orElseThrow().body()).isEqualTo(BODY);
    assertThat(ledger.status("one").notices())
        .singleElement()
        .satisfies(n -> assertThat(n.message()).startsWith("1 webhooks since the start"));
  }

  @Test
  void c15_theSameIdOfTwoSourcesAreTwo() {
    receiver.receive("hook-one", headers("right", "a"), BODY);
    assertThat(receiver.receive("hook-two", headers("right", "a"), BODY))
        .isEqualTo(new Outcome.Accepted(2));
  }

  @Test
  void aWrongSecretIsRefusedAndSeenAtOnce() {
    assertThat(receiver.receive("hook-one", headers("wrong", "a"), BODY))
        .isEqualTo(new Outcome.Refused("the secret is wrong"));
    assertThat(ledger.head()).isZero();
    assertThat(ledger.status("one").refusals())
        .containsExactly(new Refusal("the secret is wrong", NOW));
  }

  @Test
  void c06_anEmptyConfiguredSecretLetsNobodyIn() {
    for (String hook : List.of("hook-unset", "hook-blank")) {
      for (String secret : List.of("", " ", "right")) {
        assertThat(receiver.receive(hook, headers(secret, "a"), BODY))
            .isInstanceOf(Outcome.Refused.class);
      }
    }
    assertThat(ledger.head()).isZero();
  }

  @Test
  void anUnknownAddressIsUnknownEvenWithARightSecret() {
    for (String hook : List.of("", "hook", "hook-one ", "hook-onf", "../hook-one")) {
      assertThat(receiver.receive(hook, headers("right", "a"), BODY))
          .isEqualTo(new Outcome.Unknown());
    }
  }

  @Test
  void c29_anUnknownAddressCostsTheSameWorkAsARefusal() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(receiver.receive("hook-" + i, headers("right", "a"), BODY))
          .isEqualTo(new Outcome.Unknown());
    }
    assertThat(system.judged)
        .as("each was judged, against a secret that nobody has")
        .hasValue(1_000);
    assertThat(ledger.head()).isZero();
    assertThat(ledger.status("one").webhooksRefused()).isZero();
  }

  @Test
  void c09_whatIsTooLargeToBeReadIsCountedAtItsSource() {
    assertThat(receiver.tooLarge("hook-one")).isEqualTo(new Outcome.TooLarge());
    assertThat(receiver.tooLarge("hook-nobody")).isEqualTo(new Outcome.Unknown());
    assertThat(ledger.status("one").refusals())
        .containsExactly(new Refusal("the body is larger than 10 MB", NOW));
  }

  @Test
  void c09_theCapIsExact() {
    int cap = 10 << 20;
    assertThat(receiver.receive("hook-one", headers("right", "a"), new byte[cap]))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(receiver.receive("hook-one", headers("right", "b"), new byte[cap + 1]))
        .isEqualTo(new Outcome.TooLarge());
    assertThat(receiver.largestBody()).isEqualTo(cap);
  }

  @Test
  void c08_gzipIsUnpackedAfterItIsBelieved() throws IOException {
    receiver.receive("hook-one", headers("right", "a", "content-encoding", "gzip"), gzip(BODY));
    assertThat(ledger.delivery(1).orElseThrow().body()).isEqualTo(BODY);
  }

  @Test
  void c08_aBombIsCut() throws IOException {
    byte[] bomb = gzip(new byte[50 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(
            receiver.receive("hook-one", headers("right", "a", "content-encoding", "gzip"), bomb))
        .isEqualTo(new Outcome.TooLarge());
    assertThat(ledger.head()).isZero();
  }

  @Test
  void whatOnlySaysItIsGzipIsKeptAsItCame() {
    assertThat(
            receiver.receive("hook-one", headers("right", "a", "content-encoding", "gzip"), BODY))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(ledger.delivery(1).orElseThrow().body()).isEqualTo(BODY);
  }

  @Test
  void c18_anyGenuineBodyIsStoredWhateverItSays() {
    int id = 0;
    for (String body : List.of("", "{", "\u0000", "[".repeat(100_000), "unknown project 77")) {
      assertThat(
              receiver.receive(
                  "hook-one", headers("right", "id" + id++), body.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(Outcome.Accepted.class);
    }
    assertThat(ledger.head()).isEqualTo(5);
  }

  @Test
  void c19_aStaleTimeIsFlaggedNotRefused() {
    receiver.receive("hook-one", headers("right", "a", "x-stale", "1"), BODY);
    assertThat(ledger.delivery(1).orElseThrow().context()).containsEntry("stale", "true");
  }

  @Test
  void aLedgerThatCannotStoreMeansComeAgain() {
    ledger.close();
    assertThat(receiver.receive("hook-one", headers("right", "a"), BODY))
        .isEqualTo(new Outcome.Unavailable(Duration.ofSeconds(10)));
  }
}
