package io.throughline.api;

import io.throughline.config.ListenAddress;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of its own for webhooks, which other machines may reach. Nothing but the route that it is
 * given is behind it: no other page and no API can be, whatever is asked.
 */
public final class HookPort implements AutoCloseable {
  private static final int HEADERS = 32 << 10;
  private static final int FIRST_LINE = 4 << 10;

  private final Vertx vertx;
  private final Handler<HttpServerRequest> route;
  private final HookLimits limits;
  private final ListenAddress address;
  private final HttpServer server;
  private final Map<HttpConnection, Deadline> open = new ConcurrentHashMap<>();

  private HookPort(
      Vertx vertx, ListenAddress wanted, Handler<HttpServerRequest> route, HookLimits limits) {
    this.vertx = vertx;
    this.route = route;
    this.limits = limits;
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(wanted.host())
            .setPort(wanted.port())
            // One protocol without multiplexing, so that one deadline fits a connection.
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(HEADERS)
            .setMaxInitialLineLength(FIRST_LINE);
    HttpServer made =
        vertx.createHttpServer(options).connectionHandler(this::opened).requestHandler(this::asked);
    try {
      server = made.listen().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw ListenException.of(
          "webhooks", "server.hooks.listen", wanted, Objects.requireNonNullElse(e.getCause(), e));
    }
    address = wanted.withPort(server.actualPort());
  }

  /**
   * Listens.
   *
   * @throws ListenException when nobody can listen there; the message says why and what to do
   */
  public static HookPort open(
      Vertx vertx, ListenAddress wanted, Handler<HttpServerRequest> route, HookLimits limits) {
    return new HookPort(vertx, wanted, route, limits);
  }

  /** Where it listens, with the port that the system chose when 0 was asked for. */
  public ListenAddress address() {
    return address;
  }

  /** How many connections are open. */
  int connections() {
    return open.size();
  }

  private void opened(HttpConnection connection) {
    if (open.size() >= limits.connections()) {
      connection.close();
      return;
    }
    Deadline deadline = new Deadline(vertx, connection);
    open.put(connection, deadline);
    connection.closeHandler(
        closed -> {
          open.remove(connection);
          deadline.stop();
        });
    deadline.set(limits.head());
  }

  private void asked(HttpServerRequest request) {
    Deadline deadline = open.get(request.connection());
    if (deadline == null) {
      request.connection().close();
      return;
    }
    deadline.set(limits.body());
    request
        .end()
        .onSuccess(
            read -> {
              // Whoever is not answered yet waits for our disk, not we for them.
              if (request.response().ended()) {
                deadline.set(limits.head());
              } else {
                deadline.stop();
              }
            });
    request
        .response()
        .endHandler(
            sent -> {
              if (request.isEnded()) {
                deadline.set(limits.head());
              }
            });
    route.handle(request);
  }

  /** Stops listening and closes all connections; what was answered with 202 is stored. */
  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
