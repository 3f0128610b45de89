package io.throughline.simulator.gitlab;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.Event.Style;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A note of a merge request: somebody's comment, or GitLab's own sentence about what happened.
 *
 * @param thread id of the discussion
 * @param resolvedAt epoch milliseconds; null while it is not resolved or cannot be
 */
public record Note(
    long id,
    long at,
    Account by,
    String body,
    boolean system,
    String thread,
    Style style,
    @Nullable Long resolvedAt) {

  /** The visible notes, oldest first. */
  static List<Note> of(Snapshot s) {
    Map<String, Long> resolved = new HashMap<>();
    for (Event event : s.events()) {
      if (event instanceof Event.ThreadResolved r) {
        resolved.put(r.thread(), r.at());
      }
    }
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < s.events().size(); i++) {
      Note note = of(s.mr(), i, resolved);
      if (note != null) {
        notes.add(note);
      }
    }
    return notes;
  }

  /** The note that an event of the merge request left, or null when it left none. */
  public static @Nullable Note of(MergeRequest mr, int index) {
    return of(mr, index, Map.of());
  }

  private static @Nullable Note of(MergeRequest mr, int index, Map<String, Long> resolved) {
    Event event = mr.events().get(index);
    long id = mr.id() * 1000 + index;
    if (event instanceof Event.Commented c) {
      String thread = Dice.sha(mr.id(), c.thread());
      return new Note(
          id, c.at(), c.by(), c.body(), false, thread, c.style(), resolved.get(c.thread()));
    }
    String text = text(event);
    return text == null
        ? null
        : new Note(
            id,
            event.at(),
            event.by(),
            text,
            true,
            Dice.sha(mr.id(), "e" + index),
            Style.PLAIN,
            null);
  }

  /** GitLab's own words for an event; null where it leaves no note. */
  private static @Nullable String text(Event event) {
    return switch (event) {
      case Event.Opened e -> null;
      case Event.Commented e -> null;
      case Event.ThreadResolved e -> null;
      case Event.Pushed e -> added(e.commits());
      case Event.DraftSet e ->
          e.draft()
              ? "marked this merge request as **draft**"
              : "marked this merge request as **ready**";
      case Event.ReviewAsked e -> "requested review from " + names(e.reviewers());
      case Event.ReviewWithdrawn e -> "removed review request for " + names(e.reviewers());
      case Event.Approved e -> "approved this merge request";
      case Event.Unapproved e -> "unapproved this merge request";
      case Event.ChangesAsked e -> "requested changes";
      // Changes of state have been resource state events, not notes, since GitLab 13.
      case Event.Closed e -> null;
      case Event.Reopened e -> null;
      case Event.Merged e -> null;
      case Event.Mentioned e -> e.text();
    };
  }

  private static String names(List<Account> users) {
    return users.stream().map(u -> "@" + u.username()).collect(Collectors.joining(" and "));
  }

  private static String added(List<Commit> commits) {
    StringBuilder out = new StringBuilder("added ").append(commits.size());
    out.append(commits.size() == 1 ? " commit" : " commits").append("\n\n<ul>");
    for (Commit commit : commits) {
      out.append("<li>").append(commit.sha(), 0, 8).append(" - ").append(commit.title());
      out.append("</li>");
    }
    return out.append("</ul>\n\n[Compare with previous version](/diffs)").toString();
  }

  /** The notes by discussion, in order of each discussion's first note. */
  static List<List<Note>> discussions(List<Note> notes) {
    Map<String, List<Note>> threads = new LinkedHashMap<>();
    for (Note note : notes) {
      threads.computeIfAbsent(note.thread(), k -> new ArrayList<>()).add(note);
    }
    return List.copyOf(threads.values());
  }
}
