package io.throughline.web;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricDefinition.DefaultTarget;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import java.util.List;
import java.util.function.UnaryOperator;

/** The metrics of the coding phase in short; the real ones come from their files. */
final class FakeDefinitions {
  private final UnaryOperator<String> spice;

  private FakeDefinitions(UnaryOperator<String> spice) {
    this.spice = spice;
  }

  static List<MetricDefinition> all(UnaryOperator<String> spice) {
    return new FakeDefinitions(spice).list();
  }

  private List<MetricDefinition> list() {
    return List.of(
        hours(
            "cycle_time",
            "Cycle time",
            null,
            Clock.CALENDAR,
            "How long does a change take from its first commit to production?",
            target("p75", 72, 161.0, "LinearB 2026 benchmarks")),
        hours(
            "coding_time",
            "Coding time",
            "cycle_time",
            Clock.CALENDAR,
            "How long is a change written before it is called ready?",
            target("p75", 24, 48.0, "LinearB, 3.7 M pull requests")),
        hours(
            "pickup_time",
            "Pickup time",
            "cycle_time",
            Clock.WORKING,
            "How long does a ready change wait until somebody looks at it?",
            target("p75", 14, 24.0, "LinearB, 3.7 M pull requests")),
        hours(
            "review_time",
            "Review time",
            "cycle_time",
            Clock.CALENDAR,
            "How long does a change take from its first answer to its merge?",
            target("p75", 18, 36.0, "LinearB, 3.7 M pull requests")),
        hours(
            "deploy_time",
            "Deploy time",
            "cycle_time",
            Clock.CALENDAR,
            "How long does a merged change wait until it runs in production?",
            target("p75", 69, 197.0, "LinearB, 3.7 M pull requests")),
        hours(
            "time_to_merge",
            "Time to merge",
            null,
            Clock.CALENDAR,
            "How long does a ready change wait until it is merged?",
            target("p50", 24, 72.0, "Swarmia, 2021-03-31")),
        hours(
            "review_reaction_time",
            "Review reaction",
            null,
            Clock.WORKING,
            "How fast do reviewers answer when they are asked?",
            target("p75", 24, 48.0, "Google: one business day")),
        of(
            "mr_count_per_contributor",
            "Merges per contributor",
            null,
            Unit.COUNT,
            Better.NONE,
            MetricKind.PERSON_WEEK,
            Clock.CALENDAR,
            true,
            "How are merged changes spread over a team's people?",
            null),
        of(
            "reliability_rating",
            "Reliability rating",
            null,
            Unit.RATING,
            Better.LOWER,
            MetricKind.VALUE,
            Clock.CALENDAR,
            false,
            "How bad is the worst bug in the code?",
            target("value", 3, 4.0, "ours: C or better")),
        of(
            "mr_size",
            "Change size",
            null,
            Unit.LINES,
            Better.LOWER,
            MetricKind.VALUE,
            Clock.CALENDAR,
            false,
            "How large are changes?",
            target("p75", 200, 400.0, "Google: small changes")),
        of(
            "mr_comment_count",
            "Comments per change",
            null,
            Unit.COUNT,
            Better.RANGE,
            MetricKind.VALUE,
            Clock.CALENDAR,
            false,
            "How much is said about a change?",
            null),
        of(
            "unreviewed_merge_rate",
            "Merged unreviewed",
            null,
            Unit.PERCENT,
            Better.LOWER,
            MetricKind.RATIO,
            Clock.CALENDAR,
            false,
            "How much is merged without a second look?",
            target("value", 2, 8.0, "OpenSSF Scorecard")),
        of(
            "revert_rate",
            "Reverts",
            null,
            Unit.PERCENT,
            Better.LOWER,
            MetricKind.RATIO,
            Clock.CALENDAR,
            false,
            "How much has to be taken back?",
            target("value", 2, 4.0, "KnowHOW")),
        of(
            "ai_share",
            "AI share",
            null,
            Unit.PERCENT,
            Better.NONE,
            MetricKind.RATIO,
            Clock.CALENDAR,
            false,
            "How many changes does AI help with or write?",
            null),
        of(
            "pipeline_success",
            "Pipeline success",
            null,
            Unit.PERCENT,
            Better.HIGHER,
            MetricKind.RATIO,
            Clock.CALENDAR,
            false,
            "How often is the main branch's build green?",
            target("value", 90, 80.0, "ours")),
        of(
            "gate_pass_rate",
            "Gates passed",
            null,
            Unit.PERCENT,
            Better.HIGHER,
            MetricKind.RATIO,
            Clock.CALENDAR,
            false,
            "How often do builds pass their gates?",
            target("value", 90, 75.0, "ours")),
        effort(
            "investment_balance",
            "Where the time goes",
            Unit.PERCENT,
            "How much of the team's time goes into new features?"),
        effort(
            "initiative_cost",
            "Cost of initiatives",
            Unit.FTE_DAYS,
            "How much are we investing per initiative?"));
  }

  private static DefaultTarget target(String on, double green, Double amber, String source) {
    return new DefaultTarget(on, green, amber, null, source);
  }

  private MetricDefinition effort(String id, String title, Unit unit, String question) {
    return of(
        id,
        title,
        null,
        unit,
        Better.NONE,
        MetricKind.EFFORT,
        Clock.CALENDAR,
        true,
        question,
        null);
  }

  private MetricDefinition hours(
      String id, String title, String partOf, Clock clock, String question, DefaultTarget target) {
    return of(
        id,
        title,
        partOf,
        Unit.HOURS,
        Better.LOWER,
        MetricKind.DURATION,
        clock,
        false,
        question,
        target);
  }

  private MetricDefinition of(
      String id,
      String title,
      String partOf,
      Unit unit,
      Better better,
      MetricKind kind,
      Clock clock,
      boolean people,
      String question,
      DefaultTarget target) {
    return new MetricDefinition(
        id,
        spice.apply(title),
        "coding",
        spice.apply(question),
        spice.apply("To see where changes wait, and whether what we try helps."),
        spice.apply("From its own two ends; a missing end is no data and never zero."),
        unit,
        better,
        kind,
        Attribute.PERSON,
        "merge_request",
        clock,
        people,
        kind == MetricKind.RATIO,
        partOf,
        List.of("merge_request", "review_event"),
        "merge_request",
        null,
        "true",
        spice.apply("large changes are split only to look fast"),
        spice.apply("GitLab"),
        target,
        2,
        "2026-10-12",
        kind == MetricKind.DURATION
            ? "SELECT calendar_id, author_class"
            : kind == MetricKind.EFFORT ? "SELECT 1" : "SELECT author_class",
        java.util.Map.of(),
        null,
        null,
        null);
  }
}
