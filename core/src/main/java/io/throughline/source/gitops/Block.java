package io.throughline.source.gitops;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a YAML file that stand side by side, as far as a piece of the file shows them.
 *
 * @param above the keys that lead to it, joined by points, as far as the piece shows them
 * @param fields scalars by key, in lower case; the last of a key that stands there twice
 */
record Block(String above, Map<String, String> fields) {
  /** One that is still being read. */
  private static final class Open {
    private final int column;
    private final Block block;
    private String last = "";

    private Open(int column, Block block) {
      this.column = column;
      this.block = block;
    }

    private String path() {
      return block.above().isEmpty() ? last : block.above() + "." + last;
    }
  }

  /** The scalar of a key; null when there is none. */
  @Nullable String get(String key) {
    return fields.get(key);
  }

  /** The key that leads to it, in lower case; empty text when the piece does not show it. */
  String parent() {
    return above.substring(above.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The blocks of a piece of a file, in order. */
  static List<Block> read(List<String> lines) {
    List<Block> all = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    for (String text : lines) {
      if (text.startsWith("---")) {
        open.clear();
        continue;
      }
      Optional<YamlLine> parsed = YamlLine.parse(text);
      if (parsed.isEmpty()) {
        continue;
      }
      YamlLine line = parsed.get();
      while (!open.isEmpty() && ends(open.peek(), line)) {
        open.pop();
      }
      Open top = open.peek();
      if (top == null || top.column != line.column()) {
        Block block = new Block(top == null ? "" : top.path(), new LinkedHashMap<>());
        top = new Open(line.column(), block);
        open.push(top);
        all.add(block);
      }
      top.last = line.key();
      if (!line.value().isEmpty()) {
        top.block.fields().put(line.key().toLowerCase(Locale.ROOT), line.value());
      }
    }
    return all;
  }

  /** An entry of a list ends the entry before it, which stands in the same column. */
  private static boolean ends(Open block, YamlLine line) {
    return block.column > line.column() || block.column == line.column() && line.item();
  }
}
