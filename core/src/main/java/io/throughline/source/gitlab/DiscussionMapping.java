package io.throughline.source.gitlab;

import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the discussions of a merge request: people's comments, and what GitLab noted itself.
 */
final class DiscussionMapping {
  private DiscussionMapping() {}

  static void page(Scope scope, JsonValue page, Harvest harvest) throws UnmappableException {
    long mergeRequest = scope.contextId("merge_request");
    List<ReviewEvent> events = new ArrayList<>();
    for (JsonValue discussion : page.objects()) {
      boolean single = Boolean.TRUE.equals(discussion.flag("individual_note"));
      String thread = single ? null : discussion.text("id");
      for (JsonValue note : discussion.objects("notes")) {
        Long author = AccountMapping.embedded(scope, note.optionalObject("author"), harvest);
        events.addAll(note(scope, mergeRequest, note, "body", author, thread));
      }
    }
    harvest.replace(ReviewEvent.class, mergeRequest, "discussions", scope.takenAt(), events);
  }

  /**
   * The events that one note is. The API and the webhook give the same keys.
   *
   * @param bodyName the field of the text
   * @param thread the discussion; null for a note outside any
   */
  static List<ReviewEvent> note(
      Scope scope,
      long mergeRequest,
      JsonValue note,
      String bodyName,
      @Nullable Long author,
      @Nullable String thread)
      throws UnmappableException {
    String key = "note:" + note.requiredInteger("id");
    Instant at = scope.requiredTime(note, "created_at");
    String body = note.text(bodyName);
    if (body == null || body.isBlank()) {
      return List.of();
    }
    if (!Boolean.TRUE.equals(note.flag("system"))) {
      return List.of(
          new ReviewEvent(
              mergeRequest, key, ReviewEventKind.COMMENT, author, null, null, thread, at));
    }
    List<ReviewEvent> events = new ArrayList<>();
    for (SystemNotes.Said said : SystemNotes.read(body)) {
      String suffix =
          said.target() == null
              ? ""
              : (said.kind() == ReviewEventKind.REVIEW_REQUESTED ? ":+" : ":-") + said.target();
      events.add(
          new ReviewEvent(
              mergeRequest, key + suffix, said.kind(), author, said.target(), null, null, at));
    }
    return events;
  }
}
