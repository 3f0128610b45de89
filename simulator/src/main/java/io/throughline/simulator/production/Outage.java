package io.throughline.simulator.production;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Project;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that did not work in production. Times are epoch milliseconds in whole seconds; what
 * lies ahead of a moment is not known at it.
 *
 * @param key tells it from all others
 * @param service what did not work; null for a thing that the company does not list
 * @param severity 1 (worst) to 5
 * @param startedAt when users began to feel it
 * @param pagerDuty who was called how; null where PagerDuty does not know of it
 * @param newRelicAt when New Relic opened an issue; null where it did not
 * @param resolvedAt when it was over for the last time
 * @param deployment the one that brought it; null for none
 * @param postMortem what was found out; null where nobody wrote it down
 */
public record Outage(
    String key,
    @Nullable Project service,
    Cause cause,
    int severity,
    String title,
    long startedAt,
    @Nullable Call pagerDuty,
    @Nullable Long newRelicAt,
    long resolvedAt,
    @Nullable Deployment deployment,
    @Nullable PostMortem postMortem) {

  /** Why it happened. */
  public enum Cause {
    CHANGE,
    INFRASTRUCTURE,
    THIRD_PARTY,
    OTHER
  }

  /**
   * What PagerDuty made of it.
   *
   * @param responder who was called
   * @param acknowledgedAt null where it was over before anybody answered
   * @param calmedAt when it seemed to be over; null unless it was opened again
   * @param reopenedAt when it was
   * @param automatic whether a machine ended it
   * @param mergedInto key of the outage that it is the same as, by decision of the responder
   * @param throughNewRelic whether New Relic called, so that both know it by the same key
   */
  public record Call(
      Account responder,
      long triggeredAt,
      @Nullable Long acknowledgedAt,
      @Nullable Long calmedAt,
      @Nullable Long reopenedAt,
      boolean automatic,
      @Nullable String mergedInto,
      boolean throughNewRelic) {}

  /**
   * What was found out.
   *
   * @param sha commit that brought it; null where it was none
   * @param gate id of the gate that should have caught it; null for none
   */
  public record PostMortem(long at, Cause cause, @Nullable String sha, @Nullable String gate) {}

  /** When anybody was told first: by whichever system. */
  public long toldAt() {
    long called = pagerDuty == null ? Long.MAX_VALUE : pagerDuty.triggeredAt();
    return Math.min(called, newRelicAt == null ? Long.MAX_VALUE : newRelicAt);
  }

  /** PagerDuty's id of it. */
  public String pagerDutyId() {
    return pagerDutyId(key);
  }

  static String pagerDutyId(String key) {
    return "Q" + Dice.sha(1, "pd/" + key).substring(0, 13).toUpperCase(Locale.ROOT);
  }

  /** New Relic's id of its issue. */
  public String issueId() {
    String sha = Dice.sha(2, "nr/" + key);
    return sha.substring(0, 8)
        + "-"
        + sha.substring(8, 12)
        + "-4"
        + sha.substring(13, 16)
        + "-a"
        + sha.substring(17, 20)
        + "-"
        + sha.substring(20, 32);
  }

  /** Priority as PagerDuty names it. */
  public String priority() {
    return "P" + severity;
  }
}
