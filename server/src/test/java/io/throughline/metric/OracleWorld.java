package io.throughline.metric;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.DeploymentChange;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Release;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.Versioned;
import io.throughline.model.org.Organisation;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.warehouse.FactBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small random organisation and what happened in it, as facts. Instants are whole minutes. */
final class OracleWorld {
  static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  static final LocalDate END = LocalDate.of(2026, 4, 20);
  static final Instant NOW = Instant.parse("2026-04-20T09:30:00Z");
  private static final Instant READ = Instant.parse("2026-04-20T09:00:00Z");

  final Organisation organisation;
  final Map<Long, Account> accounts = new HashMap<>();
  final Map<Long, Project> projects = new HashMap<>();
  final List<MergeRequest> mergeRequests = new ArrayList<>();
  final Map<Long, List<MergeRequestCommit>> commits = new HashMap<>();
  final Map<Long, List<MergeRequestFile>> files = new HashMap<>();
  final Map<Long, List<ReviewEvent>> events = new HashMap<>();
  final List<Deployment> deployments = new ArrayList<>();
  final Map<Long, List<DeploymentChange>> changes = new HashMap<>();
  final List<Release> releases = new ArrayList<>();
  final List<Pipeline> pipelines = new ArrayList<>();
  private final Random random;
  private final Set<Instant> used = new HashSet<>();

  OracleWorld(long seed) {
    random = new Random(seed);
    organisation = new OracleOrganisation(random).organise();
    for (int i = 0; i < 9; i++) {
      String login = i < 7 ? "p" + i : i == 7 ? "robo-writer" : "renovate";
      account(i + 1, login, i == 8);
    }
    account(10, "stranger", false);
    project(20, "acme/shop", "main");
    project(21, "acme/kit", "main");
    project(22, "acme/loose", "trunk");
    int count = 6 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      mergeRequest(i);
    }
    deploy();
    for (int i = 0; i < 12; i++) {
      pipeline(i);
    }
  }

  /** Up to {@code KIT-4} there are tickets. */
  private String keys() {
    return random.nextBoolean() ? "" : ",KIT-" + (1 + random.nextInt(9)) + ",";
  }

  static boolean named(@Nullable String keys) {
    return keys != null && keys.matches(",KIT-[1-4],");
  }

  private static Ticket ticket(int number) {
    return new Ticket(
        id(700 + number),
        id(30),
        "KIT-" + number,
        "Ticket",
        null,
        "Story",
        TicketKind.STORY,
        1L,
        "To Do",
        "todo",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "",
        "",
        "",
        "",
        null,
        null,
        null,
        READ,
        null,
        false);
  }

  static long id(long external) {
    return FactId.of(1, external);
  }

  /** Everything as one batch, told by polling. */
  FactBatch batch() {
    List<Versioned> told = new ArrayList<>();
    List<FactSet<?>> sets = new ArrayList<>();
    List<Snapshot> all = new ArrayList<>();
    all.addAll(accounts.values());
    all.addAll(projects.values());
    all.addAll(mergeRequests);
    all.addAll(deployments);
    all.addAll(releases);
    all.addAll(pipelines);
    for (int i = 1; i <= 4; i++) {
      all.add(ticket(i));
    }
    all.forEach(snapshot -> told.add(new Versioned(snapshot, READ, true)));
    commits.forEach((mr, list) -> sets.add(set(MergeRequestCommit.class, mr, "commits", list)));
    files.forEach((mr, list) -> sets.add(set(MergeRequestFile.class, mr, "diffs", list)));
    events.forEach((mr, list) -> sets.add(set(ReviewEvent.class, mr, "discussions", list)));
    changes.forEach((d, list) -> sets.add(set(DeploymentChange.class, d, "merge_requests", list)));
    return new FactBatch(
        List.of(new FactBatch.Entry(1, Channel.POLL, new Mapped(told, sets, List.of(), null))), 1);
  }

  private static <M extends Member> FactSet<M> set(
      Class<M> type, long parent, String feed, List<M> members) {
    return new FactSet<>(type, parent, feed, READ, true, members);
  }

  private void account(long number, String login, boolean bot) {
    accounts.put(id(number), new Account(id(number), login, login, null, bot, "active"));
  }

  private void project(long number, String path, String branch) {
    projects.put(
        id(number),
        new Project(
            id(number),
            path,
            path,
            "https://x/" + path,
            branch,
            FIRST.atStartOfDay(ZoneId.of("UTC")).toInstant(),
            false,
            false));
  }

  private void mergeRequest(int i) {
    long mr = id(100 + i);
    long project = id(20 + random.nextInt(3));
    long author = id(1 + random.nextInt(10));
    Instant created = moment(0, 42 * 1440);
    Instant merged = null;
    Instant closed = null;
    String state = "opened";
    int fate = random.nextInt(10);
    if (fate < 7) {
      state = "merged";
      merged = after(created, 7 * 1440);
    } else if (fate == 7) {
      state = "closed";
      closed = after(created, 7 * 1440);
    }
    if ((merged != null && merged.isAfter(NOW)) || (closed != null && closed.isAfter(NOW))) {
      state = "opened";
      merged = null;
      closed = null;
    }
    String main = projects.get(project).defaultBranch();
    String target = random.nextInt(6) == 0 ? pick(List.of("release/1", "feature-x")) : main;
    String source = random.nextInt(12) == 0 ? "release/0" : "topic-" + i;
    MergeRequest earlier = mergeRequests.isEmpty() ? null : pick(mergeRequests);
    boolean same = earlier != null && earlier.projectId() == project;
    Long reverts = same && random.nextInt(5) == 0 ? earlier.iid() : null;
    String picked = same && reverts == null && random.nextInt(5) == 0 ? earlier.mergeSha() : null;
    mergeRequests.add(
        new MergeRequest(
            mr,
            project,
            (long) i + 1,
            "Change " + i,
            "https://x/" + i,
            author,
            source,
            target,
            project,
            state,
            "opened".equals(state) && random.nextInt(4) == 0,
            created,
            merged,
            closed,
            null,
            sha(1, i),
            merged == null ? null : sha(2, i),
            null,
            "",
            reverts,
            null,
            picked,
            random.nextInt(10) == 0 ? "Copilot" : null,
            keys(),
            keys(),
            null,
            false));
    Instant end = merged == null ? NOW : after(merged, 2 * 1440);
    if (random.nextInt(8) > 0) {
      commits.put(mr, commits(mr, i, created, merged == null ? NOW : merged));
    }
    if (random.nextInt(8) > 0) {
      events.put(mr, events(mr, author, created, end));
    }
    if (random.nextInt(8) > 0) {
      files.put(mr, files(mr));
    }
  }

  private List<MergeRequestCommit> commits(long mr, int i, Instant created, Instant end) {
    List<MergeRequestCommit> list = new ArrayList<>();
    int count = random.nextInt(4);
    for (int c = 0; c < count; c++) {
      Instant authored =
          random.nextInt(12) == 0
              ? created.minus(Duration.ofDays(85 + random.nextInt(10)))
              : created.plus(Duration.ofMinutes(random.nextInt(5 * 1440) - 4 * 1440));
      Instant committed = between(created, end);
      list.add(
          new MergeRequestCommit(
              mr,
              sha(3, i * 10 + c),
              authored,
              committed,
              random.nextInt(3) == 0 ? "p" + random.nextInt(7) + "@acme.io" : "nobody@example.org",
              random.nextInt(15) == 0 ? "Claude" : null,
              null,
              random.nextInt(4) == 0 ? keys() : ""));
    }
    return list;
  }

  private List<ReviewEvent> events(long mr, long author, Instant created, Instant end) {
    List<ReviewEvent> list = new ArrayList<>();
    int count = random.nextInt(9);
    ReviewEventKind[] kinds = {
      ReviewEventKind.COMMENT,
      ReviewEventKind.COMMENT,
      ReviewEventKind.APPROVAL,
      ReviewEventKind.REVIEWED,
      ReviewEventKind.CHANGES_REQUESTED,
      ReviewEventKind.REVIEW_REQUESTED,
      ReviewEventKind.REVIEW_REQUESTED,
      ReviewEventKind.REVIEW_REQUEST_REMOVED,
      ReviewEventKind.MARKED_READY,
      ReviewEventKind.COMMITS_ADDED
    };
    for (int e = 0; e < count; e++) {
      ReviewEventKind kind = kinds[random.nextInt(kinds.length)];
      boolean asks =
          kind == ReviewEventKind.REVIEW_REQUESTED
              || kind == ReviewEventKind.REVIEW_REQUEST_REMOVED;
      long actor = kind == ReviewEventKind.MARKED_READY ? author : id(1 + random.nextInt(10));
      Long asked = asks ? (Long) id(1 + random.nextInt(10)) : null;
      list.add(
          new ReviewEvent(
              mr,
              "e" + e,
              kind,
              actor,
              asked == null ? null : accounts.get(asked).username(),
              asked,
              kind == ReviewEventKind.COMMENT ? "t" + random.nextInt(3) : null,
              between(created, end)));
    }
    return list;
  }

  private List<MergeRequestFile> files(long mr) {
    List<MergeRequestFile> list = new ArrayList<>();
    int count = random.nextInt(4);
    for (int f = 0; f < count; f++) {
      boolean cut = random.nextInt(12) == 0;
      list.add(
          new MergeRequestFile(
              mr,
              "file" + f,
              cut ? null : random.nextInt(200),
              cut ? null : random.nextInt(80),
              random.nextInt(8) == 0,
              random.nextInt(6) == 0 ? "generated" : null,
              random.nextInt(6) == 0));
    }
    return list;
  }

  private void deploy() {
    for (int i = 0; i < 8; i++) {
      Instant finished = moment(2 * 1440, 48 * 1440);
      long deployment = id(500 + i);
      deployments.add(
          new Deployment(
              deployment,
              id(20),
              i % 4 == 0 ? "staging" : "production",
              i % 4 == 0 ? "staging" : "production",
              i == 3 ? "failed" : "success",
              "main",
              sha(5, i),
              id(1),
              finished.minusSeconds(600),
              finished,
              "https://x/d"));
      List<DeploymentChange> carried = new ArrayList<>();
      for (MergeRequest mr : mergeRequests) {
        if (mr.projectId() == id(20)
            && mr.mergedAt() != null
            && mr.mergedAt().isBefore(finished)
            && random.nextBoolean()) {
          carried.add(new DeploymentChange(deployment, mr.id()));
        }
      }
      changes.put(deployment, carried);
      Instant made = moment(2 * 1440, 46 * 1440);
      releases.add(
          new Release(
              id(600 + i),
              id(21),
              "v" + i,
              "v" + i,
              sha(6, i),
              made,
              made.plusSeconds(60L * random.nextInt(600)),
              "https://x/r"));
    }
  }

  private void pipeline(int i) {
    Instant created = moment(0, 48 * 1440);
    String status = pick(List.of("success", "success", "failed", "canceled", "running"));
    boolean finished = !status.equals("running");
    pipelines.add(
        new Pipeline(
            id(700 + i),
            id(20 + random.nextInt(3)),
            random.nextInt(3) == 0 ? "topic" : "main",
            sha(7, i),
            false,
            status,
            "push",
            created,
            random.nextInt(8) == 0 ? null : created.plusSeconds(60),
            finished ? created.plusSeconds(60L * (1 + random.nextInt(90))) : null,
            30.0,
            "https://x/p"));
  }

  private static String sha(int kind, int number) {
    return "%08x".formatted(kind * 100_000 + number) + "%032x".formatted(number);
  }

  /** A minute of the world that nothing else happened in. */
  private Instant moment(int fromMinutes, int toMinutes) {
    Instant start = FIRST.minusDays(3).atStartOfDay(organisation.zone()).toInstant();
    return free(start.plusSeconds(60L * (fromMinutes + random.nextInt(toMinutes - fromMinutes))));
  }

  private Instant after(Instant instant, int withinMinutes) {
    return free(instant.plusSeconds(60L * (1 + random.nextInt(withinMinutes))));
  }

  private Instant between(Instant from, Instant to) {
    long minutes = Math.max(1, Duration.between(from, to).toMinutes());
    return free(from.plusSeconds(60L * random.nextInt((int) minutes)));
  }

  private Instant free(Instant wanted) {
    Instant instant = wanted;
    while (!used.add(instant)) {
      instant = instant.plusSeconds(60);
    }
    return instant;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
