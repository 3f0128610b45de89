package io.throughline.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Closes a connection when its time is up. A limit on silence would not do: whoever sends one byte
 * a second is never silent. Lives on the connection's event loop.
 */
final class Deadline {
  private static final long NONE = -1;

  private final Vertx vertx;
  private final HttpConnection connection;
  private long timer = NONE;

  Deadline(Vertx vertx, HttpConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
  }

  /** Gives this much time from now on, in place of what was left. */
  void set(Duration time) {
    stop();
    timer = vertx.setTimer(time.toMillis(), fired -> connection.close());
  }

  void stop() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      timer = NONE;
    }
  }
}
