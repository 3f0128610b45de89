package io.throughline.report.jmeter;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a CSV of JMeter is laid out.
 *
 * @param separator between cells: JMeter's comma, a tab, a semicolon or the bar of its manual
 * @param header whether the first line names the columns
 * @param columns in their order
 */
record Layout(char separator, boolean header, List<Column> columns) {
  private static final char[] SEPARATORS = {',', '\t', ';', '|'};
  private static final int LONGEST_CELL = 64 * 1024;
  private static final Set<String> TYPES = Set.of("text", "bin", "");

  /** How many of JMeter's names a header has at least. */
  private static final int FEWEST_NAMES = 3;

  /** In JMeter's order, which is that of a report without a header. */
  private static final List<Column> BY_ORDER =
      List.of(
          Column.START,
          Column.ELAPSED,
          Column.LABEL,
          Column.CODE,
          Column.MESSAGE,
          Column.THREAD,
          Column.TYPE,
          Column.SUCCESS);

  /** How many columns JMeter 3 and 5 write by themselves, and where both have the users. */
  private static final Set<Integer> WITH_USERS = Set.of(16, 17);

  private static final int USERS = 12;

  Layout {
    columns = List.copyOf(columns);
  }

  /**
   * The layout of a file that begins so; empty when it is none of JMeter's. Without a header it is
   * one when the first line has JMeter's first eight columns, each with what belongs into it.
   *
   * @param beginning of the file without a mark of the byte order
   */
  static Optional<Layout> of(String beginning) {
    if (beginning.isEmpty() || "<{[".indexOf(beginning.charAt(0)) >= 0) {
      return Optional.empty();
    }
    for (char separator : SEPARATORS) {
      List<String> cells = first(beginning, separator);
      if (isHeader(cells)) {
        return Optional.of(new Layout(separator, true, named(cells)));
      }
      if (isRow(cells)) {
        return Optional.of(new Layout(separator, false, ordered(cells.size())));
      }
    }
    return Optional.empty();
  }

  /** Whether there is a column. */
  boolean has(Column column) {
    return columns.contains(column);
  }

  private static List<String> first(String beginning, char separator) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .maxBufferSize(LONGEST_CELL)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(beginning)) {
      Iterator<CsvRecord> records = reader.iterator();
      return records.hasNext() ? records.next().getFields() : List.of();
    } catch (CsvParseException e) {
      // Not with this separator.
      return List.of();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
  }

  private static boolean isHeader(List<String> cells) {
    return cells.stream().filter(Column::isKnown).distinct().count() >= FEWEST_NAMES
        && (cells.contains("timeStamp") || cells.contains("elapsed"));
  }

  /** Of two columns with one name the first counts: the second is a variable's. */
  private static List<Column> named(List<String> cells) {
    Set<Column> seen = EnumSet.noneOf(Column.class);
    return cells.stream()
        .map(Column::of)
        .map(column -> seen.add(column) ? column : Column.OTHER)
        .toList();
  }

  private static boolean isRow(List<String> cells) {
    if (cells.size() < BY_ORDER.size()) {
      return false;
    }
    char[] start = cells.getFirst().toCharArray();
    char[] elapsed = cells.get(BY_ORDER.indexOf(Column.ELAPSED)).toCharArray();
    char[] success = cells.get(BY_ORDER.indexOf(Column.SUCCESS)).toCharArray();
    boolean millis = start.length == 13 && Words.whole(start, 0, start.length) > 0;
    return (millis || Words.local(start, 0, start.length) != Words.NONE)
        && Words.whole(elapsed, 0, elapsed.length) != Words.NONE
        && TYPES.contains(cells.get(BY_ORDER.indexOf(Column.TYPE)))
        && Words.outcome(success, 0, success.length) != Outcome.UNTOLD;
  }

  private static List<Column> ordered(int size) {
    List<Column> columns = new ArrayList<>(BY_ORDER);
    while (columns.size() < size) {
      boolean users = WITH_USERS.contains(size) && columns.size() == USERS;
      columns.add(users ? Column.USERS : Column.OTHER);
    }
    return columns;
  }
}
