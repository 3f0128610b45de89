package io.throughline.simulator.gitlab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** GitLab's REST API and GraphQL on a loopback port. */
public final class GitLabServer implements AutoCloseable {
  /** A part of the server that is not GitLab's: the simulator's own switches. */
  @FunctionalInterface
  public interface Control {
    /** Handles the exchange and closes it. */
    void handle(HttpExchange exchange) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(GitLabServer.class.getName());

  private final HttpServer http;
  private final View view;
  private final Api api;
  private final GraphQlApi graphQl;
  private final byte[] token;
  private final Faults faults = new Faults();
  private final RateLimit rate;

  /**
   * Opens the port; {@link #start} begins to answer.
   *
   * @param port 0 for any free port
   * @param rateLimit requests a second; 0 for no limit
   */
  public GitLabServer(
      World world,
      Overlay overlay,
      HookRegistry hooks,
      LongSupplier clock,
      int port,
      String token,
      int rateLimit)
      throws IOException {
    // Without this the JDK's server waits 40 ms for an acknowledgement between headers and body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    String base = "http://127.0.0.1:" + http.getAddress().getPort();
    this.view = new View(world, overlay, base, clock);
    this.api = new Api(view, hooks);
    this.graphQl = new GraphQlApi(view);
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.rate = new RateLimit(rateLimit);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/api/v4", exchange -> api(exchange, this::rest));
    http.createContext("/api/graphql", exchange -> api(exchange, this::graphQl));
    http.createContext("/simulator/faults", this::fault);
    http.createContext("/", new WebPage(view)::handle);
  }

  /** Adds a switch of the simulator under a path of its own. */
  public void control(String path, Control control) {
    http.createContext(path, control::handle);
  }

  public void start() {
    http.start();
  }

  public View view() {
    return view;
  }

  @Override
  public void close() {
    http.stop(0);
  }

  /** One of the two interfaces. */
  @FunctionalInterface
  private interface Interface {
    Reply answer(HttpExchange exchange) throws IOException;
  }

  private void api(HttpExchange exchange, Interface asked) throws IOException {
    Faults.Kind fault = faults.next();
    if (fault == Faults.Kind.SLOW) {
      pause(faults.number());
    }
    Reply reply =
        switch (fault) {
          case STATUS -> Reply.json(faults.number(), Json.message(faults.number() + " on demand"));
          case HTML -> Sent.html(200, "<html><body><h1>Sign in</h1></body></html>");
          case REVOKED -> Reply.json(401, Json.message("401 Unauthorized"));
          case NONE, SLOW, HALF -> wellMeant(exchange, asked);
        };
    Sent.to(exchange, reply, fault == Faults.Kind.HALF);
  }

  /** A mistake of the simulator's own must not look like a broken connection. */
  private Reply wellMeant(HttpExchange exchange, Interface asked) throws IOException {
    try {
      return limited(exchange, asked);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + exchange.getRequestURI().getPath(), e);
      return Reply.json(500, Json.message("the simulator failed: " + e));
    }
  }

  private Reply limited(HttpExchange exchange, Interface asked) throws IOException {
    int limit = rate.limit();
    int seen = limit > 0 ? rate.count() : 0;
    if (seen <= limit) {
      Reply reply = asked.answer(exchange);
      return limit > 0 ? budget(reply, limit, seen) : reply;
    }
    byte[] body = "Retry later\n".getBytes(StandardCharsets.UTF_8);
    Reply reply = Reply.json(429, body).with("Content-Type", "text/plain");
    return budget(reply.with("Retry-After", "1"), limit, seen);
  }

  private static Reply budget(Reply reply, int limit, int seen) {
    return reply
        .with("RateLimit-Limit", "" + limit)
        .with("RateLimit-Observed", "" + seen)
        .with("RateLimit-Remaining", "" + Math.max(0, limit - seen))
        .with("RateLimit-Reset", "" + (System.currentTimeMillis() / 1000 + 1));
  }

  private Reply graphQl(HttpExchange exchange) throws IOException {
    return allowed(exchange)
        ? graphQl.answer(Request.of(exchange).body())
        : GraphQlApi.error(401, "Invalid token");
  }

  private Reply rest(HttpExchange exchange) throws IOException {
    if (!allowed(exchange)) {
      return Reply.json(401, Json.message("401 Unauthorized"));
    }
    try {
      return api.answer(Request.of(exchange));
    } catch (Refused refused) {
      return Reply.json(refused.status(), Json.message(refused.text()));
    } catch (Moved moved) {
      return Reply.json(301, Json.message("301 Moved Permanently")).with("Location", moved.to());
    }
  }

  private boolean allowed(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN");
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (given == null && bearer != null && bearer.startsWith("Bearer ")) {
      given = bearer.substring(7);
    }
    return given != null && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code POST /simulator/faults?kind=status&number=500&requests=3}, also {@code rate_limit}. */
  private void fault(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    Reply reply;
    try {
      if (request.query().containsKey("rate_limit")) {
        rate.set(request.number("rate_limit", 0));
      }
      String kind = request.text("kind", "none").toUpperCase(java.util.Locale.ROOT);
      faults.set(
          Faults.Kind.valueOf(kind), request.number("number", 500), request.number("requests", 1));
      reply = Reply.json(Json.message("ok"));
    } catch (IllegalArgumentException e) {
      reply = Reply.json(400, Json.message("kind is none, status, html, half, slow or revoked"));
    } catch (Refused refused) {
      reply = Reply.json(refused.status(), Json.message(refused.text()));
    }
    Sent.to(exchange, reply, false);
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while being slow on purpose", e);
    }
  }

  /** Sending answers. */
  static final class Sent {
    private Sent() {}

    static Reply html(int status, String page) {
      return Reply.json(status, page.getBytes(StandardCharsets.UTF_8))
          .with("Content-Type", "text/html; charset=utf-8");
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
}
