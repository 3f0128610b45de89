package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an incident.
 *
 * @param key the source's own id of it
 * @param kind {@code triggered}, {@code acknowledged}, {@code unacknowledged}, {@code notified} (a
 *     person was called), {@code escalated}, {@code reassigned}, {@code snoozed}, {@code
 *     priority_changed}, {@code merged}, {@code resolved}, {@code reopened} or {@code note}
 * @param accountId who did it, or for {@code notified} who was called; null for machines
 * @param detail in the source's words: the new priority, how somebody was called
 */
public record IncidentEvent(
    long incidentId,
    String key,
    String kind,
    Instant at,
    @Nullable Long accountId,
    @Nullable String detail)
    implements Member {
  @Override
  public long parentId() {
    return incidentId;
  }
}
