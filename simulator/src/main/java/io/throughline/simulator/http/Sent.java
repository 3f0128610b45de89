package io.throughline.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sending answers. */
public final class Sent {
  private Sent() {}

  /** A web page. */
  public static Reply html(int status, String page) {
    return Reply.json(status, page.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", "text/html; charset=utf-8");
  }

  /** Sends the answer and closes the exchange. */
  public static void to(HttpExchange exchange, Reply reply) throws IOException {
    to(exchange, reply, false);
  }

  static void to(HttpExchange exchange, Reply reply, boolean half) throws IOException {
    try (exchange) {
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] body = reply.body();
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body, 0, half ? body.length / 2 : body.length);
          out.flush(); // closing a half body fails, and then nothing would have left
        }
      }
    }
  }
}
