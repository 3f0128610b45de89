package io.throughline.warehouse.sql;

/** A column; the name is lower case with underscores and never comes from outside. */
public record Column(String name, ColumnType type) {
  /** The name in quotes, because {@code at} and {@code trigger} are words of the language. */
  public String quoted() {
    return '"' + name + '"';
  }
}
