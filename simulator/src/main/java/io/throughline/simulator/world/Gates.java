package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the company's builds were judged: a pure function of the pipeline. */
public final class Gates {
  private static final long LONGEST = 40_000;

  private Gates() {}

  /** Whether the project's pipelines have gates at all. */
  public static boolean has(Project project) {
    return project.serviceId() != null;
  }

  /** When the gates of a pipeline begin, epoch milliseconds; whole seconds before it ends. */
  static long begin(Pipeline p) {
    long length = p.finishedAt() - p.startedAt();
    return p.finishedAt() - Math.max(0, Math.min(LONGEST, length / 8)) / 2_000 * 2_000;
  }

  /**
   * The runs of a pipeline's gates, the first one first: two where it failed and then passed
   * without a change, none where it was canceled or has no gates. Jenkins drops the jobs of
   * changes, and what they left behind; so no gates are run there.
   */
  public static List<GateRun> of(Pipeline p) {
    boolean forgotten = p.project().jenkins() != null && p.mrIid() != null;
    if (!has(p.project()) || forgotten || p.outcome().equals("canceled")) {
      return List.of();
    }
    Dice dice = p.era().dice("gates/" + p.id());
    Mishap mishap = Mishap.of(dice);
    boolean patient = dice.chance(0.6);
    GateRun.Fate fate = fate(dice);
    long begin = begin(p);
    long end = p.finishedAt() / 1000 * 1000;
    GateRun only = run(p, 0, mishap, fate, begin, end);
    long half = begin + (end - begin) / 2_000 * 1_000;
    if (only.verdict().good() || !patient || half <= begin || half >= end) {
      return List.of(only);
    }
    GateRun again = run(p, 1, Mishap.NONE, GateRun.Fate.KEPT, half, end);
    return again.verdict().good()
        ? List.of(run(p, 0, mishap, fate, begin, half), again)
        : List.of(only);
  }

  private static GateRun.Fate fate(Dice dice) {
    double luck = dice.unit();
    return luck < 0.008
        ? GateRun.Fate.NEVER_KEPT
        : luck < 0.016 ? GateRun.Fate.EXPIRED : GateRun.Fate.KEPT;
  }

  private static GateRun run(
      Pipeline p, int attempt, Mishap mishap, GateRun.Fate fate, long begin, long end) {
    boolean change = p.mrIid() != null;
    String image = image(p);
    GateReports reports = new GateReports(p, attempt, mishap, end);
    GateRules rules = new GateRules(p, end);
    List<GateRun.Outcome> outcomes = new ArrayList<>();
    for (Gate gate : Gate.values()) {
      if (gate.beforeMerge() || !change) {
        boolean applies = gate.appliesTo(p.project());
        List<Measured> measured = applies ? reports.of(gate, image) : List.of();
        String unreadable = applies ? mishap.unreadable(gate) : "";
        outcomes.add(rules.judge(gate, measured, unreadable.isEmpty() ? null : unreadable));
      }
    }
    GateVerdict verdict = GateVerdict.of(outcomes.stream().map(GateRun.Outcome::verdict).toList());
    return new GateRun(p, attempt, begin, end, verdict, image, fate, outcomes);
  }

  /** The digest of the image that a pipeline of the default branch builds of a service, or null. */
  public static @Nullable String image(Pipeline p) {
    boolean built = p.mrIid() == null && p.outcome().equals("success");
    if (!built || !Gate.CONTAINER_ANALYSIS.appliesTo(p.project())) {
      return null;
    }
    String more = Dice.sha(p.id(), "image/" + p.sha()).substring(0, 24);
    return "sha256:" + Dice.sha(p.id(), p.sha()) + more;
  }
}
