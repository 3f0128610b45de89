package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the pipelines of merge requests and of the default branch. */
final class PipelineMaker {
  private static final int MAIN_SLOT = 60;
  private static final int REBUILD_SLOT = 61;
  private final long seed;
  private final Era era;

  PipelineMaker(long seed, Era era) {
    this.seed = seed;
    this.era = era;
  }

  /** One pipeline for each push; a later push cancels the one before where it still runs. */
  List<Pipeline> ofMergeRequest(
      Plan plan, long mrId, int iid, List<Event> events, ProjectHistory history) {
    List<Event> pushes =
        events.stream()
            .filter(e -> e instanceof Event.Opened || e instanceof Event.Pushed)
            .toList();
    List<Pipeline> made = new ArrayList<>();
    for (int i = 0; i < Math.min(pushes.size(), MAIN_SLOT); i++) {
      Event push = pushes.get(i);
      String sha = headOf(push);
      if (sha == null) {
        continue;
      }
      Dice dice = Dice.of(seed, plan.key() + "/p" + i);
      long next = i + 1 < pushes.size() ? pushes.get(i + 1).at() : Long.MAX_VALUE;
      String outcome = dice.chance(i + 1 < pushes.size() ? 0.70 : 0.92) ? "success" : "failed";
      long id = mrId * 64 + i;
      Pipeline pipeline =
          run(
              plan,
              id,
              ++history.pipelineCount,
              "refs/merge-requests/" + iid + "/head",
              sha,
              "merge_request_event",
              outcome,
              push.at() + 2_000,
              plan.author(),
              iid,
              dice);
      made.add(pipeline.finishedAt() < next ? pipeline : canceled(pipeline, next));
    }
    return List.copyOf(made);
  }

  /** The pipeline of the default branch after a merge. */
  Pipeline ofMerge(
      Plan plan, long mrId, Event.Merged merge, ProjectHistory history, double year, boolean sure) {
    Dice dice = Dice.of(seed, plan.key() + "/main");
    double fails = plan.project().slug().equals("web-shop") ? 0.14 - 0.09 * year : 0.07;
    double luck = dice.unit();
    String outcome = sure || luck > fails + 0.02 ? "success" : luck > 0.02 ? "failed" : "canceled";
    return run(
        plan,
        mrId * 64 + MAIN_SLOT,
        ++history.pipelineCount,
        "main",
        merge.mergeSha(),
        "push",
        outcome,
        merge.at() + 1_000,
        merge.by(),
        null,
        dice);
  }

  /** What failed on the default branch is built again as it is: of the same commit. */
  Pipeline rebuild(Plan plan, Pipeline failed, ProjectHistory history) {
    Dice dice = Dice.of(seed, plan.key() + "/again");
    boolean live = plan.pace() == Pace.LIVE;
    return run(
        plan,
        failed.id() - MAIN_SLOT + REBUILD_SLOT,
        ++history.pipelineCount,
        failed.ref(),
        failed.sha(),
        "rebuild",
        dice.chance(0.6) ? "success" : "failed",
        failed.finishedAt() + (live ? 4_000 : 180_000 + dice.below(1_200_000)),
        failed.user(),
        null,
        dice);
  }

  private Pipeline run(
      Plan plan,
      long id,
      int iid,
      String ref,
      String sha,
      String source,
      String outcome,
      long created,
      Account user,
      @Nullable Integer mr,
      Dice dice) {
    boolean live = plan.pace() == Pace.LIVE;
    long started = created + (live ? 2_000 : 4_000 + dice.below(60_000));
    double minutes = dice.around(plan.project().pipelineMinutes(), 0.25);
    long length = live ? (long) (minutes * 1_800) : (long) (minutes * 60_000);
    if (!outcome.equals("success")) {
      length = (long) (length * dice.between(0.3, 0.9));
    }
    long finished = (started + length) / 1000 * 1000;
    return new Pipeline(
        id,
        iid,
        plan.project(),
        ref,
        sha,
        source,
        outcome,
        created,
        started,
        finished,
        user,
        mr,
        era);
  }

  private static Pipeline canceled(Pipeline p, long at) {
    long started = Math.min(p.startedAt(), at);
    return new Pipeline(
        p.id(),
        p.iid(),
        p.project(),
        p.ref(),
        p.sha(),
        p.source(),
        "canceled",
        p.createdAt(),
        started,
        at,
        p.user(),
        p.mrIid(),
        p.era());
  }

  private static @Nullable String headOf(Event push) {
    List<Commit> commits =
        switch (push) {
          case Event.Opened e -> e.commits();
          case Event.Pushed e -> e.commits();
          default -> List.of();
        };
    return commits.isEmpty() ? null : commits.getLast().sha();
  }
}
