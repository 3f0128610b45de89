package io.throughline.warehouse.sql;

/** The types of columns that facts and dimensions use. */
public enum ColumnType {
  BIGINT,
  INTEGER,
  BOOLEAN,
  DOUBLE,
  TEXT,
  /** An instant in UTC with microseconds, without a zone. */
  TIMESTAMP
}
