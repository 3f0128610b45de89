package io.throughline.simulator.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tests in a browser as Playwright's JSON reporter writes them, with each try of a test. */
final class PlaywrightJson {
  private static final int TESTS_OF_A_FILE = 12;
  private static final int RETRIES = 2;
  private static final String PROJECT = "chromium";

  private PlaywrightJson() {}

  /** A test and how it ended: passed, failed, flaky or skipped. */
  private record Spec(String title, String outcome, String message) {}

  static byte[] of(GateRun run, Measured.Tests tests) {
    return Json.bytes(out -> write(out, run, tests));
  }

  private static void write(JsonGenerator out, GateRun run, Measured.Tests tests)
      throws IOException {
    out.writeStartObject();
    config(out, run);
    out.writeArrayFieldStart("suites");
    for (Map.Entry<String, List<Spec>> file : files(tests).entrySet()) {
      suite(out, file.getKey(), file.getValue());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("errors");
    out.writeEndArray();
    out.writeObjectFieldStart("stats");
    out.writeStringField("startTime", Instant.ofEpochMilli(run.startedAt()).toString());
    out.writeNumberField("duration", run.at() - run.startedAt());
    out.writeNumberField("expected", tests.passed() - tests.flaky());
    out.writeNumberField("skipped", tests.skipped());
    out.writeNumberField("unexpected", tests.failed());
    out.writeNumberField("flaky", tests.flaky());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void config(JsonGenerator out, GateRun run) throws IOException {
    out.writeObjectFieldStart("config");
    out.writeStringField("rootDir", "/builds/" + run.pipeline().project().path());
    out.writeBooleanField("forbidOnly", true);
    out.writeBooleanField("fullyParallel", true);
    out.writeArrayFieldStart("projects");
    out.writeStartObject();
    out.writeStringField("id", PROJECT);
    out.writeStringField("name", PROJECT);
    out.writeNumberField("retries", RETRIES);
    out.writeEndObject();
    out.writeEndArray();
    out.writeNullField("shard");
    out.writeStringField("version", "1.49.1");
    out.writeNumberField("workers", 4);
    out.writeEndObject();
  }

  private static Map<String, List<Spec>> files(Measured.Tests tests) {
    Map<String, List<Spec>> files = new LinkedHashMap<>();
    for (Measured.Case one : tests.cases()) {
      int dot = one.name().lastIndexOf('.');
      String message = one.message() == null ? "" : one.message();
      files
          .computeIfAbsent(one.name().substring(0, dot), file -> new ArrayList<>())
          .add(new Spec(one.name().substring(dot + 1), one.outcome(), message));
    }
    for (int i = 0; i < tests.skipped(); i++) {
      files
          .computeIfAbsent("e2e/print.spec.ts", file -> new ArrayList<>())
          .add(new Spec("prints page " + i, "skipped", "there is no printer"));
    }
    for (int i = 0; i < tests.passed() - tests.flaky(); i++) {
      files
          .computeIfAbsent("e2e/page" + i / TESTS_OF_A_FILE + ".spec.ts", f -> new ArrayList<>())
          .add(new Spec("shows part " + i % TESTS_OF_A_FILE, "passed", ""));
    }
    return files;
  }

  private static void suite(JsonGenerator out, String file, List<Spec> specs) throws IOException {
    out.writeStartObject();
    out.writeStringField("title", file);
    out.writeStringField("file", file);
    out.writeNumberField("line", 0);
    out.writeNumberField("column", 0);
    out.writeArrayFieldStart("specs");
    int line = 5;
    for (Spec spec : specs) {
      spec(out, spec, file, line);
      line += 14;
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void spec(JsonGenerator out, Spec spec, String file, int line) throws IOException {
    boolean skipped = spec.outcome().equals("skipped");
    out.writeStartObject();
    out.writeStringField("title", spec.title());
    out.writeBooleanField("ok", !spec.outcome().equals("failed"));
    out.writeArrayFieldStart("tests");
    out.writeStartObject();
    out.writeStringField("expectedStatus", skipped ? "skipped" : "passed");
    out.writeStringField("projectName", PROJECT);
    out.writeArrayFieldStart("annotations");
    if (skipped) {
      out.writeStartObject();
      out.writeStringField("type", "skip");
      out.writeStringField("description", spec.message());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("results");
    tries(out, spec, line);
    out.writeEndArray();
    out.writeStringField("status", status(spec.outcome()));
    out.writeEndObject();
    out.writeEndArray();
    out.writeStringField("file", file);
    out.writeNumberField("line", line);
    out.writeNumberField("column", 1);
    out.writeEndObject();
  }

  private static void tries(JsonGenerator out, Spec spec, int line) throws IOException {
    switch (spec.outcome()) {
      case "failed" -> {
        for (int retry = 0; retry <= RETRIES; retry++) {
          result(out, "failed", retry, 900 + line, spec.message());
        }
      }
      case "flaky" -> {
        result(out, "timedOut", 0, 5_000, spec.message());
        result(out, "passed", 1, 400 + line, "");
      }
      case "skipped" -> result(out, "skipped", 0, 0, "");
      default -> result(out, "passed", 0, 300 + line, "");
    }
  }

  private static void result(
      JsonGenerator out, String status, int retry, int millis, String message) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", status);
    out.writeNumberField("duration", millis);
    if (!message.isEmpty()) {
      out.writeObjectFieldStart("error");
      out.writeStringField("message", message);
      out.writeEndObject();
    }
    out.writeNumberField("retry", retry);
    out.writeEndObject();
  }

  private static String status(String outcome) {
    return switch (outcome) {
      case "failed" -> "unexpected";
      case "passed" -> "expected";
      default -> outcome;
    };
  }
}
