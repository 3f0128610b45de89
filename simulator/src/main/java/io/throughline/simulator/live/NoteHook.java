package io.throughline.simulator.live;

import io.throughline.simulator.gitlab.Note;
import io.throughline.simulator.gitlab.Times;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Event.Style;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Snapshot;

/** The body of the note webhook for a comment on a merge request. */
final class NoteHook {
  private NoteHook() {}

  static Json.Part body(View view, MergeRequest mr, int index) {
    Note note = Note.of(mr, index);
    if (note == null) {
      throw new IllegalArgumentException("this event leaves no note");
    }
    return out -> {
      out.writeStartObject();
      out.writeStringField("object_kind", "note");
      out.writeStringField("event_type", "note");
      HookParts.user(out, "user", note.by());
      out.writeNumberField("project_id", mr.project().id());
      HookParts.project(out, view, "project", mr.project());
      out.writeObjectFieldStart("object_attributes");
      out.writeNumberField("id", note.id());
      out.writeStringField("note", note.body());
      out.writeStringField("description", note.body());
      out.writeStringField("discussion_id", note.thread());
      out.writeStringField(
          "type",
          note.style() == Style.PLAIN
              ? null
              : note.style() == Style.LINE ? "DiffNote" : "DiscussionNote");
      out.writeStringField("noteable_type", "MergeRequest");
      out.writeNumberField("noteable_id", mr.id());
      out.writeNumberField("author_id", note.by().id());
      out.writeNumberField("project_id", mr.project().id());
      out.writeStringField("created_at", Times.hook(note.at()));
      out.writeStringField("updated_at", Times.hook(note.at()));
      out.writeStringField("commit_id", null);
      out.writeBooleanField("system", false);
      out.writeBooleanField("internal", false);
      out.writeStringField("line_code", null);
      out.writeStringField("resolved_at", null);
      out.writeStringField("action", "create");
      out.writeStringField("url", view.url(mr) + "#note_" + note.id());
      out.writeEndObject();
      HookParts.repository(out, view, mr.project());
      out.writeObjectFieldStart("merge_request");
      MergeRequestHook.attributes(out, view, Snapshot.of(mr, note.at()));
      out.writeEndObject();
      out.writeEndObject();
    };
  }
}
