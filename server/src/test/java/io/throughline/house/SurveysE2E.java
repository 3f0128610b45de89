package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers by file, form and page, and corrections, on a real server with its two ports. */
class SurveysE2E {
  private static final String[] TOKEN = {"Authorization", "Bearer " + ServerOfItsOwn.BUILDS_SECRET};
  private static final String FORMS = "an-id-of-forms-that-nobody-guesses";
  private static final Pattern FIELD = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  private ServerOfItsOwn server() throws IOException {
    ServerOfItsOwn server = new ServerOfItsOwn(folder);
    Path file = folder.resolve("throughline.yaml");
    String forms =
        "  - { id: forms, system: surveys, hooks: { id: %s, token: \"${BUILDS_SECRET}\" } }\n"
            .formatted(FORMS);
    Files.writeString(
        file,
        Files.readString(file).replace("  - id: builds\n", forms + "  - id: builds\n")
            + """
            surveys:
              - { id: csat, title: "The <b>shop</b>", kind: csat, service: shop, page: true }
              - { id: pmf, kind: pmf, page: true }
            """);
    return server;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private HttpResponse<String> send(URI to, String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private void nothingOfAda() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("ada@acme.io");
      }
    }
  }

  @Test
  void answersComeByFileAndByForm() throws Exception {
    try (ServerOfItsOwn server = server()) {
      server.start();
      byte[] file =
          bytes("answered_at,score,respondent\n2026-01-05,4,ada@acme.io\n2026-01-05,6,b@acme.io\n");
      String to = "/api/v1/surveys/csat/answers";
      assertThat(server.upload(to, file).statusCode()).isEqualTo(401);
      HttpResponse<String> taken = server.upload(to, file, TOKEN);
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
      assertThat(json(taken).path("taken").asInt()).isEqualTo(1);
      assertThat(json(taken).path("refusedRows").asInt()).isEqualTo(1);
      assertThat(json(taken).at("/refused/0/row").asInt()).isEqualTo(3);
      assertThat(json(taken).at("/refused/0/column").asText()).isEqualTo("score");
      assertThat(server.upload(to, file, TOKEN).statusCode()).isEqualTo(200);
      assertThat(server.upload("/api/v1/surveys/ghost/answers", file, TOKEN).statusCode())
          .isEqualTo(404);
      HttpResponse<String> no = server.upload(to, bytes("points\n4\n"), TOKEN);
      assertThat(no.statusCode()).isEqualTo(422);
      assertThat(json(no).path("detail").asText()).contains("there are: points");
      byte[] round = bytes("{\"sent_at\": \"2026-01-04\", \"invited\": 9}");
      assertThat(server.upload("/api/v1/surveys/csat/rounds", round, TOKEN).statusCode())
          .isEqualTo(201);

      URI hook = server.hooks().resolve("/hooks/" + FORMS);
      String form =
          "{\"answer\":\"very disappointed\",\"answered_at\":\"2026-01-05T10:00:00Z\","
              + "\"respondent\":\"ada@acme.io\",\"why\":\"ada@acme.io\"}";
      String secret = ServerOfItsOwn.BUILDS_SECRET;
      URI named = URI.create(hook + "?survey=pmf&token=" + secret);
      assertThat(send(named, form).statusCode()).isEqualTo(202);
      assertThat(send(URI.create(hook + "?survey=pmf&token=x"), form).statusCode()).isEqualTo(401);
      URI unnamed = URI.create(hook + "?token=" + secret);
      assertThat(send(unnamed, form).statusCode()).isEqualTo(202);
      RunningHouse.await(
          "the form of no survey to be a dead letter",
          () -> letters(server).contains("the address names no survey"));
      assertThat(
              json(server.get(server.pages().resolve("/api/v1/sources/forms")))
                  .path("deadLetters")
                  .asInt())
          .isEqualTo(1);
      nothingOfAda();
    }
  }

  private static String letters(ServerOfItsOwn server) {
    try {
      return server.get(server.pages().resolve("/api/v1/sources/forms/dead-letters")).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Test
  void aPageIsAnsweredOnceFromOutside() throws Exception {
    try (ServerOfItsOwn server = server()) {
      server.start();
      JsonNode list = json(server.get(server.pages().resolve("/api/v1/surveys"))).path("items");
      assertThat(list.at("/0/scale").asInt()).isEqualTo(5);
      assertThat(list.at("/1/scale").isNull()).isTrue();
      String path = list.at("/0/page").asText();
      assertThat(path).startsWith("/s/").isNotEqualTo(list.at("/1/page").asText());

      for (URI port : new URI[] {server.pages(), server.hooks()}) {
        HttpResponse<String> page = server.get(port.resolve(path));
        assertThat(page.statusCode()).as(port.toString()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
            .contains("default-src 'none'")
            .contains("frame-ancestors 'none'");
        assertThat(page.body())
            .contains("The &lt;b&gt;shop&lt;/b&gt;", "Very satisfied")
            .doesNotContain("<script", "style=");
        String css = found(Pattern.compile("href=\"(/s/survey[^\"]+)\""), page.body());
        assertThat(server.get(port.resolve(css)).headers().firstValue("Content-Type"))
            .hasValue("text/css;charset=UTF-8");
        assertThat(server.get(port.resolve("/s/" + "x".repeat(32))).statusCode()).isEqualTo(404);
      }
      assertThat(server.get(server.hooks().resolve("/s/../api/v1/surveys")).statusCode())
          .isEqualTo(404);

      URI to = server.hooks().resolve(path);
      HttpResponse<String> page = server.get(to);
      String cookie = page.headers().firstValue("Set-Cookie").orElse("");
      assertThat(cookie).contains("Path=" + path, "HTTPOnly", "SameSite=Lax");
      String kept = cookie.substring(0, cookie.indexOf(';'));
      String form = "token=" + found(FIELD, page.body()) + "&answer=5";

      assertThat(send(to, form).statusCode()).as("without the cookie").isEqualTo(403);
      assertThat(send(to, "answer=5", "Cookie", kept).statusCode()).as("foreign").isEqualTo(403);
      assertThat(send(to, form.replace("=5", "=9"), "Cookie", kept).statusCode()).isEqualTo(422);
      URI other = server.hooks().resolve(list.at("/1/page").asText());
      assertThat(send(other, form, "Cookie", kept).statusCode()).isEqualTo(403);
      HttpResponse<String> done = send(to, form, "Cookie", kept);
      assertThat(done.statusCode()).isEqualTo(303);
      HttpResponse<String> thanks =
          server.get(to.resolve(done.headers().firstValue("Location").orElseThrow()));
      assertThat(thanks.statusCode()).isEqualTo(200);
      assertThat(thanks.body()).contains("Thank you");
      HttpResponse<String> again = send(to, form, "Cookie", kept);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.body()).contains("You had answered already");
      assertThat(server.get(other).body()).contains("Very disappointed", "last two weeks");
    }
  }

  @Test
  void whatPeopleSayIsKeptAndListed() throws Exception {
    try (ServerOfItsOwn server = server()) {
      server.start();
      String token = found(Pattern.compile("Token +(tl_[A-Za-z0-9_-]+)"), server.printed(0));
      String[] admin = {"Authorization", "Bearer " + token};
      String to = "/api/v1/corrections";
      byte[] said =
          bytes(
              "{\"subject\":\"incident\",\"id\":\"281474976710657\",\"word\":\"cause\","
                  + "\"value\":\"third_party\",\"by\":\"Ada\",\"reason\":\"their status page\"}");
      assertThat(server.upload(to, said, TOKEN).statusCode()).as("builds").isEqualTo(401);
      assertThat(server.upload(to, said, admin).statusCode()).isEqualTo(201);
      String[] keyed = {admin[0], admin[1], "Idempotency-Key", "k1"};
      assertThat(server.upload(to, said, keyed).statusCode()).isEqualTo(201);
      assertThat(server.upload(to, said, keyed).statusCode()).isEqualTo(200);
      byte[] other = bytes(new String(said, StandardCharsets.UTF_8).replace("Ada", "Bob"));
      assertThat(server.upload(to, other, keyed).statusCode()).isEqualTo(409);
      byte[] wrong =
          bytes(new String(said, StandardCharsets.UTF_8).replace("\"cause\"", "\"why\""));
      HttpResponse<String> no = server.upload(to, wrong, admin);
      assertThat(no.statusCode()).isEqualTo(422);
      assertThat(json(no).path("detail").asText()).contains("there are: apart, cause,");
      RunningHouse.await("both to be listed", () -> listed(server).path("items").size() == 2);
      assertThat(listed(server).at("/items/0/id").asText()).isEqualTo("281474976710657");
      assertThat(listed(server).at("/items/0/value").asText()).isEqualTo("third_party");
      assertThat(server.get(server.pages().resolve(to + "?cursor=x")).statusCode()).isEqualTo(400);
    }
  }

  private static JsonNode listed(ServerOfItsOwn server) {
    try {
      return json(server.get(server.pages().resolve("/api/v1/corrections")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
