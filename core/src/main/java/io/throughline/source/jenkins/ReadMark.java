package io.throughline.source.jenkins;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far the builds of one job were read. Jenkins lists them newest first, so what is read in one
 * go is known only when its end was reached; until then it is kept where the reading stopped.
 *
 * @param done all builds up to this number were read
 * @param top the newest of a reading that goes on; 0 when none does
 * @param low the oldest that it has read
 * @param offset how many builds it has passed
 * @param open builds that still ran when they were read last
 */
record ReadMark(long done, long top, long low, int offset, SortedSet<Long> open) {
  /** Nothing was read. */
  static final ReadMark NONE = new ReadMark(0, 0, 0, 0, new TreeSet<>());

  private static final int MOST_OPEN = 100;
  private static final int FIELDS = 6;

  ReadMark {
    open = new TreeSet<>(open);
  }

  /** Whether there is something to read, when this is the number of the newest build. */
  boolean isBehind(long newest) {
    return newest > done || isReading();
  }

  /** Whether a reading goes on. */
  boolean isReading() {
    return top > 0;
  }

  /** Whether a job of this name was made anew, since its numbers began again. */
  boolean isOfAnother(long newest) {
    return newest < Math.max(done, top);
  }

  /** How many builds may be left to read. */
  long unread() {
    return low - 1 - done;
  }

  /** A reading from the newest build on. */
  ReadMark begin(long newest) {
    return new ReadMark(done, newest, newest + 1, 0, open);
  }

  /** After a page, with more to come. */
  ReadMark reading(long newLow, int newOffset, Collection<Long> running) {
    return new ReadMark(done, top, newLow, newOffset, with(running));
  }

  /** After the last page. */
  ReadMark finished(Collection<Long> running) {
    return new ReadMark(top, 0, 0, 0, with(running));
  }

  /** With other builds running. */
  ReadMark running(Collection<Long> running) {
    return new ReadMark(done, top, low, offset, new TreeSet<>(running));
  }

  private SortedSet<Long> with(Collection<Long> running) {
    TreeSet<Long> all = new TreeSet<>(open);
    all.addAll(running);
    while (all.size() > MOST_OPEN) {
      all.pollFirst();
    }
    return all;
  }

  /** The marks of the jobs of a project, by their full names: a line each. */
  static Map<String, ReadMark> parse(String cursor) {
    Map<String, ReadMark> marks = new TreeMap<>();
    cursor
        .lines()
        .map(line -> line.split(" ", FIELDS))
        .filter(parts -> parts.length == FIELDS)
        .forEach(parts -> marks.put(parts[5], parse(parts)));
    return marks;
  }

  private static ReadMark parse(String[] parts) {
    TreeSet<Long> open =
        Arrays.stream(parts[4].split(","))
            .filter(number -> !number.equals("-"))
            .map(Long::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    return new ReadMark(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Integer.parseInt(parts[3]),
        open);
  }

  /** What {@link #parse(String)} reads. */
  static String format(Map<String, ReadMark> marks) {
    return marks.entrySet().stream()
        .map(mark -> mark.getValue().format() + " " + mark.getKey())
        .collect(Collectors.joining("\n"));
  }

  private String format() {
    String running = open.stream().map(String::valueOf).collect(Collectors.joining(","));
    return done + " " + top + " " + low + " " + offset + " " + (running.isEmpty() ? "-" : running);
  }
}
