package io.throughline.simulator.world;

/** A stretch of time in which the simulator ran live. Its end may still lie ahead. */
public final class Window {
  private final long from;
  private final double perMinute;
  private volatile long to;

  /**
   * A run of the simulator.
   *
   * @param from epoch milliseconds
   * @param to epoch milliseconds; {@link Long#MAX_VALUE} while it runs
   * @param perMinute live merge requests that are opened every minute
   */
  public Window(long from, long to, double perMinute) {
    this.from = from;
    this.to = to;
    this.perMinute = perMinute;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }

  public double perMinute() {
    return perMinute;
  }

  /** Ends the run: nothing live is opened from then on. */
  public void close(long at) {
    to = at;
  }
}
