package io.throughline.source.surveys;

import io.throughline.source.UnmappableException;
import io.throughline.source.csv.CsvTable;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of answers, by the columns that are asked for; others are not read.
 *
 * @param names of the columns that there are, in small letters
 * @param table whether each row has the same columns, as in a table
 */
record AnswerFile(Set<String> names, List<AnswerRow> rows, boolean table) {
  private static final int MAX_ROWS = 200_000;
  private static final int MAX_FIELDS = 2_000;
  private static final int MAX_CELL = 4_000;

  /** Whether it is JSON: what its sender says, else its first character. */
  static boolean isJson(byte[] body, @Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      return true;
    }
    int at = 0;
    while (at < body.length && (body[at] == ' ' || (body[at] >= '\t' && body[at] <= '\r'))) {
      at++;
    }
    return !type.contains("csv") && at < body.length && (body[at] == '{' || body[at] == '[');
  }

  /**
   * Reads a table.
   *
   * @param encoding that was declared; null for UTF-8 alone
   * @param wanted names of columns, in small letters
   */
  static AnswerFile table(byte[] body, @Nullable String encoding, Set<String> wanted)
      throws UnmappableException {
    CsvTable table = CsvTable.read(TableText.of(body, encoding));
    List<AnswerRow> rows = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      Map<String, String> cells = new HashMap<>();
      for (String name : wanted) {
        keep(cells, name, row.cell(List.of(name)));
      }
      // A line without anything is how many tables end.
      if (row.cells().stream().anyMatch(cell -> !cell.isBlank())) {
        add(rows, new AnswerRow(row.number(), cells));
      }
    }
    return new AnswerFile(new TreeSet<>(table.columns()), rows, true);
  }

  /** Reads one answer, a list of them, or an object that has a list in {@code answers}. */
  static AnswerFile json(byte[] body, Set<String> wanted) throws UnmappableException {
    JsonValue document = StrictJson.read(body);
    List<JsonValue> all;
    if (document.isArray()) {
      all = document.objects();
    } else if (FormFields.holdsAnswers(document.object().at("answers"))) {
      all = document.objects("answers");
    } else {
      all = List.of(document);
    }
    Set<String> names = new TreeSet<>();
    List<AnswerRow> rows = new ArrayList<>();
    for (JsonValue one : all) {
      Map<String, String> fields = new HashMap<>();
      FormFields.of(one, MAX_FIELDS, fields);
      Map<String, String> cells = new HashMap<>();
      for (String name : wanted) {
        keep(cells, name, fields.get(name));
      }
      if (names.size() < MAX_FIELDS) {
        names.addAll(fields.keySet());
      }
      add(rows, new AnswerRow(rows.size() + 1L, cells));
    }
    return new AnswerFile(names, rows, false);
  }

  private static void keep(Map<String, String> cells, String name, @Nullable String cell) {
    if (cell != null && !cell.isBlank()) {
      String text = cell.strip();
      cells.put(name, text.length() > MAX_CELL ? text.substring(0, MAX_CELL) : text);
    }
  }

  private static void add(List<AnswerRow> rows, AnswerRow row) throws UnmappableException {
    if (rows.size() == MAX_ROWS) {
      throw new UnmappableException("", "there are more than " + MAX_ROWS + " answers; send parts");
    }
    rows.add(row);
  }

  /** The names of the columns, for a complaint. */
  String named() {
    String all = String.join(", ", names);
    return all.length() > 300 ? all.substring(0, 300) + "..." : all;
  }
}
