package io.throughline.source.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Doors to local servers whose waits cost no time. */
public final class TestDoors {
  public static final String TOKEN = "glpat-Secret_1234567890";
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private TestDoors() {}

  public static JdkHttpDoor open(URI base, TurningClock clock) {
    return open(base, clock, clock, until -> {});
  }

  public static JdkHttpDoor open(
      URI base, Clock clock, Sleeper sleeper, Consumer<Instant> limited) {
    return open(base, clock, sleeper, limited, limits(Duration.ofSeconds(5)));
  }

  static JdkHttpDoor open(
      URI base, Clock clock, Sleeper sleeper, Consumer<Instant> limited, DoorLimits limits) {
    Gate gate = new Gate(limits.concurrency(), clock, sleeper, limited);
    return new JdkHttpDoor(settings(base, limits), gate, clock, sleeper);
  }

  static DoorSettings settings(URI base, DoorLimits limits) {
    HttpDoor.Authentication token = new HttpDoor.Authentication(Map.of("PRIVATE-TOKEN", TOKEN));
    return new DoorSettings(base, token, false, false, "The token needs read_api.", limits);
  }

  static DoorLimits limits(Duration silence) {
    return new DoorLimits(8, Duration.ofSeconds(5), silence, Duration.ofSeconds(10), 1 << 20, 5);
  }
}
