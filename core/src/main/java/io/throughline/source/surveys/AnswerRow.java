package io.throughline.source.surveys;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file of answers.
 *
 * @param number line of the table, or place in the list, from 1
 * @param cells by the name of the column, in small letters; none is blank
 */
record AnswerRow(long number, Map<String, String> cells) {
  AnswerRow {
    cells = Map.copyOf(cells);
  }

  /** A cell; null when there is none. */
  @Nullable String cell(String column) {
    return cells.get(column);
  }
}
