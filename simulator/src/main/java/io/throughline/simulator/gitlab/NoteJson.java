package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.Event.Style;
import io.throughline.simulator.world.MergeRequest;
import java.io.IOException;
import java.util.List;

/** Notes and discussions as GitLab writes them. */
final class NoteJson {
  private NoteJson() {}

  static void note(JsonGenerator out, View view, MergeRequest mr, Note note) throws IOException {
    Event.Style style = note.style();
    boolean resolvable = style != Style.PLAIN && !note.system();
    out.writeStartObject();
    out.writeNumberField("id", note.id());
    out.writeStringField("type", type(note));
    out.writeStringField("body", note.body());
    Json.nulls(out, "attachment");
    UserJson.brief(out, view, "author", note.by());
    Times.write(out, "created_at", note.at());
    Times.write(out, "updated_at", note.at());
    out.writeBooleanField("system", note.system());
    out.writeNumberField("noteable_id", mr.id());
    out.writeStringField("noteable_type", "MergeRequest");
    out.writeNumberField("project_id", mr.project().id());
    Json.nulls(out, "commit_id");
    if (style == Style.LINE && !note.system()) {
      position(out, mr);
    }
    out.writeBooleanField("resolvable", resolvable);
    if (resolvable) {
      Long at = note.resolvedAt();
      out.writeBooleanField("resolved", at != null);
      UserJson.brief(out, view, "resolved_by", at == null ? null : mr.author());
      Times.write(out, "resolved_at", at);
    }
    out.writeBooleanField("confidential", false);
    out.writeBooleanField("internal", false);
    out.writeBooleanField("imported", false);
    out.writeStringField("imported_from", "none");
    out.writeNumberField("noteable_iid", mr.iid());
    out.writeObjectFieldStart("commands_changes");
    out.writeEndObject();
    out.writeEndObject();
  }

  /** GitLab's type of a note; null for plain and system notes. */
  private static @org.jspecify.annotations.Nullable String type(Note note) {
    if (note.system()) {
      return null;
    }
    return switch (note.style()) {
      case PLAIN -> null;
      case THREAD -> "DiscussionNote";
      case LINE -> "DiffNote";
    };
  }

  private static void position(JsonGenerator out, MergeRequest mr) throws IOException {
    String path = mr.files().isEmpty() ? "README.md" : mr.files().getFirst().newPath();
    out.writeObjectFieldStart("position");
    out.writeStringField("base_sha", mr.baseSha());
    out.writeStringField("start_sha", mr.baseSha());
    out.writeStringField("head_sha", mr.baseSha());
    out.writeStringField("old_path", path);
    out.writeStringField("new_path", path);
    out.writeStringField("position_type", "text");
    out.writeNullField("old_line");
    out.writeNumberField("new_line", 4);
    out.writeEndObject();
  }

  static void discussion(JsonGenerator out, View view, MergeRequest mr, List<Note> notes)
      throws IOException {
    Note first = notes.getFirst();
    out.writeStartObject();
    out.writeStringField("id", first.thread());
    out.writeBooleanField("individual_note", first.system() || first.style() == Style.PLAIN);
    out.writeArrayFieldStart("notes");
    for (Note note : notes) {
      note(out, view, mr, note);
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
