package io.throughline.simulator.truth;

import io.throughline.simulator.production.Load;
import io.throughline.simulator.production.Outage;
import io.throughline.simulator.production.Outage.Call;
import io.throughline.simulator.world.Project;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one system tells of an outage by a moment. Times are epoch milliseconds.
 *
 * @param name of the outage, or of the request that a customer made
 * @param found what the system keeps of its cause by any moment; null for nothing
 * @param system {@code pagerduty}, {@code newrelic}, or {@code jira} for what customers report
 * @param key by which other systems know the same; null for none that they would
 * @param mergedInto key of the outage whose incident it was merged into
 * @param machine whether it is over and a machine ended it
 */
record Telling(
    String name,
    Outage.@Nullable PostMortem found,
    String system,
    @Nullable Project service,
    int severity,
    long triggeredAt,
    @Nullable Long acknowledgedAt,
    @Nullable Long resolvedAt,
    @Nullable String key,
    @Nullable String mergedInto,
    boolean machine) {
  static final String PAGERDUTY = "pagerduty";
  static final String NEWRELIC = "newrelic";
  static final String JIRA = "jira";

  private static final long AFTER_ANSWER = 90_000;

  /** All that is told by a moment. */
  static List<Telling> all(List<Outage> outages, long now) {
    List<Telling> out = new ArrayList<>();
    for (Outage outage : outages) {
      Call call = outage.pagerDuty();
      if (call != null && call.triggeredAt() <= now) {
        out.add(pagerDuty(outage, call, now));
      }
      if (outage.newRelicAt() != null && outage.newRelicAt() <= now) {
        out.add(newRelic(outage, outage.newRelicAt(), now));
      }
    }
    return out;
  }

  private static Telling pagerDuty(Outage outage, Call call, long now) {
    Long answered = call.acknowledgedAt();
    boolean merged = call.mergedInto() != null;
    long end = merged ? mergedAt(outage, call) : outage.resolvedAt();
    Long calmed = call.calmedAt();
    Long again = call.reopenedAt();
    Long over = end <= now ? (Long) end : null;
    if (over == null && calmed != null && calmed <= now && (again == null || again > now)) {
      over = calmed;
    }
    return new Telling(
        outage.key(),
        outage.postMortem(),
        PAGERDUTY,
        outage.service(),
        outage.severity(),
        call.triggeredAt(),
        answered == null || answered > now ? null : answered,
        over,
        call.throughNewRelic() ? outage.issueId() : null,
        merged && end <= now ? call.mergedInto() : null,
        over != null && end <= now && call.automatic() && !merged);
  }

  /** Whoever answered saw soon what it was, and nobody later than it was over. */
  static long mergedAt(Outage outage, Call call) {
    long seen = call.acknowledgedAt() == null ? call.triggeredAt() : call.acknowledgedAt();
    return Math.max(call.triggeredAt() + 1_000, Math.min(seen + AFTER_ANSWER, outage.resolvedAt()));
  }

  /** New Relic closes all its issues itself, and knows no fifth severity. */
  private static Telling newRelic(Outage outage, long at, long now) {
    Project service = outage.service();
    boolean over = outage.resolvedAt() <= now;
    return new Telling(
        outage.key(),
        null,
        NEWRELIC,
        service == null || Load.of(service) == null ? null : service,
        Math.min(4, outage.severity()),
        at,
        null,
        over ? (Long) outage.resolvedAt() : null,
        outage.issueId(),
        null,
        over);
  }
}
