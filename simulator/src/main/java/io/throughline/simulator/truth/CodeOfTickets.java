package io.throughline.simulator.truth;

import io.throughline.simulator.world.ChangedFile;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.Tracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was changed for which ticket, as far as a merge request names it, as of a moment. */
final class CodeOfTickets {
  private static final Pattern KEY = Pattern.compile("[A-Z]{2,8}-[0-9]+");

  /** Sources may make a pipeline just before they note the merge. */
  private static final long EARLY = 120_000;

  /**
   * A merge request that is open or merged. Times are epoch milliseconds; null has not happened.
   *
   * @param buildable in a project whose main branch is ever built
   * @param deployable in a project that ever ships
   * @param tests whether it changes tests; null when it keeps no file
   */
  record Change(
      long id,
      long startedAt,
      @Nullable Long mergedAt,
      boolean buildable,
      @Nullable Long builtAt,
      boolean deployable,
      @Nullable Long deployedAt,
      boolean hotfix,
      @Nullable Boolean tests) {

    /** When it was built; what runs in production was. */
    @Nullable Long readyAt() {
      Long built = builtAt;
      Long deployed = deployedAt;
      return built == null || deployed == null
          ? built == null ? deployed : built
          : (Long) Math.min(built, deployed);
    }
  }

  private final Map<Long, List<Change>> byTicket = new HashMap<>();

  CodeOfTickets(
      List<Timeline> timelines, List<ProjectHistory> histories, Tracker tracker, long now) {
    Map<Long, List<Pipeline>> builds = new HashMap<>();
    Set<Long> built = new HashSet<>();
    Set<Long> ships = new HashSet<>();
    for (ProjectHistory history : histories) {
      Project project = history.project();
      List<Pipeline> passed = new ArrayList<>();
      for (Pipeline pipeline : history.pipelines()) {
        if (pipeline.ref().equals("main") && pipeline.createdAt() <= now) {
          built.add(project.id());
          if (pipeline.status(now).equals("success")) {
            passed.add(pipeline);
          }
        }
      }
      builds.put(project.id(), passed);
      boolean deploys =
          history.deployments().stream().anyMatch(d -> runs(d, now))
              || project.delivery() == Project.Delivery.RELEASE
                  && history.releases().stream().anyMatch(r -> r.at() <= now);
      if (deploys) {
        ships.add(project.id());
      }
    }
    for (Timeline t : timelines) {
      MergeRequest mr = t.mr();
      boolean out =
          !mr.intoTrackedBranch()
              || mr.kind() == MergeRequest.Kind.CHERRY_PICK
              || MergeRequest.tracked(mr.sourceBranch())
              || t.merged() == null && t.ended() != null;
      Set<Ticket> tickets = out ? Set.of() : named(mr, tracker, now);
      if (!tickets.isEmpty()) {
        long project = mr.project().id();
        Change change =
            new Change(
                mr.id(),
                t.firstCommit() == null ? t.created() : t.firstCommit(),
                t.merged(),
                built.contains(project),
                built(t.merged(), builds.getOrDefault(project, List.of())),
                ships.contains(project),
                t.deployed(),
                mr.labels().contains("hotfix"),
                tests(mr));
        tickets.forEach(
            ticket -> byTicket.computeIfAbsent(ticket.id(), k -> new ArrayList<>()).add(change));
      }
    }
  }

  private static boolean runs(Deployment deployment, long now) {
    return deployment.environment().equals("production")
        && deployment.status(now).equals("success");
  }

  static Set<Ticket> named(MergeRequest mr, Tracker tracker, long now) {
    Set<Ticket> found = new HashSet<>();
    String text = mr.title() + " " + mr.description() + " " + mr.sourceBranch();
    KEY.matcher(text)
        .results()
        .forEach(
            key -> {
              Ticket ticket = tracker.ticket(key.group());
              if (ticket != null && ticket.createdAt() <= now) {
                found.add(ticket);
              }
            });
    return found;
  }

  private static @Nullable Long built(@Nullable Long merged, List<Pipeline> passed) {
    if (merged == null) {
      return null;
    }
    return passed.stream()
        .filter(pipeline -> pipeline.createdAt() >= merged - EARLY)
        .map(Pipeline::finishedAt)
        .min(Long::compare)
        .orElse(null);
  }

  private static @Nullable Boolean tests(MergeRequest mr) {
    List<ChangedFile> kept =
        mr.files().stream().filter(f -> f.change() != ChangedFile.Change.DELETED).toList();
    return kept.isEmpty()
        ? null
        : (Boolean) kept.stream().anyMatch(f -> f.kind() == ChangedFile.Kind.TEST);
  }

  /** The changes for a ticket, in no particular order. */
  List<Change> of(Ticket ticket) {
    return byTicket.getOrDefault(ticket.id(), List.of());
  }
}
