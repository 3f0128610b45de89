package io.throughline.warehouse.dimension;

import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.Category;
import io.throughline.model.org.Investment.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of what time is spent on, as rows of a dimension table. */
final class InvestmentRows {
  private InvestmentRows() {}

  /** One row for each word; always in the same order. */
  static List<@Nullable Object[]> of(Investment investment) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int place = 0; place < investment.categories().size(); place++) {
      Category category = investment.categories().get(place);
      add(rows, place, category.id(), false, category.when());
      add(rows, place, category.id(), true, category.unless());
    }
    return rows;
  }

  private static void add(
      List<@Nullable Object[]> rows,
      int place,
      String category,
      boolean unless,
      Map<Word, List<String>> words) {
    new TreeMap<>(words)
        .forEach(
            (word, values) ->
                values.forEach(
                    value ->
                        rows.add(
                            new Object[] {
                              place,
                              category,
                              unless,
                              word.name().toLowerCase(Locale.ROOT),
                              value.toLowerCase(Locale.ROOT)
                            })));
  }
}
