package io.throughline.ingest.collect;

import io.throughline.source.http.DoorLimits;
import io.throughline.source.http.DoorSettings;
import io.throughline.source.http.Gate;
import io.throughline.source.http.JdkHttpDoor;
import io.throughline.source.http.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Opens the doors to the sources.
 *
 * <p>A source's setting {@code allow_private: true} lets its name lead into the own network, and
 * {@code concurrency} (1 to 64) changes how many requests may be under way.
 */
public record Doors(Clock clock, Sleeper sleeper, DoorLimits limits) {
  /** Doors with the usual limits. */
  public static Doors usual(Clock clock) {
    return new Doors(clock, Sleeper.REAL, DoorLimits.USUAL);
  }

  /**
   * Opens the door to a source. Must be closed.
   *
   * @param limited told until when the source makes everybody wait
   * @throws IllegalArgumentException when the source's address may never be asked, saying why
   */
  public JdkHttpDoor open(Connection connection, Consumer<Instant> limited) {
    var config = connection.config();
    String token = config.token();
    if (token == null) {
      throw new IllegalArgumentException("The source has no token; it is fed by webhooks only.");
    }
    DoorSettings settings =
        new DoorSettings(
            URI.create(config.url()),
            connection.system().authentication(token, config.settings()),
            config.allowHttp(),
            Boolean.parseBoolean(config.settings().getOrDefault("allow_private", "false")),
            connection.system().tokenAdvice(),
            limits);
    Gate gate = new Gate(concurrency(connection), clock, sleeper, limited);
    return new JdkHttpDoor(settings, gate, clock, sleeper);
  }

  private int concurrency(Connection connection) {
    String asked = connection.config().settings().getOrDefault("concurrency", "");
    return asked.matches("[1-9]|[1-5][0-9]|6[0-4]")
        ? Integer.parseInt(asked)
        : limits.concurrency();
  }
}
