package io.throughline.running;

import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Incidents.Happened;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident, what tells of it, what happened to it, and what it is put down to.
 *
 * @param deployment null when it is put down to none
 */
public record IncidentDetail(
    Happened incident,
    List<Telling> tellings,
    List<Moment> moments,
    @Nullable Deployed deployment) {
  public IncidentDetail {
    tellings = List.copyOf(tellings);
    moments = List.copyOf(moments);
  }

  /**
   * One system's word of it.
   *
   * @param kind {@code incident}, {@code ticket} or {@code check}
   * @param why {@code first}, {@code dedup_key}, {@code same_time}, {@code merged} or {@code
   *     joined}
   */
  public record Telling(
      long id,
      String kind,
      @Nullable String source,
      @Nullable String project,
      String why,
      @Nullable Instant triggeredAt,
      @Nullable Instant resolvedAt,
      @Nullable String number,
      @Nullable String title,
      @Nullable String url) {}

  /** Something that happened to it; no person is named. */
  public record Moment(Instant at, String kind, @Nullable String source, @Nullable String detail) {}
}
