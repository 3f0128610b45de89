package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A merge request as it stood at a moment: only what had happened by then. */
public final class Snapshot {
  /** A push, as GitLab keeps it as a version of the difference. */
  public record Version(long at, String headSha, int number) {}

  private final MergeRequest mr;
  private final long now;
  private String state = "opened";
  private boolean draft;
  private long updatedAt;
  private int seen;
  private int userNotes;
  private List<Commit> commits = List.of();
  private final List<Version> versions = new ArrayList<>(4);
  private final Map<Account, Long> approvals = new LinkedHashMap<>();
  private final Map<Account, String> reviewers = new LinkedHashMap<>();
  private final Map<Account, Long> asked = new LinkedHashMap<>();
  private Event.@Nullable Merged merged;
  private Event.@Nullable Closed closed;

  private Snapshot(MergeRequest mr, long now) {
    this.mr = mr;
    this.now = now;
  }

  /** The merge request as of {@code now}, which is not before its creation. */
  public static Snapshot of(MergeRequest mr, long now) {
    Snapshot snapshot = new Snapshot(mr, now);
    for (Event event : mr.events()) {
      if (event.at() > now) {
        break;
      }
      snapshot.apply(event);
      snapshot.updatedAt = event.at();
      snapshot.seen++;
    }
    return snapshot;
  }

  /** When the last visible event happened, without the cost of a whole snapshot. */
  public static long updatedAt(MergeRequest mr, long now) {
    List<Event> events = mr.events();
    for (int i = events.size() - 1; i > 0; i--) {
      if (events.get(i).at() <= now) {
        return events.get(i).at();
      }
    }
    return mr.createdAt();
  }

  /** GitLab's state at the moment, without the cost of a whole snapshot. */
  public static String state(MergeRequest mr, long now) {
    List<Event> events = mr.events();
    for (int i = events.size() - 1; i > 0; i--) {
      Event event = events.get(i);
      if (event.at() > now) {
        continue;
      }
      switch (event) {
        case Event.Merged m -> {
          return "merged";
        }
        case Event.Closed c -> {
          return "closed";
        }
        case Event.Reopened r -> {
          return "opened";
        }
        default -> {}
      }
    }
    return "opened";
  }

  private void apply(Event event) {
    switch (event) {
      case Event.Opened e -> {
        draft = e.draft();
        push(e.at(), e.commits(), true);
      }
      case Event.Pushed e -> push(e.at(), e.commits(), e.forced());
      case Event.DraftSet e -> draft = e.draft();
      case Event.ReviewAsked e -> {
        for (Account reviewer : e.reviewers()) {
          reviewers.put(reviewer, "unreviewed");
          asked.put(reviewer, e.at());
        }
      }
      case Event.ReviewWithdrawn e -> e.reviewers().forEach(reviewers::remove);
      case Event.Commented e -> {
        userNotes++;
        reviewers.computeIfPresent(
            e.by(), (who, was) -> was.equals("unreviewed") ? "reviewed" : was);
      }
      case Event.ThreadResolved e -> {}
      case Event.Approved e -> {
        approvals.put(e.by(), e.at());
        reviewers.computeIfPresent(e.by(), (who, was) -> "approved");
      }
      case Event.Unapproved e -> {
        approvals.remove(e.by());
        reviewers.computeIfPresent(e.by(), (who, was) -> "unapproved");
      }
      case Event.ChangesAsked e ->
          reviewers.computeIfPresent(e.by(), (who, was) -> "requested_changes");
      case Event.Closed e -> {
        state = "closed";
        closed = e;
      }
      case Event.Reopened e -> {
        state = "opened";
        closed = null;
      }
      case Event.Merged e -> {
        state = "merged";
        merged = e;
      }
      case Event.Mentioned e -> {}
    }
  }

  private void push(long at, List<Commit> more, boolean replace) {
    if (replace) {
      commits = more;
    } else {
      List<Commit> all = new ArrayList<>(commits);
      all.addAll(more);
      commits = all;
    }
    versions.add(new Version(at, headSha(), versions.size()));
  }

  public MergeRequest mr() {
    return mr;
  }

  /** The moment that this shows, epoch milliseconds. */
  public long now() {
    return now;
  }

  /** opened, closed or merged. */
  public String state() {
    return state;
  }

  public boolean draft() {
    return draft;
  }

  /** The title as GitLab shows it, with the draft mark. */
  public String shownTitle() {
    return draft ? "Draft: " + mr.title() : mr.title();
  }

  /** When the last visible event happened, epoch milliseconds. */
  public long updatedAt() {
    return updatedAt;
  }

  /** The visible events, in order of time. */
  public List<Event> events() {
    return mr.events().subList(0, seen);
  }

  /** Comments, system notes left out. */
  public int userNotes() {
    return userNotes;
  }

  /** The commits of the branch, oldest first. */
  public List<Commit> commits() {
    return commits;
  }

  /** The head of the source branch; the base when there is no commit. */
  public String headSha() {
    return commits.isEmpty() ? mr.baseSha() : commits.getLast().sha();
  }

  public List<Version> versions() {
    return versions;
  }

  /** Who approves now, and since when. */
  public Map<Account, Long> approvals() {
    return approvals;
  }

  /** The requested reviewers and GitLab's state of their review. */
  public Map<Account, String> reviewers() {
    return reviewers;
  }

  /** When the reviewer was last asked, epoch milliseconds. */
  public long askedAt(Account reviewer) {
    return asked.getOrDefault(reviewer, mr.createdAt());
  }

  public Event.@Nullable Merged merged() {
    return merged;
  }

  public Event.@Nullable Closed closed() {
    return closed;
  }

  /** Its pipelines in GitLab; some may lie in the future. */
  public List<Pipeline> gitlabPipelines() {
    return mr.project().jenkins() == null ? mr.pipelines() : List.of();
  }

  /** The newest pipeline in GitLab that has begun to exist; null when there is none. */
  public @Nullable Pipeline headPipeline() {
    Pipeline last = null;
    for (Pipeline pipeline : gitlabPipelines()) {
      if (pipeline.createdAt() <= now) {
        last = pipeline;
      }
    }
    return last;
  }
}
