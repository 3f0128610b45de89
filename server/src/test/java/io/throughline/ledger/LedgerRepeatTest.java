package io.throughline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any stream of repeats: the first of a key is kept, whatever comes after. */
class LedgerRepeatTest {
  record Sent(String source, String key, String body) {}

  private static final AtomicLong ROUND = new AtomicLong();
  private static SqliteLedger ledger;

  @BeforeContainer
  static void open() throws IOException {
    Path directory = Files.createTempDirectory("ledger-repeat");
    ledger = SqliteLedger.open(directory, Clock.systemUTC());
  }

  @AfterContainer
  static void close() {
    ledger.close();
  }

  @Property(tries = 100)
  void theFirstOfAKeyWins(@ForAll("streams") List<Sent> stream) {
    String round = "r" + ROUND.incrementAndGet() + ":";
    long before = ledger.head();
    List<CompletableFuture<Appended>> answers =
        stream.stream()
            .map(s -> ledger.append(LedgerSamples.hook(s.source(), round + s.key(), s.body())))
            .toList();
    Map<String, Sent> first = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (int i = 0; i < stream.size(); i++) {
      Sent sent = stream.get(i);
      String identity = sent.source() + "\n" + sent.key();
      Appended answer = answers.get(i).join();
      Sent known = first.putIfAbsent(identity, sent);
      numbers.putIfAbsent(identity, answer.sequence());
      assertThat(answer)
          .isEqualTo(
              new Appended(
                  numbers.get(identity),
                  known != null,
                  known != null && !known.body().equals(sent.body())));
    }
    assertThat(ledger.read(before, 1_000)).hasSize(first.size());
  }

  @Provide
  Arbitrary<List<Sent>> streams() {
    Arbitrary<Sent> sent =
        Combinators.combine(
                Arbitraries.of("one", "two"),
                Arbitraries.of("", "a", "A", "a ", "\u0000", "\uD800", "\uD801"),
                Arbitraries.of("", "x", "y"))
            .as(Sent::new);
    return sent.list().ofMinSize(1).ofMaxSize(60);
  }
}
