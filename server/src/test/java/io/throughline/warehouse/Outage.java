package io.throughline.warehouse;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incident of which tests change what they are about. */
final class Outage {
  final long id;
  @Nullable Long project;
  String origin = "monitoring";
  @Nullable Integer severity = 3;
  @Nullable Instant triggered;
  @Nullable Instant acknowledged;
  @Nullable Instant resolved;
  @Nullable Long mergedInto;
  @Nullable String dedupKey;
  @Nullable String cause;
  boolean auto;

  /**
   * @param source number of the source that tells
   */
  Outage(int source, int number, @Nullable Long project) {
    this.id = FactId.of(source, 1_000 + number);
    this.project = project;
  }

  Outage from(@Nullable String triggered, @Nullable String resolved) {
    this.triggered = triggered == null ? null : Instant.parse(triggered);
    this.resolved = resolved == null ? null : Instant.parse(resolved);
    return this;
  }

  Outage dedup(String key) {
    dedupKey = key;
    return this;
  }

  Outage into(Outage other) {
    mergedInto = other.id;
    return this;
  }

  Incident fact() {
    return new Incident(
        id,
        project,
        "#" + FactId.external(id),
        "Outage",
        origin,
        resolved == null ? "triggered" : "resolved",
        null,
        null,
        severity,
        triggered,
        acknowledged,
        resolved,
        mergedInto,
        dedupKey,
        cause,
        null,
        null,
        null,
        auto,
        null,
        "https://x/incidents/" + id);
  }

  Telling page() {
    return Telling.page(fact());
  }
}
