package io.throughline.source.http;

import static io.throughline.source.http.RawServer.resets;
import static io.throughline.source.http.RawServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BrokenAnswersTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  private final TurningClock clock = new TurningClock(TestDoors.NOON);

  @Test
  void d04_empty_cut_garbled_and_reset_answers_are_asked_for_again() throws Exception {
    try (RawServer server =
            new RawServer(
                says(""),
                says(HEAD + "Content-Length: 50\r\n\r\n[1,2"),
                says(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nnot a chunk"),
                resets(HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\n[1,2\r\n"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.get("/a").body()).asString().isEqualTo("[]");
      assertThat(server.connections()).isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void d04_random_bytes_and_a_body_that_ends_early_with_the_connection() throws Exception {
    try (RawServer server =
            new RawServer(
                says("\u0001\u0002 random"),
                says(HEAD + "Connection: close\r\n\r\n[{\"id\":1},{\"id\""));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.get("/a").body()).asString().isEqualTo("[]");
    }
  }

  @Test
  void d05_silence_and_endless_dripping_end_at_their_limits() throws Exception {
    DoorLimits limits =
        new DoorLimits(
            8, Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(700), 1 << 20, 5);
    RawServer.Misdeed silent = (socket, out) -> Thread.sleep(5_000);
    RawServer.Misdeed drips =
        (socket, out) -> {
          out.write((HEAD + "Content-Length: 1000\r\n\r\n").getBytes());
          for (int i = 0; i < 50; i++) {
            out.write(' ');
            out.flush();
            Thread.sleep(100);
          }
        };
    long start = System.nanoTime();
    try (RawServer server = new RawServer(silent, drips);
        JdkHttpDoor door = TestDoors.open(server.address(), clock, clock, until -> {}, limits)) {
      assertThat(door.get("/a").body()).asString().isEqualTo("[]");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void d07_an_endless_answer_is_cut_and_not_asked_for_again() throws Exception {
    RawServer.Misdeed endless =
        (socket, out) -> {
          out.write((HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes());
          byte[] chunk = ("2000\r\n" + " ".repeat(0x2000) + "\r\n").getBytes();
          for (int i = 0; i < 1_000_000; i++) {
            out.write(chunk);
          }
        };
    try (RawServer server = new RawServer(endless);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      SourceException e = catchThrowableOfType(SourceException.class, () -> door.get("/a"));
      assertThat(e).hasMessageContaining("larger than 1 MB");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void d07_a_gzip_bomb_is_cut_where_it_is_unpacked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[20 << 20]);
    }
    RawServer.Misdeed bomb =
        (socket, out) -> {
          String head = HEAD + "Content-Encoding: gzip\r\nContent-Length: " + packed.size();
          out.write((head + "\r\n\r\n").getBytes());
          packed.writeTo(out);
        };
    try (RawServer server = new RawServer(bomb);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(catchThrowableOfType(SourceException.class, () -> door.get("/a")))
          .hasMessageContaining("larger than");
    }
  }

  @Test
  void d21_a_name_that_turns_to_the_metadata_service_is_refused_at_the_next_dial()
      throws Exception {
    String[] leadsTo = {"127.0.0.1"};
    try (RawServer server = new RawServer()) {
      DoorSettings settings =
          TestDoors.settings(server.address(), TestDoors.limits(Duration.ofSeconds(5)));
      Gate gate = new Gate(8, clock, clock, until -> {});
      Names names = host -> new InetAddress[] {InetAddress.getByName(leadsTo[0])};
      try (JdkHttpDoor door = new JdkHttpDoor(settings, gate, clock, clock, names)) {
        assertThat(door.get("/a").status()).isEqualTo(200);
        leadsTo[0] = "169.254.169.254";
        SourceException e = catchThrowableOfType(SourceException.class, () -> door.get("/a"));
        assertThat(e.remedy()).isEqualTo(SourceException.Remedy.PERSON);
        assertThat(server.connections()).isEqualTo(1);
      }
    }
  }
}
