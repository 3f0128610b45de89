package io.throughline.source.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that somebody exported: UTF-8, or UTF-16 with a byte order mark; commas, semicolons or
 * tabs; quotes, line breaks and either kind of line ends inside cells. The first line names the
 * columns. Size, columns and rows are capped.
 */
public final class CsvTable {
  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_COLUMNS = 1_000;
  private static final int MAX_ROWS = 500_000;
  private static final char ORDER_MARK = '\uFEFF';

  /**
   * One line under the head.
   *
   * @param number of the line in the file at which it begins, from 1
   */
  public record Row(long number, List<String> cells, Map<String, Integer> columns) {
    /** The cell of the first of these columns that the table has; null when it is blank. */
    public @Nullable String cell(List<String> names) {
      for (String name : names) {
        Integer at = columns.get(name);
        if (at != null) {
          String cell = at < cells.size() ? cells.get(at).strip() : "";
          return cell.isEmpty() ? null : cell;
        }
      }
      return null;
    }
  }

  private final Map<String, Integer> columns;
  private final List<Row> rows;

  private CsvTable(Map<String, Integer> columns, List<Row> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Reads a whole table.
   *
   * @throws UnmappableException when it is none; the message says where
   */
  public static CsvTable read(byte[] body) throws UnmappableException {
    if (body.length > MAX_BYTES) {
      throw new UnmappableException("", "the table is longer than " + MAX_BYTES + " bytes");
    }
    return read(text(body));
  }

  /**
   * Reads a whole table that was decoded already.
   *
   * @throws UnmappableException when it is none; the message says where
   */
  public static CsvTable read(String text) throws UnmappableException {
    if (text.length() > MAX_BYTES) {
      throw new UnmappableException("", "the table is longer than " + MAX_BYTES + " characters");
    }
    if (count(text, '"') % 2 != 0) {
      throw new UnmappableException("", "a quote is never closed: was the table cut?");
    }
    Map<String, Integer> columns = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    boolean head = true;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        if (head) {
          columns.putAll(columns(record.getFields()));
          head = false;
        } else if (rows.size() == MAX_ROWS) {
          throw new UnmappableException("", "the table has more than " + MAX_ROWS + " rows");
        } else {
          rows.add(new Row(record.getStartingLineNumber(), record.getFields(), columns));
        }
      }
    } catch (CsvParseException e) {
      throw new UnmappableException("", "not the table that was expected: " + reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
    return new CsvTable(columns, rows);
  }

  private static String reason(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    return message.length() > 200 ? message.substring(0, 200) + "..." : message;
  }

  private static Map<String, Integer> columns(List<String> names) throws UnmappableException {
    if (names.size() > MAX_COLUMNS) {
      throw new UnmappableException("", "the table has more than " + MAX_COLUMNS + " columns");
    }
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      // Of two columns with one name the first counts.
      columns.putIfAbsent(names.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    return columns;
  }

  /** The one that the first line has most of, outside of quotes. */
  private static char separator(String text) {
    char[] candidates = {',', ';', '\t'};
    int[] counts = new int[candidates.length];
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      for (int of = 0; of < candidates.length; of++) {
        counts[of] += !quoted && c == candidates[of] ? 1 : 0;
      }
    }
    int best = 0;
    for (int of = 1; of < candidates.length; of++) {
      best = counts[of] > counts[best] ? of : best;
    }
    return candidates[best];
  }

  private static long count(String line, char of) {
    return line.chars().filter(c -> c == of).count();
  }

  private static String text(byte[] body) throws UnmappableException {
    boolean sixteen =
        body.length > 1
            && ((body[0] == (byte) 0xFE && body[1] == (byte) 0xFF)
                || (body[0] == (byte) 0xFF && body[1] == (byte) 0xFE));
    Charset charset = sixteen ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
      String bare = !text.isEmpty() && text.charAt(0) == ORDER_MARK ? text.substring(1) : text;
      return bare.replace("\u0000", "");
    } catch (CharacterCodingException e) {
      throw new UnmappableException("", "bytes that are no UTF-8: save the table as UTF-8");
    }
  }

  /** The lines under the head. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Whether one of these columns is there; names in small letters. */
  public boolean has(List<String> names) {
    return names.stream().anyMatch(columns::containsKey);
  }

  /** The names of the columns, in small letters. */
  public Set<String> columns() {
    return Set.copyOf(columns.keySet());
  }

  /** The names of the columns, in small letters, for a complaint. */
  public String names() {
    String all = String.join(", ", columns.keySet().stream().sorted().toList());
    return all.length() > 300 ? all.substring(0, 300) + "..." : all;
  }
}
