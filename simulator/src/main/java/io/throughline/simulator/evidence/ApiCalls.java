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
import java.util.Locale;
import java.util.Map;

/**
 * The interface of a service as OpenAPI, and what its tests called as a HAR: so many operations and
 * answers as were measured.
 */
final class ApiCalls {
  private static final List<String> THINGS =
      List.of("robots", "routes", "docks", "orders", "carts", "invoices", "sensors", "alerts");
  private static final List<String> METHODS = List.of("GET", "POST", "GET", "PUT", "DELETE");
  private static final List<List<Integer>> ANSWERS =
      List.of(
          List.of(200, 400, 401),
          List.of(201, 400, 409),
          List.of(200, 401, 404),
          List.of(200, 400, 404),
          List.of(204, 401, 404));
  private static final String VERSION = "/v1/";

  private final GateRun run;
  private final Measured.Api api;

  ApiCalls(GateRun run, Measured.Api api) {
    this.run = run;
    this.api = api;
  }

  /**
   * An operation.
   *
   * @param call path of a call of it
   * @param answers that are documented, the usual one first
   * @param seen how many of these came; 0 when nobody called it
   */
  private record Operation(
      String method, String path, String call, List<Integer> answers, int seen) {}

  /** The document. */
  byte[] openApi() {
    return Json.bytes(this::openApi);
  }

  /** The recording. */
  byte[] har() {
    return Json.bytes(this::har);
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    int called = 0;
    for (int i = 0; i < api.operations(); i++) {
      int thing = i / METHODS.size();
      int round = thing / THINGS.size();
      String name = THINGS.get(thing % THINGS.size()) + (round == 0 ? "" : "-" + (round + 1));
      int place = i % METHODS.size();
      String one = place < 2 ? "" : "/{id}";
      // Those that were called are spread evenly over all.
      boolean calls = part(i + 1) > part(i);
      int seen = calls ? seen(called++) : 0;
      operations.add(
          new Operation(
              METHODS.get(place),
              VERSION + name + one,
              VERSION + name + (place < 2 ? "" : "/" + (17 + i)),
              ANSWERS.get(place),
              seen));
    }
    return operations;
  }

  private int part(int operations) {
    return operations * api.calledOperations() / api.operations();
  }

  /** Each that was called gave an answer; the first of them gave a second one, and a third one. */
  private int seen(int number) {
    int more = api.seenAnswers() - api.calledOperations();
    return 1 + (number < more ? 1 : 0) + (number < more - api.calledOperations() ? 1 : 0);
  }

  private void openApi(JsonGenerator out) throws IOException {
    String slug = run.pipeline().project().slug();
    Map<String, List<Operation>> paths = new LinkedHashMap<>();
    for (Operation operation : operations()) {
      paths.computeIfAbsent(operation.path(), path -> new ArrayList<>()).add(operation);
    }
    out.writeStartObject();
    out.writeStringField("openapi", "3.0.3");
    out.writeObjectFieldStart("info");
    out.writeStringField("title", slug);
    out.writeStringField("version", "1.0");
    out.writeEndObject();
    out.writeArrayFieldStart("servers");
    out.writeStartObject();
    out.writeStringField("url", "https://" + slug + ".brightwater.example/api");
    out.writeEndObject();
    out.writeEndArray();
    out.writeObjectFieldStart("paths");
    for (Map.Entry<String, List<Operation>> path : paths.entrySet()) {
      out.writeObjectFieldStart(path.getKey());
      for (Operation operation : path.getValue()) {
        described(out, operation);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void described(JsonGenerator out, Operation operation) throws IOException {
    out.writeObjectFieldStart(operation.method().toLowerCase(Locale.ROOT));
    if (operation.path().contains("{id}")) {
      out.writeArrayFieldStart("parameters");
      out.writeStartObject();
      out.writeStringField("name", "id");
      out.writeStringField("in", "path");
      out.writeBooleanField("required", true);
      out.writeObjectFieldStart("schema");
      out.writeStringField("type", "integer");
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndArray();
    }
    out.writeObjectFieldStart("responses");
    for (int status : operation.answers()) {
      out.writeObjectFieldStart(Integer.toString(status));
      out.writeStringField("description", reason(status));
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void har(JsonGenerator out) throws IOException {
    String site = "https://" + run.pipeline().project().slug() + ".staging.brightwater.example/api";
    long at = run.startedAt();
    out.writeStartObject();
    out.writeObjectFieldStart("log");
    out.writeStringField("version", "1.2");
    out.writeObjectFieldStart("creator");
    out.writeStringField("name", "Playwright");
    out.writeStringField("version", "1.49.1");
    out.writeEndObject();
    out.writeArrayFieldStart("entries");
    for (Operation operation : operations()) {
      for (int status : operation.answers().subList(0, operation.seen())) {
        at += 40;
        entry(out, operation.method(), site + operation.call(), status, at);
      }
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void entry(JsonGenerator out, String method, String url, int status, long at)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("startedDateTime", Instant.ofEpochMilli(at).toString());
    out.writeNumberField("time", 21);
    out.writeObjectFieldStart("request");
    out.writeStringField("method", method);
    out.writeStringField("url", url);
    message(out);
    out.writeArrayFieldStart("queryString");
    out.writeEndArray();
    out.writeEndObject();
    out.writeObjectFieldStart("response");
    out.writeNumberField("status", status);
    out.writeStringField("statusText", reason(status));
    message(out);
    out.writeObjectFieldStart("content");
    out.writeNumberField("size", -1);
    out.writeStringField("mimeType", "application/json");
    out.writeEndObject();
    out.writeStringField("redirectURL", "");
    out.writeEndObject();
    out.writeObjectFieldStart("cache");
    out.writeEndObject();
    out.writeObjectFieldStart("timings");
    out.writeNumberField("send", 0);
    out.writeNumberField("wait", 20);
    out.writeNumberField("receive", 1);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void message(JsonGenerator out) throws IOException {
    out.writeStringField("httpVersion", "HTTP/1.1");
    for (String list : new String[] {"cookies", "headers"}) {
      out.writeArrayFieldStart(list);
      out.writeEndArray();
    }
    out.writeNumberField("headersSize", -1);
    out.writeNumberField("bodySize", -1);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      default -> "Conflict";
    };
  }
}
