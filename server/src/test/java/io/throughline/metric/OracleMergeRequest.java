package io.throughline.metric;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.DeploymentChange;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.Release;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the metric specification says of one merge request, read from facts by plain loops. It knows
 * nothing of the warehouse.
 */
final class OracleMergeRequest {
  /** A request for a review. */
  record Request(long reviewer, Instant starts, @Nullable Instant answered, boolean withdrawn) {}

  final MergeRequest mr;
  private final OracleWorld world;
  private final List<ReviewEvent> events;

  OracleMergeRequest(OracleWorld world, MergeRequest mr) {
    this.world = world;
    this.mr = mr;
    Instant end = ended() == null ? Instant.MAX : ended();
    this.events =
        world.events.getOrDefault(mr.id(), List.of()).stream()
            .filter(e -> !e.at().isAfter(end))
            .sorted(Comparator.comparing(ReviewEvent::at))
            .toList();
  }

  @Nullable Instant ended() {
    return mr.mergedAt() != null ? mr.mergedAt() : mr.closedAt();
  }

  static String kind(Account account) {
    return account.username().startsWith("robo-")
        ? "agent"
        : Boolean.TRUE.equals(account.bot()) ? "bot" : "human";
  }

  private String kind(@Nullable Long account) {
    return account == null ? "human" : kind(world.accounts.get(account));
  }

  String authorClass() {
    String kind = kind(mr.authorId());
    boolean assisted =
        mr.assistant() != null || commits().stream().anyMatch(c -> c.assistant() != null);
    return kind.equals("human") && assisted ? "assisted" : kind;
  }

  List<MergeRequestCommit> commits() {
    return world.commits.getOrDefault(mr.id(), List.of());
  }

  /** Whether commits and discussions were read. */
  boolean details() {
    return world.commits.containsKey(mr.id()) && world.events.containsKey(mr.id());
  }

  boolean intoTracked() {
    return tracked(mr.targetBranch());
  }

  boolean backMerge() {
    return tracked(mr.sourceBranch());
  }

  private boolean tracked(String branch) {
    return branch.equals(world.projects.get(mr.projectId()).defaultBranch())
        || branch.startsWith("release/");
  }

  /** Into a tracked branch, by no bot, and not only bringing branches together (R7, R8). */
  boolean counted() {
    return intoTracked() && !backMerge() && !authorClass().equals("bot");
  }

  boolean inScope() {
    return mr.mergedAt() != null && counted();
  }

  boolean cherryPick() {
    return mr.cherryPickOf() != null
        && world.mergeRequests.stream()
            .filter(o -> mr.cherryPickOf().equals(o.mergeSha()) && o.id() != mr.id())
            .map(o -> new OracleMergeRequest(world, o))
            .anyMatch(OracleMergeRequest::inScope);
  }

  boolean noCommits() {
    return commits().isEmpty();
  }

  Instant started() {
    Instant first =
        commits().stream()
            .map(MergeRequestCommit::authoredAt)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return first == null
            || Duration.between(first, mr.createdAt()).compareTo(Duration.ofDays(90)) > 0
        ? mr.createdAt()
        : first;
  }

  @Nullable Instant ready() {
    if (mr.mergedAt() == null && mr.draft()) {
      return null;
    }
    Instant ready = mr.createdAt();
    for (ReviewEvent e : events) {
      if (e.kind() == ReviewEventKind.MARKED_READY) {
        ready = e.at();
      }
    }
    return ready;
  }

  /** What other humans said up to the end. */
  List<ReviewEvent> responses() {
    List<ReviewEvent> responses = new ArrayList<>();
    for (ReviewEvent e : events) {
      boolean says =
          switch (e.kind()) {
            case COMMENT, APPROVAL, CHANGES_REQUESTED, REVIEWED -> true;
            default -> false;
          };
      if (says && kind(e.accountId()).equals("human") && !e.accountId().equals(mr.authorId())) {
        responses.add(e);
      }
    }
    return responses;
  }

  private List<ReviewEvent> whileReady() {
    Instant ready = ready();
    return ready == null
        ? List.of()
        : responses().stream().filter(e -> !e.at().isBefore(ready)).toList();
  }

  @Nullable Instant firstResponse() {
    return whileReady().isEmpty() ? null : whileReady().getFirst().at();
  }

  @Nullable Instant firstApproval() {
    return whileReady().stream()
        .filter(e -> e.kind() == ReviewEventKind.APPROVAL)
        .map(ReviewEvent::at)
        .findFirst()
        .orElse(null);
  }

  long comments() {
    return responses().stream().filter(e -> e.kind() == ReviewEventKind.COMMENT).count();
  }

  long threads() {
    return responses().stream()
        .filter(e -> e.kind() == ReviewEventKind.COMMENT)
        .map(ReviewEvent::thread)
        .distinct()
        .count();
  }

  @Nullable Long size() {
    List<MergeRequestFile> files = world.files.get(mr.id());
    if (files == null) {
      return null;
    }
    long lines = 0;
    for (MergeRequestFile file : files) {
      if (file.excluded() != null) {
        continue;
      }
      if (file.wholeFileDeleted()) {
        lines++;
      } else if (file.added() == null || file.deleted() == null) {
        return null;
      } else {
        lines += file.added() + file.deleted();
      }
    }
    return lines;
  }

  /** How often new commits follow a blocking review, up to the first approval. */
  int rounds() {
    if (responses().isEmpty()) {
      return 0;
    }
    Instant approved = firstApproval();
    Instant limit = approved != null ? approved : ended() != null ? ended() : Instant.MAX;
    Map<Instant, Boolean> steps = new java.util.TreeMap<>();
    for (ReviewEvent e : whileReady()) {
      boolean blocking = e.kind() == ReviewEventKind.CHANGES_REQUESTED;
      if (blocking && (approved == null || e.at().isBefore(approved))) {
        steps.put(e.at(), false);
      }
    }
    List<Instant> pushes =
        events.stream()
            .filter(e -> e.kind() == ReviewEventKind.COMMITS_ADDED)
            .map(ReviewEvent::at)
            .toList();
    if (pushes.isEmpty()) {
      pushes = commits().stream().map(MergeRequestCommit::committedAt).toList();
    }
    for (Instant push : pushes) {
      if (!push.isAfter(limit)) {
        steps.put(push, true);
      }
    }
    int rounds = 0;
    Boolean before = null;
    for (Boolean commit : steps.values()) {
      if (commit && Boolean.FALSE.equals(before)) {
        rounds++;
      }
      before = commit;
    }
    return rounds;
  }

  @Nullable Instant deployed() {
    List<Instant> all = deployments();
    return all.isEmpty() ? null : all.getFirst();
  }

  @Nullable Instant lastDeployed() {
    List<Instant> all = deployments();
    return all.isEmpty() ? null : all.getLast();
  }

  private List<Instant> deployments() {
    if (mr.mergedAt() == null) {
      return List.of();
    }
    if (mr.projectId() == OracleWorld.id(21)) {
      return world.releases.stream()
          .filter(r -> !r.commitAt().isBefore(mr.mergedAt()))
          .map(Release::releasedAt)
          .sorted()
          .limit(1)
          .toList();
    }
    Set<Long> carrying = new HashSet<>();
    world.changes.forEach(
        (deployment, list) ->
            list.stream()
                .filter(c -> c.mergeRequestId() == mr.id())
                .map(DeploymentChange::deploymentId)
                .forEach(carrying::add));
    return world.deployments.stream()
        .filter(d -> carrying.contains(d.id()))
        .filter(d -> d.tier().equals("production") && d.status().equals("success"))
        .map(Deployment::finishedAt)
        .filter(at -> !at.isBefore(mr.mergedAt()))
        .sorted()
        .toList();
  }

  boolean reverted() {
    return world.mergeRequests.stream()
        .anyMatch(
            o ->
                mr.iid().equals(o.revertsIid())
                    && o.projectId().equals(mr.projectId())
                    && o.mergedAt() != null
                    && mr.mergedAt() != null
                    && !o.mergedAt().isBefore(mr.mergedAt()));
  }

  /** Humans asked, in order; a reminder to somebody who still owes an answer is no new request. */
  List<Request> requests() {
    Map<Long, Instant> open = new HashMap<>();
    List<long[]> asked = new ArrayList<>();
    for (ReviewEvent e : events) {
      if (e.kind() == ReviewEventKind.REVIEW_REQUESTED && open.get(e.targetAccountId()) == null) {
        long who = e.targetAccountId();
        if (kind(who).equals("human") && !Objects.equals(who, mr.authorId())) {
          open.put(who, e.at());
          asked.add(new long[] {who, e.at().getEpochSecond()});
        }
      } else if (e.kind() == ReviewEventKind.REVIEW_REQUEST_REMOVED) {
        open.remove(e.targetAccountId());
      } else if (responses().contains(e)) {
        open.remove(e.accountId());
      }
    }
    List<Request> requests = new ArrayList<>();
    for (long[] one : asked) {
      requests.add(request(one[0], Instant.ofEpochSecond(one[1]), next(asked, one)));
    }
    return requests;
  }

  private static Instant next(List<long[]> asked, long[] one) {
    return asked.stream()
        .filter(o -> o[0] == one[0] && o[1] > one[1])
        .map(o -> Instant.ofEpochSecond(o[1]))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private Request request(long who, Instant at, Instant next) {
    Instant ready = ready();
    Instant starts = ready == null || ready.isBefore(at) ? at : ready;
    Instant answered = null;
    Instant removed = null;
    for (ReviewEvent e : events) {
      boolean here = !e.at().isBefore(at) && e.at().isBefore(next);
      if (here
          && removed == null
          && e.kind() == ReviewEventKind.REVIEW_REQUEST_REMOVED
          && e.targetAccountId() == who) {
        removed = e.at();
      }
      if (here
          && answered == null
          && !e.at().isBefore(starts)
          && whileReady().contains(e)
          && e.accountId() == who) {
        answered = e.at();
      }
    }
    boolean withdrawn = removed != null && (answered == null || removed.isBefore(answered));
    return new Request(who, starts, withdrawn ? null : answered, withdrawn);
  }

  /** When and by which account somebody wrote, reviewed or committed; e-mails stand for persons. */
  List<Map.Entry<Object, Instant>> activity() {
    List<Map.Entry<Object, Instant>> activity = new ArrayList<>();
    if (kind(mr.authorId()).equals("human")) {
      activity.add(Map.entry(mr.authorId(), mr.createdAt()));
      if (mr.mergedAt() != null) {
        activity.add(Map.entry(mr.authorId(), mr.mergedAt()));
      }
    }
    responses().forEach(e -> activity.add(Map.entry(e.accountId(), e.at())));
    events.stream()
        .filter(e -> e.kind() == ReviewEventKind.COMMITS_ADDED)
        .filter(e -> kind(e.accountId()).equals("human"))
        .forEach(e -> activity.add(Map.entry(e.accountId(), e.at())));
    commits().forEach(c -> activity.add(Map.entry(c.authorEmail(), c.authoredAt())));
    return activity;
  }
}
