package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text in Atlassian's document format, and in the older markup that histories keep. */
final class Adf {
  private Adf() {}

  /** Writes lines as the world keeps them; null for no text. */
  static void write(JsonGenerator out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("type", "doc");
    out.writeNumberField("version", 1);
    out.writeArrayFieldStart("content");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); ) {
      String mark = mark(lines.get(i));
      int end = i + 1;
      while (!mark.isEmpty()
          && !mark.equals("## ")
          && end < lines.size()
          && mark(lines.get(end)).equals(mark)) {
        end++;
      }
      block(out, mark, lines.subList(i, end), i);
      i = end;
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void block(JsonGenerator out, String mark, List<String> lines, int at)
      throws IOException {
    out.writeStartObject();
    switch (mark) {
      case "- " -> {
        out.writeStringField("type", "bulletList");
        out.writeArrayFieldStart("content");
        for (String line : lines) {
          out.writeStartObject();
          out.writeStringField("type", "listItem");
          out.writeArrayFieldStart("content");
          out.writeStartObject();
          out.writeStringField("type", "paragraph");
          inline(out, line.substring(2));
          out.writeEndObject();
          out.writeEndArray();
          out.writeEndObject();
        }
        out.writeEndArray();
      }
      case "[ ] " -> tasks(out, lines, at);
      case "## " -> {
        out.writeStringField("type", "heading");
        out.writeObjectFieldStart("attrs");
        out.writeNumberField("level", 2);
        out.writeEndObject();
        inline(out, lines.getFirst().substring(3));
      }
      default -> {
        out.writeStringField("type", "paragraph");
        inline(out, lines.getFirst());
      }
    }
    out.writeEndObject();
  }

  private static void tasks(JsonGenerator out, List<String> lines, int at) throws IOException {
    out.writeStringField("type", "taskList");
    id(out, "list-" + at, null);
    out.writeArrayFieldStart("content");
    for (int i = 0; i < lines.size(); i++) {
      out.writeStartObject();
      out.writeStringField("type", "taskItem");
      id(out, "item-" + at + "-" + i, "TODO");
      inline(out, lines.get(i).substring(4));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void id(JsonGenerator out, String id, @Nullable String state) throws IOException {
    out.writeObjectFieldStart("attrs");
    out.writeStringField("localId", id);
    if (state != null) {
      out.writeStringField("state", state);
    }
    out.writeEndObject();
  }

  private static void inline(JsonGenerator out, String text) throws IOException {
    out.writeArrayFieldStart("content");
    out.writeStartObject();
    out.writeStringField("type", "text");
    out.writeStringField("text", text);
    out.writeEndObject();
    out.writeEndArray();
  }

  private static String mark(String line) {
    for (String mark : List.of("## ", "- ", "[ ] ")) {
      if (line.startsWith(mark)) {
        return mark;
      }
    }
    return "";
  }

  /** The same text as histories tell it; null for no text. */
  static @Nullable String wiki(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.lines()
        .map(
            line ->
                switch (mark(line)) {
                  case "## " -> "h2. " + line.substring(3);
                  case "- " -> "* " + line.substring(2);
                  case "[ ] " -> "* [ ] " + line.substring(4);
                  default -> line;
                })
        .reduce((one, next) -> one + (one.endsWith("\n") ? "" : "\n") + next)
        .orElse("");
  }
}
