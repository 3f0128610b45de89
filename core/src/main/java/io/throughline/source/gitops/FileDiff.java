package io.throughline.source.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a commit did to one file.
 *
 * @param path of the file after it, or before it when it was deleted
 * @param diff unified, from the first hunk on; empty text where nothing is known of the lines
 */
public record FileDiff(String path, String diff) {
  /** The same with only the lines that name images and versions, and the keys of the others. */
  public FileDiff kept() {
    return new FileDiff(path, KeptLines.of(diff));
  }

  /**
   * The versions that it changed. Both sides of each hunk are read, and what they name is compared;
   * so lines that only moved, or were only indented, are no change.
   */
  public List<ImageChange> changes() {
    Map<String, List<Entry>> before = side('-');
    Map<String, List<Entry>> after = side('+');
    List<ImageChange> changes = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      List<Entry> gone = new ArrayList<>(before.getOrDefault(key, List.of()));
      List<Entry> come = new ArrayList<>();
      for (Entry entry : after.getOrDefault(key, List.of())) {
        if (!gone.remove(entry)) {
          come.add(entry);
        }
      }
      compare(key, gone, come, changes);
    }
    return changes;
  }

  private void compare(String key, List<Entry> gone, List<Entry> come, List<ImageChange> changes) {
    for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
      Entry old = i < gone.size() ? gone.get(i) : null;
      Entry now = i < come.size() ? come.get(i) : null;
      String from = old == null ? null : old.version();
      String to = now == null ? null : now.version();
      // An image without tag or digest names no version: neither one before nor one after.
      if (!Objects.equals(from, to)) {
        changes.add(new ImageChange(path, key + "#" + i, image(old, now), from, to));
      }
    }
  }

  private static @Nullable String image(@Nullable Entry old, @Nullable Entry now) {
    return now != null ? now.image() : old == null ? null : old.image();
  }

  /** What one side of the file names, by what it is the version of. */
  private Map<String, List<Entry>> side(char own) {
    Map<String, List<Entry>> entries = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : (Iterable<String>) diff.lines()::iterator) {
      if (line.startsWith("@@ ")) {
        read(lines, entries);
        lines.clear();
      } else if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == own)) {
        lines.add(line.substring(1));
      }
    }
    read(lines, entries);
    return entries;
  }

  private void read(List<String> lines, Map<String, List<Entry>> entries) {
    for (Block block : Block.read(lines)) {
      for (Entry entry : Entry.of(block, path)) {
        entries.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry);
      }
    }
  }
}
