package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports and evidence from a build to the number (RELIABILITY E12 to E16). */
class UploadsE2E {
  private static final String SHA = "9f2c1e0b7a8d4c3b2a190817161514131211100f";
  private static final String TO = "/api/v1/reports?service=shop&commit=" + SHA;
  private static final String[] TOKEN = {"Authorization", "Bearer " + ServerOfItsOwn.BUILDS_SECRET};
  private static final String COVERAGE =
      "<coverage><packages><package name=\"p\"><classes><class name=\"A\" filename=\"A.java\">"
          + "<lines><line number=\"1\" hits=\"1\"/><line number=\"2\" hits=\"0\"/></lines>"
          + "</class></classes></package></packages></coverage>";
  private static final String EVIDENCE =
      """
      {"version": 1, "verdict": "pass", "service": "shop", "commit": "%s", "branch": "main",
       "gates": [{"gate": "load-test", "title": "Load test", "verdict": "pass", "conditions": [],
         "measured": [{"kind": "load", "format": "jmeter-csv", "samples": 10, "failed": 0,
           "window": "whole run", "transactions": [
             {"name": "pay", "samples": 10, "failed": 0, "p95": 321.0}]}],
         "tests": [], "findings": [], "waived_findings": [], "reports": [], "unreadable": []}],
       "unreadable": [], "unassigned": []}
      """
          .formatted(SHA);

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void whatABuildSendsBecomesANumber() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      server.start();
      String named = TO + "&name=%3Cimg%20onerror%3Dx%3E%0D%0A..%2F..%2Fetc";

      HttpResponse<String> taken = server.upload(named, bytes(COVERAGE), TOKEN);
      assertThat(taken.statusCode()).isEqualTo(202);
      assertThat(json(taken).at("/measured/0/kind").asText()).isEqualTo("coverage");
      assertThat(json(taken).at("/measured/0/covered_lines").asInt()).isEqualTo(1);
      assertThat(json(taken).at("/measured/0/lines").asInt()).isEqualTo(2);
      long number = json(taken).path("delivery").asLong();

      HttpResponse<String> again = server.upload(named, bytes(COVERAGE), TOKEN);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(json(again).path("repeated").asBoolean()).isTrue();
      assertThat(json(again).path("delivery").asLong()).isEqualTo(number);

      assertThat(reading(server, "unit_coverage").path("value").asDouble()).isEqualTo(50);

      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes(COVERAGE.replace("hits=\"0\"", "hits=\"3\"")));
      }
      assertThat(server.upload(TO, packed.toByteArray(), TOKEN).statusCode()).isEqualTo(202);
      // The last attempt counts.
      RunningHouse.await(
          "the second report to count",
          () -> reading(server, "unit_coverage").path("value").asDouble() == 100);

      assertThat(server.upload("/api/v1/evidence", bytes(EVIDENCE), TOKEN).statusCode())
          .isEqualTo(202);
      RunningHouse.await(
          "the evidence to count",
          () -> reading(server, "load_p95").path("value").asDouble() == 321);
      assertThat(reading(server, "load_result").path("value").asDouble()).isEqualTo(100);
      // The delivery can be looked at, and its hostile name does no harm.
      String page = server.get(server.pages().resolve("/deliveries/" + number)).body();
      assertThat(page).doesNotContain("<img onerror");
    }
  }

  @Test
  void whatIsWrongIsToldAndNothingIsKept() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      server.start();
      assertThat(server.upload(TO, bytes(COVERAGE)).statusCode()).isEqualTo(401);
      assertThat(server.upload(TO, bytes(COVERAGE), "Authorization", "Bearer x").statusCode())
          .isEqualTo(401);
      problem(server, "/api/v1/reports?service=ghost", COVERAGE, 404, "no service ghost");
      problem(server, "/api/v1/reports", COVERAGE, 400, "service is missing");
      problem(server, TO + "x", COVERAGE, 400, "commit is");
      problem(server, TO + "&at=yesterday", COVERAGE, 400, "at is yesterday");
      problem(server, TO + "&at=2999-01-01T00:00:00Z", COVERAGE, 400, "future");
      problem(server, TO + "&kind=tests", COVERAGE, 422, "it holds coverage");
      problem(server, TO, COVERAGE.substring(0, 90), 422, "line 1");
      problem(server, TO, "hello", 422, "no format that is known");
      problem(
          server,
          TO,
          "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><testsuite name=\"&x;\"/>",
          422,
          "");
      problem(server, "/api/v1/evidence", EVIDENCE.replace("shop", "ghost"), 404, "no service");
      problem(server, "/api/v1/evidence", EVIDENCE.substring(0, 100), 422, "");
      problem(
          server,
          "/api/v1/evidence",
          EVIDENCE.replace("\"version\": 1", "\"version\": 9"),
          422,
          "version 9");
      String[] keyed = {TOKEN[0], TOKEN[1], "Idempotency-Key", "job-7"};
      assertThat(server.upload(TO, bytes(COVERAGE), keyed).statusCode()).isEqualTo(202);
      HttpResponse<String> other =
          server.upload(TO, bytes(COVERAGE.replace("hits=\"0\"", "hits=\"1\"")), keyed);
      assertThat(other.statusCode()).isEqualTo(409);
      assertThat(json(other).path("detail").asText()).contains("Idempotency-Key");
      // A build of a commit that nobody knows, long before anything else, is kept all the same.
      String unknown = "/api/v1/reports?service=shop&commit=abcdef0&at=2026-01-05T10:00:00Z";
      assertThat(server.upload(unknown, bytes(COVERAGE), TOKEN).statusCode()).isEqualTo(202);
      assertThat(reading(server, "unit_coverage").path("value").asDouble()).isEqualTo(50);
    }
  }

  /** E16: fifty at once beside webhooks, of which none waits long and none is lost. */
  @Test
  void manyUploadsAtOnceHoldUpNoWebhook() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder);
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      server.start();
      String report = "<testsuite>" + "<testcase name=\"t\"/>".repeat(20_000) + "</testsuite>";
      List<Future<Integer>> uploads = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String to = TO + "&part=" + i;
        uploads.add(many.submit(() -> upload(server, to, bytes(report))));
      }
      List<Long> waits = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long begin = System.nanoTime();
        assertThat(server.hook(server.hooks(), "during-" + i)).isEqualTo(202);
        waits.add((System.nanoTime() - begin) / 1_000_000);
      }
      for (Future<Integer> upload : uploads) {
        assertThat(upload.get()).isEqualTo(202);
      }
      waits.sort(null);
      assertThat(waits.get(197)).as("p99 of webhooks in ms").isLessThan(2_000);
    }
  }

  /** As a build does: one that is told to come again does. */
  private static int upload(ServerOfItsOwn server, String to, byte[] body) throws Exception {
    Callable<Integer> once = () -> server.upload(to, body, TOKEN).statusCode();
    int status = once.call();
    for (int i = 0; status == 503 && i < 20; i++) {
      Thread.sleep(200);
      status = once.call();
    }
    return status;
  }

  private static void problem(
      ServerOfItsOwn server, String path, String body, int status, String words) throws Exception {
    HttpResponse<String> answer = server.upload(path, bytes(body), TOKEN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).path("detail").asText()).contains(words);
  }

  /** The number of the team today; waits until there is one. */
  private static JsonNode reading(ServerOfItsOwn server, String metric) {
    String path = "/api/v1/metrics/" + metric + "/readings?team=pay&grain=total";
    List<JsonNode> last = new ArrayList<>();
    RunningHouse.await(
        metric + " to have a value",
        () -> {
          try {
            last.add(json(server.get(server.pages().resolve(path))).at("/items/0"));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return last.getLast().path("value").isNumber();
        });
    return last.getLast();
  }
}
