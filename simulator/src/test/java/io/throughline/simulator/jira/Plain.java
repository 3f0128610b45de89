package io.throughline.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a document of Atlassian's format as the markup of histories. */
final class Plain {
  private Plain() {}

  static String of(JsonNode doc) {
    List<String> lines = new ArrayList<>();
    for (JsonNode block : doc.path("content")) {
      switch (block.get("type").asText()) {
        case "heading" -> lines.add("h2. " + text(block));
        case "bulletList" -> block.get("content").forEach(item -> lines.add("* " + text(item)));
        case "taskList" -> block.get("content").forEach(item -> lines.add("* [ ] " + text(item)));
        default -> lines.add(text(block));
      }
    }
    return String.join("\n", lines);
  }

  private static String text(JsonNode node) {
    if (node.has("text")) {
      return node.get("text").asText();
    }
    StringBuilder out = new StringBuilder();
    node.path("content").forEach(child -> out.append(text(child)));
    return out.toString();
  }
}
