package io.throughline.warehouse.sql;

import java.util.List;
import java.util.stream.Collectors;

/** A table's name and columns, in order. */
public record Table(String name, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  /**
   * The columns, quoted and joined by commas, each behind {@code prefix} ({@code "v."} or empty).
   */
  public String list(String prefix) {
    return columns.stream().map(c -> prefix + c.quoted()).collect(Collectors.joining(", "));
  }
}
