package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Sent;
import io.throughline.simulator.production.Production;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * {@code GET /api/v1/stream/applications}: first what is there, then each change as it happens, one
 * JSON object a line. A proxy before it ends it after a while, as they do.
 */
final class ApplicationStream {
  private static final long PATIENCE = 60_000;
  private static final long LOOK_EVERY = 500;

  private final Production production;
  private final LongSupplier clock;
  private final ApplicationJson json;
  private final Predicate<HttpExchange> allowed;
  private final ArgoCdManner manner;

  ApplicationStream(
      Production production,
      LongSupplier clock,
      ApplicationJson json,
      Predicate<HttpExchange> allowed,
      ArgoCdManner manner) {
    this.production = production;
    this.clock = clock;
    this.json = json;
    this.allowed = allowed;
    this.manner = manner;
  }

  void handle(HttpExchange exchange) throws IOException {
    if (!allowed.test(exchange)) {
      Sent.to(exchange, manner.error(401, "no session information"));
      return;
    }
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      follow(exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while following", e);
    }
  }

  private void follow(OutputStream out) throws IOException, InterruptedException {
    Map<String, Long> told = new HashMap<>();
    for (long waited = 0; waited < PATIENCE; waited += LOOK_EVERY) {
      for (Application app : Application.all(production, clock.getAsLong())) {
        Long before = told.put(app.name(), app.changedAt());
        if (before == null || before != app.changedAt()) {
          line(out, before == null ? "ADDED" : "MODIFIED", app);
        }
      }
      out.flush();
      Thread.sleep(LOOK_EVERY);
    }
  }

  private void line(OutputStream out, String type, Application app) throws IOException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode result = line.putObject("result");
    result.put("type", type);
    result.set("application", json.of(app));
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
