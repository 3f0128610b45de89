package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sums up what all metrics observe of one table's rows, in one pass over them: SQL says what was
 * observed; whose it is, in which periods it lies and how it spreads is found here.
 */
final class TableSums {
  private final TableSql sql;
  private final Groups groups;
  private final List<List<Sum>> sums;

  private TableSums(TableSql sql, Groups groups) {
    this.sql = sql;
    this.groups = groups;
    this.sums = Stream.generate(() -> (List<Sum>) new ArrayList<Sum>()).limit(9).toList();
  }
}
