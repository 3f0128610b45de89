package io.throughline.source.http;

import java.time.Duration;

/**
 * What a door allows a source.
 *
 * @param concurrency requests under way at once, over all feeds of the source
 * @param connect longest wait for a connection
 * @param silence longest wait for the first or the next byte
 * @param page longest time for one answer, however steadily it drips
 * @param bytes largest body, as sent and as unpacked
 * @param retries further tries after the first
 */
public record DoorLimits(
    int concurrency, Duration connect, Duration silence, Duration page, int bytes, int retries) {
  /** The limits that fit every source system known so far. */
  public static final DoorLimits USUAL =
      new DoorLimits(
          8,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          50 * 1024 * 1024,
          5);
}
