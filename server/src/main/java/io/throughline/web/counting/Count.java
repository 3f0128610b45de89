package io.throughline.web.counting;

import static io.throughline.web.counting.Moment.ANSWER;
import static io.throughline.web.counting.Moment.APPROVED;
import static io.throughline.web.counting.Moment.COMMIT;
import static io.throughline.web.counting.Moment.CREATED;
import static io.throughline.web.counting.Moment.MERGED;
import static io.throughline.web.counting.Moment.PRODUCTION;
import static io.throughline.web.counting.Moment.READY;
import static io.throughline.web.counting.Moment.TICKET;

import java.util.List;

/**
 * How somebody counts the time of a change. Taken from public documentation or source; where it is
 * wrong by now, correct it here.
 *
 * @param measure what they call it
 * @param aggregate how many changes become one number
 * @param consequence what follows for whoever compares
 * @param source where it was read
 */
record Count(
    String who,
    String measure,
    Moment from,
    Moment to,
    String aggregate,
    String consequence,
    String source) {

  /** Our own ways, by the id of the metric. */
  static final List<Ours> OURS =
      List.of(
          new Ours("cycle_time", COMMIT, PRODUCTION),
          new Ours("coding_time", COMMIT, READY),
          new Ours("pickup_time", READY, ANSWER),
          new Ours("review_time", ANSWER, MERGED),
          new Ours("deploy_time", MERGED, PRODUCTION),
          new Ours("time_to_merge", READY, MERGED));

  /** One of our metrics between its two moments. */
  record Ours(String metric, Moment from, Moment to) {}

  /** Those of others. */
  static final List<Count> OTHERS =
      List.of(
          new Count(
              "DORA",
              "Lead time for changes",
              COMMIT,
              PRODUCTION,
              "people choose a class in a survey",
              "Meant for one application. Mixing teams hides more than it tells.",
              "dora.dev, guide to the metrics"),
          new Count(
              "GitLab",
              "Lead time for changes",
              MERGED,
              PRODUCTION,
              "median",
              "Writing and review are left out, so it always looks shorter than a change feels.",
              "GitLab documentation, DORA metrics"),
          new Count(
              "GitLab",
              "Value stream analytics",
              TICKET,
              PRODUCTION,
              "median of what has finished",
              "Needs the ticket's number in a commit or description. Only the last event of a kind"
                  + " counts, so that work which goes back and forth looks straight.",
              "GitLab documentation, value stream analytics"),
          new Count(
              "LinearB",
              "Cycle time",
              COMMIT,
              PRODUCTION,
              "the average of each phase, summed",
              "A sum of averages belongs to no change that ever was. A draft counts as coding, as"
                  + " with us; a change without a response has a review of 0 h.",
              "LinearB help, how cycle time is calculated"),
          new Count(
              "Swarmia",
              "Cycle time of a pull request",
              COMMIT,
              MERGED,
              "average, open ones included",
              "Open work ages, so last month's number still moves. Production is a metric of its"
                  + " own, the change lead time.",
              "Swarmia help, pull request cycle time"),
          new Count(
              "Swarmia",
              "Change lead time",
              COMMIT,
              PRODUCTION,
              "average",
              "Between the same two moments as ours; an average follows the few slowest.",
              "Swarmia help, deployment insights"),
          new Count(
              "Hatica",
              "Cycle time",
              COMMIT,
              PRODUCTION,
              "average",
              "Its pages differ on whether it ends at the merge or in production, and on what review"
                  + " time is.",
              "Hatica help, cycle time breakdown"),
          new Count(
              "Sleuth",
              "Change lead time",
              COMMIT,
              PRODUCTION,
              "average per deployment",
              "Waiting for review ends with the first approval; a comment alone does not end it.",
              "Sleuth help, how we calculate"),
          new Count(
              "Middleware",
              "Lead time",
              COMMIT,
              PRODUCTION,
              "weighted average",
              "A part that is missing counts as 0 h and pulls the number down. Time from the first"
                  + " review to the first approval is called rework.",
              "Middleware, source code"),
          new Count(
              "Faros CE",
              "Lead time",
              CREATED,
              PRODUCTION,
              "average",
              "Writing before the request is opened is left out. It names the time that no stage"
                  + " explains; we took that over.",
              "Faros Community Edition, dashboards"),
          new Count(
              "Harness",
              "Lead time for changes",
              TICKET,
              PRODUCTION,
              "mean, median, p90 or p95, as chosen",
              "Stages are set up by each organisation and may start at the ticket, so that two"
                  + " installations seldom compare. A stage that ends before it begins is shown as"
                  + " 0 h.",
              "Harness documentation, lead time"),
          new Count(
              "Datadog",
              "Change lead time",
              COMMIT,
              PRODUCTION,
              "mean over commits",
              "A squash merge hides when the branch's commits were written, so that the start moves"
                  + " to the merge.",
              "Datadog documentation, DORA metrics"),
          new Count(
              "DevLake",
              "Lead time for changes",
              COMMIT,
              PRODUCTION,
              "lower median",
              "A missing part counts as 0 h, so that even a change which was never deployed has a"
                  + " number. A bot's comment ends the wait for a review.",
              "Apache DevLake, source code"),
          new Count(
              "CHAOSS",
              "Change request duration",
              CREATED,
              MERGED,
              "median of what was accepted",
              "A change belongs to the period in which it was opened, not in which it ended, so that"
                  + " series differ at both edges.",
              "CHAOSS, change requests duration"),
          new Count(
              "OpenTelemetry",
              "vcs.change.time_to_approval",
              CREATED,
              APPROVED,
              "left to the reader",
              "One stretch of the way only, and still experimental.",
              "OpenTelemetry semantic conventions"));

  /** Hours between the two moments in the example. */
  static int hours(Moment from, Moment to) {
    return to.hour() - from.hour();
  }
}
