package io.throughline.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Executors;

/** One loopback port behind which all make-believe systems answer, and misbehave on demand. */
public final class Front implements AutoCloseable {
  /** A part that is no system's interface: the simulator's own switches, web pages. */
  @FunctionalInterface
  public interface Control {
    /** Handles the exchange and closes it. */
    void handle(HttpExchange exchange) throws IOException;
  }

  /** A system's interface. */
  @FunctionalInterface
  public interface Interface {
    Reply answer(HttpExchange exchange) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(Front.class.getName());

  private final HttpServer http;
  private final Faults faults = new Faults();
  private final RateLimit rate;

  /**
   * Opens the port; {@link #start} begins to answer.
   *
   * @param port 0 for any free port
   * @param rateLimit requests a second; 0 for no limit
   */
  public Front(int port, int rateLimit) throws IOException {
    // Without this the JDK's server waits 40 ms for an acknowledgement between headers and body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    this.rate = new RateLimit(rateLimit);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    control("/simulator/faults", this::fault);
  }

  /** Adds a part under a path of its own. */
  public void control(String path, Control control) {
    http.createContext(path, control::handle);
  }

  /** Adds a system's interface under a path of its own. */
  public void api(String path, Manner manner, Interface asked) {
    control(path, exchange -> api(exchange, manner, asked));
  }

  public void start() {
    http.start();
  }

  /** The address without a slash at the end. */
  public String base() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void api(HttpExchange exchange, Manner manner, Interface asked) throws IOException {
    Faults.Kind fault = faults.next();
    if (fault == Faults.Kind.SLOW) {
      pause(faults.number());
    }
    Reply reply =
        switch (fault) {
          case STATUS -> manner.error(faults.number(), faults.number() + " on demand");
          case HTML -> Sent.html(200, "<html><body><h1>Sign in</h1></body></html>");
          case REVOKED -> manner.error(401, "401 Unauthorized");
          case NONE, SLOW, HALF -> wellMeant(exchange, manner, asked);
        };
    Sent.to(exchange, reply, fault == Faults.Kind.HALF);
  }

  /** A mistake of the simulator's own must not look like a broken connection. */
  private Reply wellMeant(HttpExchange exchange, Manner manner, Interface asked)
      throws IOException {
    try {
      return limited(exchange, manner, asked);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + exchange.getRequestURI().getPath(), e);
      return manner.error(500, "the simulator failed: " + e);
    }
  }

  private Reply limited(HttpExchange exchange, Manner manner, Interface asked) throws IOException {
    int limit = rate.limit();
    int seen = limit > 0 ? rate.count() : 0;
    if (seen <= limit) {
      Reply reply = asked.answer(exchange);
      return limit > 0 ? manner.budget(reply, limit, seen) : reply;
    }
    return manner.budget(manner.tooMany().with("Retry-After", "1"), limit, seen);
  }

  /** {@code POST /simulator/faults?kind=status&number=500&requests=3}, also {@code rate_limit}. */
  private void fault(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    Reply reply;
    try {
      if (request.query().containsKey("rate_limit")) {
        rate.set(request.number("rate_limit", 0));
      }
      String kind = request.text("kind", "none").toUpperCase(Locale.ROOT);
      faults.set(
          Faults.Kind.valueOf(kind), request.number("number", 500), request.number("requests", 1));
      reply = Reply.json(Json.message("ok"));
    } catch (IllegalArgumentException e) {
      reply = Reply.json(400, Json.message("kind is none, status, html, half, slow or revoked"));
    } catch (Refused refused) {
      reply = Reply.json(refused.status(), Json.message(refused.text()));
    }
    Sent.to(exchange, reply);
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while being slow on purpose", e);
    }
  }
}
