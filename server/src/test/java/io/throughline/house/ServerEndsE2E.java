package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.ledger.SqliteLedger;
import io.throughline.source.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole process does when it is told to stop, when its disk fails, when it is doubled. */
class ServerEndsE2E {
  @TempDir Path folder;

  /** Each webhook that was answered with 202 is there, and none twice. */
  static void assertKept(Path data, Set<String> acknowledged) {
    Map<String, Integer> found = new HashMap<>();
    try (SqliteLedger ledger = SqliteLedger.open(data, Clock.systemUTC())) {
      long at = 0;
      for (List<Delivery> page = ledger.read(at, 1_000);
          !page.isEmpty();
          page = ledger.read(at, 1_000)) {
        page.forEach(d -> found.merge(d.context().get("idempotency-key"), 1, Integer::sum));
        at = page.getLast().sequence();
      }
      assertThat(ledger.check()).isEmpty();
    }
    assertThat(found.keySet()).containsAll(acknowledged);
    assertThat(found.values()).allMatch(count -> count == 1);
  }

  @Test
  void a07_aSecondProcessIsRefusedAndTheFirstGoesOn() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      Process first = server.start();
      assertThat(server.hook(server.hooks(), "before")).isEqualTo(202);

      assertThat(ServerOfItsOwn.exitCode(server.launch())).isEqualTo(2);
      assertThat(server.printed(1))
          .contains("throughline: the data directory")
          .contains("process " + first.pid(), "stop that one first", "server.data")
          .doesNotContain("\tat ");

      assertThat(server.hook(server.hooks(), "after")).isEqualTo(202);
      assertThat(server.get(server.pages().resolve("/readyz")).statusCode()).isEqualTo(200);
    }
    assertKept(folder.resolve("data"), Set.of("before", "after"));
  }

  @Test
  void aKilledProcessLeavesNoLargeFileInTheTemporaryFolder() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      Process process = server.start();
      process.destroyForcibly().waitFor();
      try (var left = Files.walk(server.temporary())) {
        assertThat(left.filter(Files::isRegularFile))
            .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(4 << 20));
      }
    }
  }

  @Test
  void a15_toldToStopUnderLoadItEndsWellAndLosesNothing() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      Process process = server.start();
      AtomicBoolean going = new AtomicBoolean(true);
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        URI to = i % 2 == 0 ? server.hooks() : server.pages();
        String name = "sender-" + i + "-";
        senders.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int n = 0; going.get(); n++) {
                        String key = name + n;
                        try {
                          if (server.hook(to, key) == 202) {
                            acknowledged.add(key);
                          }
                        } catch (IOException e) {
                          if (!process.isAlive()) {
                            return; // nobody listens any more, which is what this is about
                          }
                        } catch (InterruptedException e) {
                          return;
                        }
                      }
                    }));
      }
      RunningHouse.await("a thousand webhooks", () -> acknowledged.size() >= 1_000);

      long told = System.nanoTime();
      process.destroy(); // SIGTERM
      assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("ends within 15 s").isTrue();
      assertThat(process.exitValue()).as(server.printed(0)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(15));
      going.set(false);
      for (Thread sender : senders) {
        sender.join(Duration.ofSeconds(35));
      }
      assertThat(server.printed(0)).doesNotContain("ERROR");
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(1_000);
    assertKept(folder.resolve("data"), acknowledged);
  }

  @Test
  void a08_aDiskThatCannotSyncIsNeverTakenForDurable() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      Process process = server.start();
      send(server, "well-", 5, acknowledged);
      assertThat(acknowledged).hasSize(5);

      Process broken = failSyncs(process, "");
      try {
        send(server, "broken-", 5, acknowledged);
        assertThat(acknowledged).as("nothing may be acknowledged").hasSize(5);
        assertThat(server.hook(server.hooks(), "broken")).isEqualTo(503);
        assertThat(server.get(server.pages().resolve("/readyz")))
            .satisfies(ready -> assertThat(ready.statusCode()).isEqualTo(503))
            .satisfies(ready -> assertThat(ready.body()).contains("the ledger cannot store"));
        assertThat(server.get(server.pages().resolve("/healthz")).statusCode()).isEqualTo(200);
        assertThat(server.get(server.pages().resolve("/api/v1/sources")).statusCode())
            .as("reading goes on")
            .isEqualTo(200);
      } finally {
        stop(broken);
      }
      RunningHouse.await("the ledger to store again", () -> accepted(server, acknowledged));
      RunningHouse.await("readiness and the warehouse", () -> caughtUp(server));

      Process nowAndThen = failSyncs(process, ":when=2+3");
      try {
        send(server, "now-and-then-", 30, acknowledged);
      } finally {
        stop(nowAndThen);
      }
      assertThat(acknowledged.stream().filter(key -> key.startsWith("now-and-then-")).count())
          .as("some were stored, some were not")
          .isBetween(1L, 29L);
      process.destroyForcibly().waitFor();
    }
    assertKept(folder.resolve("data"), acknowledged);
  }

  private static void send(ServerOfItsOwn server, String name, int count, Set<String> acknowledged)
      throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      int status = server.hook(server.hooks(), name + i);
      assertThat(status).isIn(202, 503);
      if (status == 202) {
        acknowledged.add(name + i);
      }
    }
  }

  private static boolean accepted(ServerOfItsOwn server, Set<String> acknowledged) {
    try {
      String key = "again-" + acknowledged.size();
      return server.hook(server.hooks(), key) == 202 && acknowledged.add(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean caughtUp(ServerOfItsOwn server) {
    try {
      var ready = server.get(server.pages().resolve("/readyz"));
      return ready.statusCode() == 200 && ready.body().replaceAll("\\s", "").contains("behind\":0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Lets a process's syncs fail from now on; skips the test where that cannot be done. */
  private Process failSyncs(Process process, String when) throws IOException {
    Path said = Files.createTempFile(folder, "strace", ".log");
    Process strace;
    try {
      strace =
          new ProcessBuilder(
                  "strace",
                  "-f",
                  "-p",
                  Long.toString(process.pid()),
                  "-o",
                  "/dev/null",
                  "-e",
                  "trace=fsync,fdatasync",
                  "-e",
                  "inject=fsync,fdatasync:error=EIO" + when)
              .redirectError(said.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "strace is not installed, so no failing disk can be simulated");
      throw e;
    }
    RunningHouse.await("strace to speak", () -> !text(said).isBlank());
    assumeTrue(
        text(said).contains("attached"),
        () -> "strace may not look into other processes here: " + text(said));
    return strace;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Process strace) throws InterruptedException {
    strace.destroy();
    assertThat(strace.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
