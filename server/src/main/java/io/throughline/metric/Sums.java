package io.throughline.metric;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** A statement that sums observations up, and what its rows mean. */
interface Sums {
  String sql();

  /** Adds what the present row says. */
  void read(ResultSet row, Map<Summary.Key, Summary> found) throws SQLException;
}
