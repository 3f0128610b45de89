package io.throughline.source.http;

import static io.throughline.source.http.RawServer.answers;
import static io.throughline.source.http.ScriptedServer.GOOD;
import static io.throughline.source.http.ScriptedServer.json;
import static io.throughline.source.http.TestDoors.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.ScriptedServer.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdkHttpDoorTest {
  private final TurningClock clock = new TurningClock(NOON);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|120",
        "Mon, 02 Mar 2026 12:02:00 GMT|120",
        "31536000|3600",
        "-5|0",
        "soon|0",
        "''|0"
      })
  void d01_waits_as_long_as_a_429_asks_but_an_hour_at_most(String after, long seconds)
      throws Exception {
    List<Instant> limited = new ArrayList<>();
    try (RawServer server =
            new RawServer(
                answers(429, "", "Retry-After", after, "Date", "Mon, 02 Mar 2026 12:00:00 GMT"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock, clock, limited::add)) {
      assertThat(door.get("/a").status()).isEqualTo(200);

      assertThat(clock.sleptInAll())
          .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 2));
      if (seconds > 0) {
        assertThat(limited).containsExactly(NOON.plusSeconds(seconds));
      }
    }
  }

  @Test
  void d01_an_answer_that_was_the_last_one_for_now_makes_the_next_wait_by_the_sources_clock()
      throws Exception {
    RawServer.Misdeed last =
        answers(
            200,
            "[]",
            "RateLimit-Remaining",
            "0",
            "RateLimit-Reset",
            Long.toString(NOON.plusSeconds(645).getEpochSecond()),
            "Date",
            "Mon, 02 Mar 2026 12:10:00 GMT");
    try (RawServer server = new RawServer(last);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      door.get("/a");
      assertThat(clock.sleptInAll()).isZero();
      door.get("/b");
      assertThat(clock.sleptInAll()).isEqualTo(Duration.ofSeconds(45));
    }
  }

  @Test
  void d01_seconds_from_now_are_understood_where_others_tell_an_instant() throws Exception {
    RawServer.Misdeed limited =
        answers(429, "", "ratelimit-reset", "45", "Date", "Mon, 02 Mar 2026 12:00:00 GMT");
    try (RawServer server = new RawServer(limited);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.get("/a").status()).isEqualTo(200);
      assertThat(clock.sleptInAll()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(45 + 2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 500, 502, 503, 504, 520})
  void d02_what_may_pass_is_tried_again(int status) throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(status, "{}"), json(status, "{}"), GOOD);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.get("/a").status()).isEqualTo(200);
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void what_is_told_is_sent_once_whatever_comes_of_it() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(502, "{}"), GOOD);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      SourceException e =
          catchThrowableOfType(
              SourceException.class, () -> door.tell("/a", "{}".getBytes(StandardCharsets.UTF_8)));
      assertThat(e.status()).isEqualTo(502);
      assertThat(server.asked()).hasSize(1);
      assertThat(door.tell("/a", "{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void d02_what_stays_broken_ends_after_five_more_tries() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(502, "{}"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      SourceException e = failure(door, "/a");
      assertThat(e.remedy()).isEqualTo(Remedy.RETRY);
      assertThat(e.status()).isEqualTo(502);
      assertThat(server.asked()).hasSize(6);
    }
  }

  @Test
  void d02_after_five_failures_of_several_paths_the_source_is_left_alone_for_five_minutes()
      throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(500, "{}"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      failure(door, "/a");
      failure(door, "/b");
      int asked = server.asked().size();
      assertThat(failure(door, "/c")).hasMessageContaining("left alone");
      assertThat(server.asked()).hasSize(asked);
      assertThat(door.gate().quietUntil()).isPresent();
      clock.turn(Duration.ofMinutes(6));
      failure(door, "/c");
      assertThat(server.asked()).hasSizeGreaterThan(asked);
    }
  }

  @ParameterizedTest
  @CsvSource({"401,PERSON", "403,SKIP", "404,SKIP", "405,SKIP", "410,PERSON", "301,PERSON"})
  void d02_what_does_not_pass_is_not_tried_again(int status, Remedy remedy) throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(status, "{\"message\":\"no\"}"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      SourceException e = failure(door, "/a");
      assertThat(e.remedy()).isEqualTo(remedy);
      assertThat(e.status()).isEqualTo(status);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void d02_a_403_that_is_a_rate_limit_is_waited_for() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(json(403, "{\"message\":\"Rate limit exceeded\"}"), GOOD);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void d03_nobody_at_the_address_is_said_after_the_retries() throws Exception {
    ScriptedServer gone = new ScriptedServer(GOOD);
    URI address = gone.address();
    gone.close();
    try (JdkHttpDoor door = TestDoors.open(address, clock)) {
      assertThat(failure(door, "/a")).hasMessageContaining("Nobody answers");
    }
  }

  @Test
  void d06_a_web_page_is_a_failed_page_and_not_an_empty_list() throws Exception {
    Answer page =
        new Answer(
            200,
            Map.of("Content-Type", "text/html"),
            "<html><head><title>Sign in · GitLab</title>".getBytes(StandardCharsets.UTF_8));
    try (ScriptedServer server = new ScriptedServer(page);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      SourceException e = failure(door, "/a");
      assertThat(e).hasMessageContaining("web page (Sign in · GitLab) instead of JSON");
      assertThat(e.remedy()).isEqualTo(Remedy.RETRY);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|[{\"id\":1},",
        "application/json|[] []",
        "application/json|\"text\"",
        "application/json|''",
        "text/plain|[]",
        "application/json; charset=iso-8859-1|[]"
      })
  void d06_what_is_not_whole_json_is_a_failed_page(String type, String body) throws Exception {
    Answer page =
        new Answer(200, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    try (ScriptedServer server = new ScriptedServer(page, page, GOOD);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.get("/a").body()).asString().contains("\"id\":1");
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void d06_json_nested_without_end_is_said_to_be_so() throws Exception {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    try (ScriptedServer server = new ScriptedServer(json(200, deep));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(failure(door, "/a")).hasMessageContaining("nested deeper");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:1/x",
        "http://127.0.0.1:1/x",
        "http://evil.example/x",
        "file:///etc/passwd",
        "//evil.example/x",
        "http://user@127.0.0.1/x",
        "ht tp://x"
      })
  void d08_an_address_elsewhere_is_refused(String next) throws Exception {
    try (ScriptedServer server = new ScriptedServer(GOOD);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(failure(door, next).remedy()).isEqualTo(Remedy.PERSON);
      assertThat(server.asked()).isEmpty();
      assertThat(door.get(server.address() + "/api?page=2").status()).isEqualTo(200);
    }
  }

  @Test
  void d21_a_redirect_to_the_metadata_service_is_not_followed() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(json(302, "", "Location", "http://169.254.169.254/latest"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      SourceException e = failure(door, "/a");
      assertThat(e.remedy()).isEqualTo(Remedy.PERSON);
      assertThat(e).hasMessageContaining("moved");
    }
  }

  @Test
  void d22_a_token_is_masked_in_whatever_the_source_says() throws Exception {
    String echo = "{\"message\":\"bad token " + TestDoors.TOKEN + " private_token=abcdef\"}";
    String place = "https://u:pw@x.example/?private_token=" + TestDoors.TOKEN;
    try (ScriptedServer server =
            new ScriptedServer(json(401, echo), json(302, "", "Location", place));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(failure(door, "/a").getMessage())
          .contains("***")
          .doesNotContain(TestDoors.TOKEN, "abcdef");
      assertThat(failure(door, "/a").getMessage())
          .contains("x.example")
          .doesNotContain(TestDoors.TOKEN, "pw");
      assertThat(server.headers().getFirst().get("Private-token")).containsExactly(TestDoors.TOKEN);
    }
  }

  @Test
  void a_systems_own_media_type_takes_the_place_of_ours_and_its_scheme_hides_no_token()
      throws Exception {
    HttpDoor.Authentication own =
        new HttpDoor.Authentication(
            Map.of(
                "Authorization",
                "Token token=" + TestDoors.TOKEN,
                "Accept",
                "application/vnd.x+json;version=2"));
    DoorLimits limits = TestDoors.limits(Duration.ofSeconds(5));
    Gate gate = new Gate(limits.concurrency(), clock, clock, until -> {});
    try (ScriptedServer server =
            new ScriptedServer(json(401, "{\"message\":\"no " + TestDoors.TOKEN + "\"}"));
        JdkHttpDoor door =
            new JdkHttpDoor(
                new DoorSettings(server.address(), own, false, false, "", limits),
                gate,
                clock,
                clock)) {
      assertThat(failure(door, "/a").getMessage()).contains("***").doesNotContain(TestDoors.TOKEN);
      assertThat(server.headers().getFirst().get("Accept"))
          .containsExactly("application/vnd.x+json;version=2");
    }
  }

  @Test
  void a_clock_that_is_minutes_off_is_told() throws Exception {
    try (RawServer server =
            new RawServer(answers(200, "[]", "Date", "Mon, 02 Mar 2026 12:10:00 GMT"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThat(door.skew()).isEmpty();
      door.get("/a");
      assertThat(door.skew()).contains(Duration.ofMinutes(10));
    }
  }

  @Test
  void a_clock_that_stands_still_is_told_although_it_says_the_same() throws Exception {
    RawServer.Misdeed noon = answers(200, "[]", "Date", "Mon, 02 Mar 2026 12:00:00 GMT");
    try (RawServer server = new RawServer(noon, noon);
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      door.get("/a");
      assertThat(door.skew()).isEmpty();
      clock.sleep(Duration.ofMinutes(10));
      door.get("/b");
      assertThat(door.skew()).contains(Duration.ofMinutes(-10));
    }
  }

  private static SourceException failure(JdkHttpDoor door, String path) {
    return catchThrowableOfType(SourceException.class, () -> door.get(path));
  }
}
