package io.throughline.gate;

import io.throughline.report.CoveredLines;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines that a build adds or changes, by file.
 *
 * @param files by path in the repository, with slashes
 */
public record ChangedLines(Map<String, BitSet> files) {
  /** Of fewer lines that can be covered a share says nothing, as in SonarQube. */
  public static final int FEW = 20;

  public ChangedLines {
    files = Map.copyOf(files);
  }

  /** Of the changed lines that can be covered. */
  record Coverage(int covered, int lines) {}

  /**
   * Looks the lines up. Reports name files from wherever their tool stood: a file of a report is
   * one of the repository when either path ends with the other.
   */
  Coverage coverage(CoveredLines told) {
    Map<String, String> byName = new HashMap<>();
    for (String path : told.files()) {
      // Several of one name: the longest common end decides, below.
      byName.merge(name(path), path, (a, b) -> a + "\n" + b);
    }
    int covered = 0;
    int all = 0;
    for (Map.Entry<String, BitSet> file : files.entrySet()) {
      String best = "";
      for (String path : byName.getOrDefault(name(file.getKey()), "").split("\n")) {
        if (!path.isEmpty() && same(file.getKey(), path) && path.length() > best.length()) {
          best = path;
        }
      }
      if (!best.isEmpty()) {
        BitSet known = told.known(best);
        known.and(file.getValue());
        BitSet hit = told.covered(best);
        hit.and(known);
        all += known.cardinality();
        covered += hit.cardinality();
      }
    }
    return new Coverage(covered, all);
  }

  private static boolean same(String file, String told) {
    String path = told.replace('\\', '/');
    return path.equals(file) || path.endsWith("/" + file) || file.endsWith("/" + path);
  }

  private static String name(String path) {
    String plain = path.replace('\\', '/');
    return plain.substring(plain.lastIndexOf('/') + 1);
  }
}
