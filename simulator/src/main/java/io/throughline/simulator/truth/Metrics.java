package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.MergeRequest.Authorship;
import io.throughline.simulator.world.MergeRequest.Kind;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The items of each metric, straight from the world's model, as of a moment. */
public final class Metrics {
  private static final double HOUR = 3_600_000.0;

  private static final Pattern KEY = Pattern.compile("[A-Z]{2,8}-[0-9]+");

  private final List<ProjectHistory> histories;
  private final Predicate<String> isTicket;
  private final long now;
  private final List<Timeline> timelines = new ArrayList<>();
  private final Set<Long> reverted = new HashSet<>();

  /**
   * Looks at the world.
   *
   * @param isTicket whether the tracker has a ticket of this key
   */
  public Metrics(
      List<ProjectHistory> histories, Overlay overlay, long now, Predicate<String> isTicket) {
    this(histories, overlay, now, isTicket, history -> deployed(history, now));
  }

  /**
   * Looks at the world, and is told when it arrived.
   *
   * @param arrived when each merge request of a project, by its number, first reached production or
   *     a release
   */
  Metrics(
      List<ProjectHistory> histories,
      Overlay overlay,
      long now,
      Predicate<String> isTicket,
      Function<ProjectHistory, Map<Long, Long>> arrived) {
    this.histories = histories;
    this.isTicket = isTicket;
    this.now = now;
    for (ProjectHistory history : histories) {
      Map<Long, Long> deployed = arrived.apply(history);
      for (MergeRequest mr : history.mergeRequests()) {
        if (mr.createdAt() <= now && overlay.has(mr)) {
          Timeline timeline = Timeline.of(mr, now, deployed.get(mr.id()));
          timelines.add(timeline);
          MergeRequest original = mr.original();
          if (mr.kind() == Kind.REVERT && original != null && timeline.merged() != null) {
            reverted.add(original.id());
          }
        }
      }
    }
  }

  /** When each merge request first reached production or a release. */
  static Map<Long, Long> deployed(ProjectHistory history, long now) {
    Map<Long, Long> first = new HashMap<>();
    for (Deployment d : history.deployments()) {
      boolean running = d.outcome().equals("success") && d.finishedAt() <= now;
      if (running && d.environment().equals("production")) {
        d.carried().forEach(mr -> first.merge(mr.id(), d.finishedAt(), Math::min));
      }
    }
    for (Release release : history.releases()) {
      release.carried().forEach(mr -> first.merge(mr.id(), release.at(), Math::min));
    }
    return first;
  }

  /** Whether anything that is written about it names a ticket. */
  private boolean named(MergeRequest mr) {
    StringBuilder text = new StringBuilder(mr.title()).append(' ').append(mr.description());
    text.append(' ').append(mr.sourceBranch());
    return KEY.matcher(text).results().anyMatch(found -> isTicket.test(found.group()));
  }

  /** What happened in each project. */
  List<ProjectHistory> histories() {
    return histories;
  }

  /** All visible merge requests. */
  List<Timeline> timelines() {
    return timelines;
  }

  /** How a metric's items become its value; null for an unknown metric. */
  static @Nullable MetricKind kind(String metric) {
    return switch (metric) {
      case "cycle_time",
          "cycle_time_last",
          "coding_time",
          "pickup_time",
          "review_time",
          "deploy_time",
          "time_to_merge",
          "time_to_merge_from_created",
          "review_reaction_time",
          "mr_size",
          "mr_comment_count",
          "mr_thread_count",
          "review_rounds",
          "pipeline_duration",
          "mr_count_per_contributor" ->
          MetricKind.MEDIAN;
      case "review_reaction_within_day",
          "unreviewed_merge_rate",
          "mr_ticket_coverage",
          "abandonment_rate",
          "revert_rate",
          "ai_share",
          "agent_share",
          "pipeline_success" ->
          MetricKind.PERCENT;
      case "mr_closure_ratio", "mr_comments_per_100_lines" -> MetricKind.RATIO;
      default -> null;
    };
  }

  /** The items of a metric other than {@code mr_count_per_contributor}. */
  public List<Item> items(String metric) {
    return switch (metric) {
      // One service ships a project, so its first deployment is also that of the last service.
      case "cycle_time", "cycle_time_last" ->
          shipped((t, out) -> add(out, t, t.deployed(), begun(t)));
      case "deploy_time" -> shipped((t, out) -> add(out, t, t.deployed(), t.merged()));
      case "coding_time" -> once((t, out) -> add(out, t, t.merged(), t.ready(), t.firstCommit()));
      case "review_time" -> merged((t, out) -> add(out, t, t.merged(), t.firstResponse()));
      case "time_to_merge" -> merged((t, out) -> add(out, t, t.merged(), t.ready()));
      case "time_to_merge_from_created" -> merged((t, out) -> add(out, t, t.merged(), t.created()));
      case "pickup_time" -> merged(this::pickup);
      case "mr_size" -> merged((t, out) -> number(out, t, t.size()));
      case "mr_comment_count" -> merged((t, out) -> number(out, t, t.comments()));
      case "mr_thread_count" -> merged((t, out) -> number(out, t, t.threads()));
      case "mr_comments_per_100_lines" -> merged(Metrics::commentsBySize);
      case "review_rounds" -> merged((t, out) -> number(out, t, t.rounds()));
      case "unreviewed_merge_rate" -> merged((t, out) -> share(out, t, !t.reviewed()));
      case "mr_ticket_coverage" -> merged((t, out) -> share(out, t, named(t.mr())));
      case "revert_rate" -> once((t, out) -> share(out, t, reverted.contains(t.mr().id())));
      case "agent_share" ->
          once((t, out) -> share(out, t, t.mr().authorship() == Authorship.AGENT));
      case "ai_share" -> once((t, out) -> share(out, t, t.mr().authorship() != Authorship.HUMAN));
      case "abandonment_rate" -> ended();
      case "mr_closure_ratio" -> closure();
      case "review_reaction_time" ->
          reactions().stream().filter(i -> i.value() != null).map(Item::measured).toList();
      case "review_reaction_within_day" -> reactions().stream().map(Item::part).toList();
      case "pipeline_duration", "pipeline_success" -> pipelines(metric);
      default -> throw new IllegalArgumentException("no such metric: " + metric);
    };
  }

  private List<Item> merged(BiConsumer<Timeline, List<Item>> each) {
    List<Item> out = new ArrayList<>();
    for (Timeline t : timelines) {
      if (t.counted() && t.merged() != null) {
        each.accept(t, out);
      }
    }
    return out;
  }

  private List<Item> once(BiConsumer<Timeline, List<Item>> each) {
    return merged(
        (t, out) -> {
          if (t.countedOnce()) {
            each.accept(t, out);
          }
        });
  }

  private List<Item> shipped(BiConsumer<Timeline, List<Item>> each) {
    return once(
        (t, out) -> {
          if (t.deployed() != null) {
            each.accept(t, out);
          }
        });
  }

  private static @Nullable Long begun(Timeline t) {
    return t.firstCommit() == null ? (Long) t.created() : t.firstCommit();
  }

  private void pickup(Timeline t, List<Item> out) {
    Long merged = t.merged();
    if (merged != null) {
      long answered = t.firstResponse() == null ? merged : t.firstResponse();
      double hours = WorkingTime.hours(t.mr().author().office(), t.ready(), answered);
      if (hours >= 0) {
        out.add(of(t, Item.value(name(t), merged, t.mr().author(), hours)));
      }
    }
  }

  // A negative duration is a finding about the data, never a value (R6).
  private static void add(
      List<Item> out, Timeline t, @Nullable Long at, @Nullable Long end, @Nullable Long start) {
    if (at != null && start != null && end != null && end >= start) {
      out.add(of(t, Item.value(name(t), at, t.mr().author(), (end - start) / HOUR)));
    }
  }

  private static void add(List<Item> out, Timeline t, @Nullable Long end, @Nullable Long start) {
    add(out, t, end, end, start);
  }

  private static void number(List<Item> out, Timeline t, @Nullable Integer value) {
    Long merged = t.merged();
    if (value != null && merged != null) {
      out.add(of(t, Item.value(name(t), merged, t.mr().author(), value)));
    }
  }

  private static void commentsBySize(Timeline t, List<Item> out) {
    Long merged = t.merged();
    Integer size = t.size();
    if (merged != null && size != null) {
      out.add(of(t, Item.ratio(name(t), merged, t.mr().author(), 100.0 * t.comments(), size)));
    }
  }

  private static void share(List<Item> out, Timeline t, boolean hit) {
    Long merged = t.merged();
    if (merged != null) {
      out.add(of(t, Item.share(name(t), merged, t.mr().author(), hit)));
    }
  }

  private List<Item> ended() {
    List<Item> out = new ArrayList<>();
    for (Timeline t : timelines) {
      Long end = t.ended();
      if (t.countedOnce() && end != null) {
        out.add(of(t, Item.share(name(t), end, t.mr().author(), t.merged() == null)));
      }
    }
    return out;
  }

  private List<Item> closure() {
    List<Item> out = new ArrayList<>();
    for (Timeline t : timelines) {
      if (t.countedOnce()) {
        Account author = t.mr().author();
        out.add(of(t, Item.ratio(name(t), t.created(), author, 0, 1)));
        Long end = t.ended();
        if (end != null) {
          out.add(of(t, Item.ratio(name(t), end, author, 1, 0)));
        }
      }
    }
    return out;
  }

  private List<Item> reactions() {
    List<Item> out = new ArrayList<>();
    for (Timeline t : timelines) {
      // An open one's requests are answered or overdue all the same; a closed one's are out (R8).
      if (t.counted() && (t.merged() != null || t.ended() == null)) {
        Reactions.of(t, now, out);
      }
    }
    return out;
  }

  private List<Item> pipelines(String metric) {
    List<Item> out = new ArrayList<>();
    for (ProjectHistory history : histories) {
      for (Pipeline p : history.pipelines()) {
        boolean judged = p.outcome().equals("success") || p.outcome().equals("failed");
        if (p.mrIid() == null && judged && p.finishedAt() <= now && p.ref().equals("main")) {
          String name = p.project().path() + " pipeline " + p.id();
          double minutes = (p.finishedAt() - p.startedAt()) / 60_000.0;
          Item item =
              metric.equals("pipeline_duration")
                  ? Item.value(name, p.finishedAt(), null, minutes)
                  : Item.share(name, p.finishedAt(), null, p.outcome().equals("success"));
          out.add(item.owned(p.project().team()));
        }
      }
    }
    return out;
  }

  // An agent has no team: what it wrote belongs to the owner of the code.
  private static Item of(Timeline t, Item item) {
    return t.mr().author().human() ? item : item.owned(t.mr().project().team());
  }

  static String name(Timeline t) {
    return t.mr().project().path() + "!" + t.mr().iid();
  }

  /** True for an event by which somebody reviews somebody else's work. */
  static boolean reviews(Event event, Timeline t) {
    return Timeline.answers(event, t.mr().author());
  }
}
