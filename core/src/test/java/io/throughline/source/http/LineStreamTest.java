package io.throughline.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LineStreamTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

  private final TurningClock clock = new TurningClock(TestDoors.NOON);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private final HttpDoor.Lines lines =
      new HttpDoor.Lines() {
        @Override
        public void opened() {
          heard.add("opened");
        }

        @Override
        public void line(byte[] line) {
          heard.add(new String(line, StandardCharsets.UTF_8));
        }
      };

  private void listen(RawServer server) throws SourceException, InterruptedException {
    try (JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      door.listen("/stream", lines);
    }
  }

  @Test
  void linesComeAsTheyAreToldHoweverTheyAreCut() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    HttpDoor.Lines waiting =
        new HttpDoor.Lines() {
          @Override
          public void opened() {
            heard.add("opened");
          }

          @Override
          public void line(byte[] line) {
            heard.add(new String(line, StandardCharsets.UTF_8));
            first.countDown();
          }
        };
    RawServer.Misdeed slow =
        (socket, out) -> {
          out.write((HEAD + "{\"a\":1}\n\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
          assertThat(first.await(10, TimeUnit.SECONDS)).as("not held back").isTrue();
          out.write("{\"b\":\"\u00e4".getBytes(StandardCharsets.UTF_8));
          out.flush();
          Thread.sleep(20);
          out.write("\"}\r\n{\"c\":3}\n{\"half".getBytes(StandardCharsets.UTF_8));
        };
    try (RawServer server = new RawServer(slow);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      door.listen("/stream", waiting);
    }
    assertThat(heard)
        .as("what was broken off is left out")
        .containsExactly("opened", "{\"a\":1}", "{\"b\":\"\u00e4\"}", "{\"c\":3}");
  }

  @Test
  void whoRefusesIsUnderstoodAndTriedOnceOnly() throws Exception {
    try (RawServer server = new RawServer(RawServer.answers(403, "{\"error\":\"no\"}"))) {
      assertThatThrownBy(() -> listen(server))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.SKIP))
          .hasMessageContaining("No access to /stream (403)")
          .hasMessageContaining("no");
      assertThat(server.connections()).isEqualTo(1);
    }
    try (RawServer server =
        new RawServer(RawServer.answers(401, "{\"error\":\"" + TestDoors.TOKEN + "\"}"))) {
      assertThatThrownBy(() -> listen(server))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON))
          .hasMessageNotContaining(TestDoors.TOKEN);
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aLineWithoutAnEndIsCut() throws Exception {
    RawServer.Misdeed endless =
        (socket, out) -> {
          out.write((HEAD + "{}\n").getBytes(StandardCharsets.UTF_8));
          byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 1_000; i++) {
            out.write(block);
          }
        };
    try (RawServer server = new RawServer(endless)) {
      assertThatThrownBy(() -> listen(server)).hasMessageContaining("larger than 5 MB");
    }
    assertThat(heard).containsExactly("opened", "{}");
  }

  @Test
  void aConnectionThatBreaksIsTold() throws Exception {
    RawServer.Misdeed breaks =
        (socket, out) -> {
          out.write((HEAD + "{}\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
          Thread.sleep(100);
          socket.setSoLinger(true, 0);
        };
    try (RawServer server = new RawServer(breaks)) {
      assertThatThrownBy(() -> listen(server))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.RETRY))
          .hasMessageContaining("broken off");
    }
  }

  @Test
  void silenceEndsIt() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    RawServer.Misdeed silent =
        (socket, out) -> {
          out.write((HEAD + "{}\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
          done.await(20, TimeUnit.SECONDS);
        };
    try (RawServer server = new RawServer(silent);
        HttpClient client = HttpClient.newHttpClient();
        LineStream stream = open(client, server)) {
      assertThat(stream.next()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(stream::next).isInstanceOf(HttpTimeoutException.class);
      done.countDown();
      stream.close();
      client.shutdownNow();
    }
  }

  private static LineStream open(HttpClient client, RawServer server)
      throws IOException, InterruptedException {
    return LineStream.open(
        client,
        HttpRequest.newBuilder(server.address()).build(),
        DoorLimits.USUAL,
        Duration.ofMillis(200));
  }

  @Test
  void whoIsInterruptedStopsAtOnce() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    RawServer.Misdeed silent =
        (socket, out) -> {
          out.write((HEAD + "{}\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
          done.await(20, TimeUnit.SECONDS);
        };
    HttpDoor.Lines first =
        new HttpDoor.Lines() {
          @Override
          public void opened() {}

          @Override
          public void line(byte[] line) {
            opened.countDown();
          }
        };
    try (RawServer server = new RawServer(silent);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      Thread listener =
          Thread.ofVirtual()
              .start(
                  () -> {
                    assertThatThrownBy(() -> door.listen("/stream", first))
                        .isInstanceOf(InterruptedException.class);
                    ended.countDown();
                  });
      assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
      listener.interrupt();
      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
      done.countDown();
    }
  }
}
