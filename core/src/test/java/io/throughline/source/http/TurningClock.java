package io.throughline.source.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that only moves when somebody sleeps by it. */
public final class TurningClock extends Clock implements Sleeper {
  private final List<Duration> slept = new ArrayList<>();
  private Instant now;

  public TurningClock(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    slept.add(duration);
    now = now.plus(duration);
  }

  public synchronized void turn(Duration duration) {
    now = now.plus(duration);
  }

  public synchronized Duration sleptInAll() {
    return slept.stream().reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
