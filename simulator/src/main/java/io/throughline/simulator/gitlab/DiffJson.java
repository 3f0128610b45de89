package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.ChangedFile;
import io.throughline.simulator.world.ChangedFile.Change;
import io.throughline.simulator.world.ChangedFile.Kind;
import java.io.IOException;

/** Differences as GitLab writes them, with the text of a real unified difference. */
final class DiffJson {
  private static final int CHUNK = 40;
  private static final int CONTEXT = 3;

  private DiffJson() {}

  static void write(JsonGenerator out, ChangedFile file) throws IOException {
    write(out, file, text(file));
  }

  /** The difference of a file whose text is known. */
  static void write(JsonGenerator out, ChangedFile file, String text) throws IOException {
    boolean added = file.change() == Change.ADDED;
    boolean deleted = file.change() == Change.DELETED;
    boolean collapsed = file.cut() && file.newPath().hashCode() % 2 == 0;
    out.writeStartObject();
    out.writeStringField("diff", file.cut() ? "" : text);
    out.writeBooleanField("collapsed", collapsed);
    out.writeBooleanField("too_large", file.cut() && !collapsed);
    out.writeStringField("new_path", file.newPath());
    out.writeStringField("old_path", file.oldPath());
    out.writeStringField("a_mode", added ? "0" : "100644");
    out.writeStringField("b_mode", deleted ? "0" : "100644");
    out.writeBooleanField("new_file", added);
    out.writeBooleanField("renamed_file", file.change() == Change.RENAMED);
    out.writeBooleanField("deleted_file", deleted);
    boolean generated = file.kind() == Kind.LOCK || file.kind() == Kind.GENERATED;
    out.writeBooleanField("generated_file", generated);
    out.writeEndObject();
  }

  /** Hunks with exactly the file's added and deleted lines. */
  static String text(ChangedFile file) {
    if (file.kind() == Kind.BINARY) {
      return "Binary files /dev/null and b/" + file.newPath() + " differ\n";
    }
    StringBuilder out = new StringBuilder();
    boolean whole = file.change() == Change.ADDED || file.change() == Change.DELETED;
    int context = whole ? 0 : CONTEXT;
    int added = 0;
    int deleted = 0;
    int oldLine = file.change() == Change.ADDED ? 0 : 1;
    int newLine = file.change() == Change.DELETED ? 0 : 1;
    int chunk = whole ? Integer.MAX_VALUE : CHUNK;
    while (added < file.added() || deleted < file.deleted()) {
      int minus = Math.min(chunk, file.deleted() - deleted);
      int plus = Math.min(chunk, file.added() - added);
      out.append("@@ -").append(oldLine).append(',').append(minus + 2 * context);
      out.append(" +").append(newLine).append(',').append(plus + 2 * context).append(" @@\n");
      lines(out, " keep", newLine, context);
      lines(out, "-was", deleted, minus);
      lines(out, "+now", added, plus);
      lines(out, " keep", newLine + context + plus, context);
      added += plus;
      deleted += minus;
      oldLine += minus + 2 * context + 20;
      newLine += plus + 2 * context + 20;
    }
    return out.toString();
  }

  private static void lines(StringBuilder out, String word, int from, int count) {
    for (int i = 0; i < count; i++) {
      out.append(word).append(" line ").append(from + i).append(";\n");
    }
  }
}
