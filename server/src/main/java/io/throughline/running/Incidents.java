package io.throughline.running;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Incidents, each outage once, the newest first. One whose beginning is not known comes by its end.
 *
 * @param next cursor of the next page; null on the last
 */
public record Incidents(List<Happened> items, @Nullable String next) {
  public Incidents {
    items = List.copyOf(items);
  }

  /**
   * One of them.
   *
   * @param service id; null when nothing tells which
   * @param origin {@code monitoring}, {@code customer} or {@code person}
   * @param severity 1 (worst) to 5; null when nothing tells
   * @param triggeredAt null when only its end was told
   * @param cause {@code change}, {@code infrastructure}, {@code third_party} or {@code other}; null
   *     when nobody said
   * @param counted whether it is counted: no test, no duplicate
   * @param timed whether it counts in durations as well
   * @param tellings how many systems tell of it
   * @param deployment id of the deployment that it is put down to; null for none
   * @param why {@code explicit}, {@code sha} or {@code latest}
   */
  public record Happened(
      long id,
      @Nullable String service,
      @Nullable String serviceName,
      @Nullable String number,
      @Nullable String title,
      @Nullable String origin,
      @Nullable Integer severity,
      @Nullable Instant triggeredAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Instant resolvedAt,
      @Nullable String cause,
      @Nullable String gate,
      boolean counted,
      boolean timed,
      int tellings,
      @Nullable Long deployment,
      @Nullable String why,
      @Nullable String url) {}
}
