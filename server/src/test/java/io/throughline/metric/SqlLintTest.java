package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlLintTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a / b FROM t",
        "SELECT a / 3600 FROM t",
        "SELECT a FROM t ORDER BY a",
        "SELECT a FROM t ORDER BY a NULLS LAST, b",
        "SELECT row_number() OVER (PARTITION BY a ORDER BY b) FROM t",
        "SELECT round(a) FROM t",
        "SELECT ROUND (a, 2) FROM t",
        "SELECT date_trunc('week', a_day) FROM t",
        "SELECT strftime(a, 'x') FROM t",
        "SELECT to_char(a, 'x') FROM t",
        "SELECT arg_max(a, b) FROM t",
        "SELECT a::date FROM t",
        "SELECT now() FROM t",
        "SELECT current_date FROM t",
        "SELECT a FROM t; DROP TABLE t",
        "DELETE FROM t",
        "SELECT a FROM t QUALIFY a > 1"
      })
  void trapsAreRefused(String sql) {
    assertThat(SqlLint.faults(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a / 3600.0 FROM t",
        "SELECT a / CAST(b AS double precision) FROM t",
        "SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST) FROM t",
        "SELECT date_trunc('hour', CAST(a AS timestamp)) FROM t",
        "SELECT 'round(1/2);' AS a -- now() / 2\nFROM t",
        "WITH x AS (SELECT 1 AS a) SELECT coalesce(a, 0) FROM x"
      })
  void whatMeansTheSameEverywhereIsAllowed(String sql) {
    assertThat(SqlLint.faults(sql)).isEmpty();
  }

  @Test
  void aMissingColumnOfTheContractIsNamed() {
    String file = MetricFiles.shipped().get("mr_size.sql").replace("AS value", "AS lines");
    java.util.List<String> faults = new java.util.ArrayList<>();
    assertThat(new MetricFile().read("mr_size.sql", file, faults)).isEmpty();
    assertThat(faults).containsExactly("mr_size.sql: the SQL gives no column value");
  }
}
