package io.throughline.report;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lines of source files as reports tell of them, each once: a line that several classes or tests
 * tell of is covered when one of them covered it.
 */
public final class CoveredLines implements Detail {
  /** Lines, each of two bits; what a file and its name take is counted in these as well. */
  private static final long MOST_LINES = 400_000_000;

  private static final int OF_A_FILE = 1_000;
  private static final int OF_A_LETTER = 8;
  private static final int MOST_BRANCHES = 1_000_000;

  private final Map<String, Lines> files = new HashMap<>();
  private final Notes notes = new Notes();
  private long room = MOST_LINES;
  private int branchLines;

  /** Of one file. */
  private static final class Lines {
    final BitSet known = new BitSet();
    final BitSet covered = new BitSet();
    final Map<Integer, int[]> branches = new HashMap<>();
  }

  /** That a report is larger than any that a tool writes. */
  public static final class TooMany extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    TooMany(String reason) {
      super(reason);
      this.reason = reason;
    }

    /** What there is too much of, for a person to read. */
    public String reason() {
      return reason;
    }
  }

  /**
   * Tells of a line.
   *
   * @param line from 0
   */
  public void line(String file, int line, boolean covered) throws TooMany {
    Lines lines = of(file);
    take(Math.max(0, line - lines.known.length() + 1L));
    lines.known.set(line);
    if (covered) {
      lines.covered.set(line);
    }
  }

  /** Tells of a line's branches; of several words on them the highest count. */
  public void branches(String file, int line, int covered, int all) throws TooMany {
    int[] known = branchesOf(file, line);
    known[0] = Math.max(known[0], Math.min(covered, all));
    known[1] = Math.max(known[1], all);
  }

  /** Tells of one more branch of a line. */
  public void branch(String file, int line, boolean taken) throws TooMany {
    int[] known = branchesOf(file, line);
    known[0] += taken ? 1 : 0;
    known[1]++;
  }

  private int[] branchesOf(String file, int line) throws TooMany {
    Map<Integer, int[]> branches = of(file).branches;
    int[] known = branches.get(line);
    if (known == null) {
      if (++branchLines > MOST_BRANCHES) {
        throw new TooMany("it tells of more branches than any source has");
      }
      known = new int[2];
      branches.put(line, known);
    }
    return known;
  }

  private Lines of(String file) throws TooMany {
    Lines lines = files.get(file);
    if (lines == null) {
      take(OF_A_FILE + (long) OF_A_LETTER * file.length());
      lines = new Lines();
      files.put(file, lines);
    }
    return lines;
  }

  private void take(long lines) throws TooMany {
    room -= lines;
    if (room < 0) {
      throw new TooMany("it tells of more files and lines than any source has");
    }
  }

  /**
   * Takes over what another report tells: a line is covered when either covered it, so that the
   * shards of one run are one report.
   */
  public void add(CoveredLines other) throws TooMany {
    for (Map.Entry<String, Lines> file : other.files.entrySet()) {
      Lines from = file.getValue();
      Lines into = of(file.getKey());
      take(Math.max(0, from.known.length() - into.known.length()));
      into.known.or(from.known);
      into.covered.or(from.covered);
      for (Map.Entry<Integer, int[]> line : from.branches.entrySet()) {
        branches(file.getKey(), line.getKey(), line.getValue()[0], line.getValue()[1]);
      }
    }
  }

  /** All files that are told of. */
  public Set<String> files() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /** Lines of a file that can be covered; none when the file is not told of. */
  public BitSet known(String file) {
    Lines lines = files.get(file);
    return lines == null ? new BitSet() : (BitSet) lines.known.clone();
  }

  /** Lines of a file that are covered. */
  public BitSet covered(String file) {
    Lines lines = files.get(file);
    return lines == null ? new BitSet() : (BitSet) lines.covered.clone();
  }

  /** What is odd about the report. */
  public Notes notes() {
    return notes;
  }

  /** All together. */
  public CoverageSummary summary() {
    long covered = 0;
    long lines = 0;
    long taken = 0;
    long branches = 0;
    for (Lines file : files.values()) {
      lines += file.known.cardinality();
      covered += file.covered.cardinality();
      for (int[] line : file.branches.values()) {
        taken += line[0];
        branches += line[1];
      }
    }
    return new CoverageSummary(covered, lines, taken, branches, notes.all());
  }
}
