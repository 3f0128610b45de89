package io.throughline.simulator.pagerduty;

import io.throughline.simulator.production.Outage;
import io.throughline.simulator.production.Outage.Call;
import io.throughline.simulator.production.Outage.PostMortem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One thing that happened to an incident.
 *
 * @param at epoch milliseconds
 * @param byPerson whether the one who was called did it, and not a machine
 * @param detail how somebody was called, or what a note says; empty text for others
 */
record Happening(Kind kind, long at, boolean byPerson, String detail) {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;

  /** What happens to incidents, in the order in which it does within a second. */
  enum Kind {
    TRIGGER,
    ASSIGN,
    NOTIFY,
    ACKNOWLEDGE,
    RESOLVE,
    REOPEN,
    ANNOTATE,
    FIELD_VALUE_CHANGE;

    /** As log entries name it. */
    String type() {
      return name().toLowerCase(Locale.ROOT) + "_log_entry";
    }
  }

  /**
   * All that happens to the incident of an outage of which PagerDuty knows, the first one first.
   */
  static List<Happening> of(Outage outage) {
    Call call = call(outage);
    List<Happening> all = new ArrayList<>();
    boolean told = outage.service() == null;
    all.add(new Happening(Kind.TRIGGER, call.triggeredAt(), told, ""));
    all.add(new Happening(Kind.ASSIGN, call.triggeredAt(), false, ""));
    Long answered = call.acknowledgedAt();
    long over = over(outage);
    notify(all, "push_notification", call.triggeredAt() + 5 * SECOND, over);
    boolean late = answered == null || answered > call.triggeredAt() + 2 * MINUTE;
    if (late) {
      notify(all, "phone", call.triggeredAt() + 2 * MINUTE, over);
    }
    if (answered != null) {
      all.add(new Happening(Kind.ACKNOWLEDGE, answered, true, ""));
    }
    Long calmed = call.calmedAt();
    Long again = call.reopenedAt();
    if (calmed != null && again != null) {
      all.add(new Happening(Kind.RESOLVE, calmed, true, ""));
      all.add(new Happening(Kind.REOPEN, again, true, ""));
      notify(all, "push_notification", again + 5 * SECOND, over);
    }
    boolean person = call.mergedInto() != null || !call.automatic();
    all.add(new Happening(Kind.RESOLVE, over, person, ""));
    PostMortem found = outage.postMortem();
    if (found != null) {
      if (outage.severity() <= 2) {
        all.add(new Happening(Kind.FIELD_VALUE_CHANGE, found.at(), true, ""));
      }
      all.add(new Happening(Kind.ANNOTATE, found.at(), true, note(found)));
    }
    all.sort(Comparator.comparingLong(Happening::at).thenComparing(Happening::kind));
    return all;
  }

  private static void notify(List<Happening> all, String way, long at, long over) {
    if (at < over) {
      all.add(new Happening(Kind.NOTIFY, at, false, way));
    }
  }

  /**
   * When it was resolved for the last time: what was merged ended when somebody saw what it was.
   */
  static long over(Outage outage) {
    Call call = call(outage);
    if (call.mergedInto() == null) {
      return outage.resolvedAt();
    }
    Long answered = call.acknowledgedAt();
    long seen = answered == null ? call.triggeredAt() : answered;
    return Math.max(call.triggeredAt() + SECOND, Math.min(seen + 90 * SECOND, outage.resolvedAt()));
  }

  private static Call call(Outage outage) {
    Call call = outage.pagerDuty();
    if (call == null) {
      throw new IllegalArgumentException("PagerDuty does not know of " + outage.key());
    }
    return call;
  }

  /** The cause in the words that the company agreed on. */
  static String cause(PostMortem found) {
    return found.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String note(PostMortem found) {
    StringBuilder text = new StringBuilder("Post-mortem\ncause: ").append(cause(found));
    if (found.sha() != null) {
      text.append("\ncommit: ").append(found.sha());
    }
    if (found.gate() != null) {
      text.append("\ngate: ").append(found.gate());
    }
    return text.toString();
  }
}
