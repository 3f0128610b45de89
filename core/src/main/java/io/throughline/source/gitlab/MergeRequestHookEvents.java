package io.throughline.source.gitlab;

import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a merge request's webhook says that just happened: its action and its changed fields. */
final class MergeRequestHookEvents {
  private final Scope scope;
  private final long mergeRequest;
  private final @Nullable Long actor;
  private final Instant at;
  private final List<ReviewEvent> events = new ArrayList<>();

  private MergeRequestHookEvents(Scope scope, long mergeRequest, @Nullable Long actor, Instant at) {
    this.scope = scope;
    this.mergeRequest = mergeRequest;
    this.actor = actor;
    this.at = at;
  }

  static List<ReviewEvent> of(
      Scope scope,
      JsonValue hook,
      long mergeRequest,
      String action,
      @Nullable Long actor,
      Instant at)
      throws UnmappableException {
    MergeRequestHookEvents found = new MergeRequestHookEvents(scope, mergeRequest, actor, at);
    found.action(action, hook.object("object_attributes"));
    JsonValue changes = hook.optionalObject("changes");
    if (changes != null) {
      found.draft(changes);
    }
    found.reviewers(hook, changes, action);
    return found.events;
  }

  private void action(String action, JsonValue attributes) throws UnmappableException {
    switch (action) {
      case "approved", "approval" -> add(ReviewEventKind.APPROVAL);
      case "unapproved", "unapproval" -> add(ReviewEventKind.UNAPPROVAL);
      case "close" -> add(ReviewEventKind.CLOSED);
      case "reopen" -> add(ReviewEventKind.REOPENED);
      case "merge" -> add(ReviewEventKind.MERGED);
      case "update" -> {
        if (attributes.at("oldrev").present()) {
          add(ReviewEventKind.COMMITS_ADDED);
        }
      }
      default -> {
        // Opening is the merge request's own created_at; other words are not known to mean a
        // review.
      }
    }
  }

  /** Newer versions tell a changed draft mark; all tell the changed title. */
  private void draft(JsonValue changes) throws UnmappableException {
    for (String name : List.of("draft", "work_in_progress")) {
      JsonValue change = changes.optionalObject(name);
      if (change != null) {
        turned(change.flag("previous"), change.flag("current"));
        return;
      }
    }
    JsonValue title = changes.optionalObject("title");
    if (title != null) {
      turned(DraftTitle.marks(title.text("previous")), DraftTitle.marks(title.text("current")));
    }
  }

  /** A title without a previous one belongs to a new merge request: nothing has turned. */
  private void turned(@Nullable Boolean before, @Nullable Boolean after) {
    if (before != null && after != null && !before.equals(after)) {
      add(after ? ReviewEventKind.MARKED_DRAFT : ReviewEventKind.MARKED_READY);
    }
  }

  private void reviewers(JsonValue hook, @Nullable JsonValue changes, String action)
      throws UnmappableException {
    JsonValue change = changes == null ? null : changes.optionalObject("reviewers");
    if (change == null) {
      if (action.equals("open")) {
        requests(hook.objects("reviewers"), Set.of(), ReviewEventKind.REVIEW_REQUESTED);
      }
      return;
    }
    List<JsonValue> before = change.objects("previous");
    List<JsonValue> after = change.objects("current");
    requests(after, names(before), ReviewEventKind.REVIEW_REQUESTED);
    requests(before, names(after), ReviewEventKind.REVIEW_REQUEST_REMOVED);
  }

  private void requests(List<JsonValue> users, Set<String> known, ReviewEventKind kind)
      throws UnmappableException {
    for (JsonValue user : users) {
      String name = user.text("username");
      boolean again =
          kind == ReviewEventKind.REVIEW_REQUESTED
              && Boolean.TRUE.equals(user.flag("re_requested"));
      if (name != null && (again || !known.contains(name))) {
        events.add(
            ReviewMapping.event(mergeRequest, kind, actor, scope.reference(user, "id"), name, at));
      }
    }
  }

  private void add(ReviewEventKind kind) {
    events.add(ReviewMapping.event(mergeRequest, kind, actor, null, null, at));
  }

  private static Set<String> names(List<JsonValue> users) throws UnmappableException {
    Set<String> names = new HashSet<>();
    for (JsonValue user : users) {
      String name = user.text("username");
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }
}
