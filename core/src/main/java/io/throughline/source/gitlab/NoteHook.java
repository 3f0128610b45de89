package io.throughline.source.gitlab;

import io.throughline.model.fact.ReviewEvent;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.Set;

/** A note's webhook. Only notes on merge requests are kept; their text is not. */
final class NoteHook {
  private static final Set<String> THREADED = Set.of("DiscussionNote", "DiffNote");

  private NoteHook() {}

  static Mapped hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue note = hook.object("object_attributes");
    String about = note.requiredText("noteable_type");
    if (!about.equals("MergeRequest")) {
      return Mapped.ignored("notes on " + about + " are not tracked");
    }
    JsonValue mr = hook.object("merge_request");
    long mergeRequest =
        note.at("noteable_id").present() ? scope.id(note, "noteable_id") : scope.id(mr, "id");
    JsonValue user = hook.optionalObject("user");
    Long known = AccountMapping.embedded(scope, user, harvest);
    Long author = scope.reference(note, "author_id");
    String type = note.text("type");
    String thread = type != null && THREADED.contains(type) ? note.text("discussion_id") : null;
    Instant edited = scope.time(note, "updated_at");
    harvest.add(
        ReviewEvent.class,
        mergeRequest,
        edited == null ? scope.requiredTime(note, "created_at") : edited,
        DiscussionMapping.note(
            mergeRequest,
            DiscussionMapping.Note.of(scope, note, "note"),
            author == null ? known : author,
            thread));
    MergeRequestHook.embedded(scope, hook, mr, harvest);
    ProjectMapping.embedded(scope, hook, scope.reference(hook, "project_id"), harvest);
    return harvest.mapped();
  }
}
