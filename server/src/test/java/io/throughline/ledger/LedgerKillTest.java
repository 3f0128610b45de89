package io.throughline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that appends, without warning, and looks for each delivery it had said to be
 * durable. 200 times by command: {@code -Dtest=LedgerKillTest
 * -DargLine=-Dthroughline.kill.loops=200}.
 */
class LedgerKillTest {
  private static final int LOOPS = Integer.getInteger("throughline.kill.loops", 5);

  @TempDir Path directory;

  @Test
  void a01_nothingThatWasAcknowledgedIsLostOrDoubled() throws Exception {
    Random random = new Random();
    List<String> stored = new ArrayList<>();
    for (int loop = 0; loop < LOOPS; loop++) {
      Process child = child(directory);
      try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
        await(out, "open");
        stored.add(stored(out)); // on a busy machine the first takes longer than any delay below
        Thread killer = killAfter(child, random.nextInt(600));
        read(out, stored);
        killer.join();
      }
      child.waitFor();
      verify(stored);
    }
    assertThat(stored).isNotEmpty();
  }

  @Test
  void a05_aProcessKilledWhileItMakesTheFileLeavesOneThatOpens() throws Exception {
    Random random = new Random();
    for (int loop = 0; loop < LOOPS; loop++) {
      Path fresh = directory.resolve("fresh" + loop);
      Process child = child(fresh);
      try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
        await(out, "opening");
        killAfter(child, random.nextInt(900)).join();
      }
      child.waitFor();
      try (SqliteLedger ledger = SqliteLedger.open(fresh, Clock.systemUTC())) {
        assertThat(ledger.setting("ledger.damage")).isEmpty();
        ledger.append(LedgerSamples.hook("gitlab", "after", "x")).join();
      }
    }
  }

  private void verify(List<String> stored) {
    try (SqliteLedger ledger = SqliteLedger.open(directory, Clock.systemUTC())) {
      Map<String, Integer> found = new HashMap<>();
      long at = 0;
      for (List<Delivery> page = ledger.read(at, 1_000);
          !page.isEmpty();
          page = ledger.read(at, 1_000)) {
        page.forEach(
            d ->
                found.merge(
                    new String(d.body(), 0, 36, StandardCharsets.US_ASCII), 1, Integer::sum));
        at = page.getLast().sequence();
      }
      assertThat(found.keySet()).containsAll(stored);
      assertThat(found.values()).allMatch(count -> count == 1);
      assertThat(ledger.check()).isEmpty();
      assertThat(ledger.deadLetters(null, 1)).isEmpty();
    }
  }

  private static Process child(Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingChild.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Thread killAfter(Process child, long millis) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              // By its handle: the process itself would close what we still read from it.
              child.toHandle().destroyForcibly();
            });
  }

  private static void await(BufferedReader out, String line) throws IOException {
    for (String read = out.readLine(); read != null; read = out.readLine()) {
      if (read.equals(line)) {
        return;
      }
    }
    throw new AssertionError("the child ended before it said " + line);
  }

  private static String stored(BufferedReader out) throws IOException {
    String line = String.valueOf(out.readLine());
    assertThat(line).matches("stored [0-9a-f-]{36}");
    return line.substring("stored ".length());
  }

  private static void read(BufferedReader out, List<String> stored) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.matches("stored [0-9a-f-]{36}")) {
        stored.add(line.substring("stored ".length()));
      }
    }
  }
}
