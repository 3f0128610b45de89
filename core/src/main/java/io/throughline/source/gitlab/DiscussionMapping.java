package io.throughline.source.gitlab;

import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
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
        events.addAll(note(mergeRequest, Note.of(scope, note, "body"), author, thread));
      }
    }
    harvest.replace(ReviewEvent.class, mergeRequest, "discussions", scope.takenAt(), events);
  }

  /**
   * One note.
   *
   * @param body null when it has no text
   * @param system GitLab's own sentence, nobody's comment
   */
  record Note(long id, Instant at, @Nullable String body, boolean system) {
    /**
     * A note of the REST API or a webhook.
     *
     * @param bodyName the field of the text
     */
    static Note of(Scope scope, JsonValue note, String bodyName) throws UnmappableException {
      return new Note(
          note.requiredInteger("id"),
          scope.requiredTime(note, "created_at"),
          note.text(bodyName),
          Boolean.TRUE.equals(note.flag("system")));
    }
  }

  /**
   * The events that one note is. REST API, GraphQL and webhook give the same keys.
   *
   * @param thread the discussion; null for a note outside any
   */
  static List<ReviewEvent> note(
      long mergeRequest, Note note, @Nullable Long author, @Nullable String thread) {
    String key = "note:" + note.id();
    String body = note.body();
    Instant at = note.at();
    if (body == null || body.isBlank()) {
      return List.of();
    }
    if (!note.system()) {
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
