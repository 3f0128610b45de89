package io.throughline.api;

import java.time.Duration;

/**
 * What a port for webhooks bears of those who talk to it.
 *
 * @param head longest wait for the whole head of a request, from the connection or from the answer
 *     before; a connection that rests is closed after it as well
 * @param body longest time from the head to the end of the body
 * @param connections open at once; further ones are closed
 */
public record HookLimits(Duration head, Duration body, int connections) {
  /** GitLab gives up after ten seconds by itself; the largest body comes in thirty over 1 MB/s. */
  public static final HookLimits USUAL =
      new HookLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 4_096);
}
