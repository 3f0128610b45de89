package io.throughline.api;

import io.throughline.ingest.Outcome;
import io.throughline.ingest.Receiver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * One webhook on its way in: gathers its body, hands it to the receiver away from the event loop,
 * and tells the sender its status and nothing more, since senders keep what they are answered.
 * Lives on one event loop.
 */
final class IncomingHook {
  /** What is read and thrown away after a refusal, so that the sender gets to see it. */
  private static final int MOST_DISCARDED = 128 << 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final System.Logger LOG = System.getLogger(IncomingHook.class.getName());

  private final HttpServerRequest request;
  private final Semaphore held;
  private final Buffer body = Buffer.buffer();
  private int reserved;
  private int discarded;
  private boolean refused;

  /**
   * @param held how many more bytes may be held, over all requests
   */
  IncomingHook(HttpServerRequest request, Semaphore held) {
    this.request = request;
    this.held = held;
  }

  /** Reads the body and stores it, or refuses it as soon as it is known to be too large. */
  void take(String id, Receiver receiver) {
    int cap = receiver.largestBody();
    if (announced() > cap) {
      refuse(receiver.tooLarge(id));
      return;
    }
    request.exceptionHandler(broken -> release());
    request.handler(
        piece -> {
          if (refused) {
            discard(piece);
          } else if ((long) body.length() + piece.length() > cap) {
            refuse(receiver.tooLarge(id));
          } else if (!held.tryAcquire(piece.length())) {
            refuse(new Outcome.Unavailable(RETRY_AFTER));
          } else {
            reserved += piece.length();
            body.appendBuffer(piece);
          }
        });
    request.endHandler(
        end -> {
          if (!refused) {
            store(id, receiver);
          }
        });
    if (awaitsContinue()) {
      request.response().writeContinue();
    }
  }

  private void store(String id, Receiver receiver) {
    Context loop = Objects.requireNonNull(Vertx.currentContext(), "handlers run on an event loop");
    Map<String, String> headers = headers();
    String query = Objects.requireNonNullElse(request.query(), "");
    byte[] bytes = body.getBytes();
    // Storing blocks until it is on the disk.
    Thread.ofVirtual()
        .name("hook")
        .start(
            () -> {
              Outcome outcome = outcome(receiver, id, headers, query, bytes);
              loop.runOnContext(
                  back -> {
                    release();
                    answer(outcome);
                  });
            });
  }

  private static Outcome outcome(
      Receiver receiver, String id, Map<String, String> headers, String query, byte[] bytes) {
    try {
      return receiver.receive(id, headers, query, bytes);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a webhook could not be taken", e);
      return new Outcome.Unavailable(RETRY_AFTER);
    }
  }

  private void refuse(Outcome outcome) {
    release();
    answer(outcome);
  }

  /** Ends the request; what still comes of its body is not kept. */
  void answer(Outcome outcome) {
    if (outcome instanceof Outcome.Unavailable later) {
      request
          .response()
          .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(later.retryAfter().toSeconds()));
    }
    answer(outcome.status());
  }

  /** Ends the request with a status. */
  void answer(int status) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return; // the sender has gone
    }
    boolean unread = !request.isEnded();
    if (unread) {
      refused = true;
      request.handler(this::discard);
    }
    // Whoever waits for a 100 may or may not send its body now; only closing makes that clear.
    boolean unclear = unread && awaitsContinue();
    if (unclear) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.setStatusCode(status).end();
    if (unclear) {
      request.connection().close();
    }
  }

  private void discard(Buffer piece) {
    discarded += piece.length();
    if (discarded > MOST_DISCARDED) {
      request.connection().close();
    }
  }

  private void release() {
    held.release(reserved);
    reserved = 0;
  }

  private boolean awaitsContinue() {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  /** What Content-Length says; 0 when it says nothing. The HTTP layer refuses nonsense. */
  private long announced() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
  }

  private Map<String, String> headers() {
    Map<String, String> names = new HashMap<>();
    request
        .headers()
        .forEach(
            header ->
                names.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (first, next) -> first + "," + next));
    return names;
  }
}
