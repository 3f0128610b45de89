package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A metric's text taken apart, or left whole. */
class SelectionTest {
  @Test
  void columnsGoByTheirNames() {
    Selection only =
        Selection.of(
                """
                -- what is read, and "why" it's read
                SELECT m.author_id AS person_id,
                       coalesce(m.a, m.b) AS at,
                       CASE WHEN m.kind = 'a, (b' THEN 1 ELSE 0 END AS value, m.service_id
                FROM merge_request m
                WHERE m.state = 'merged' AND NOT (m.draft OR m.size IN (1, 2))
                """)
            .getFirst();

    assertThat(only.table()).isEqualTo("merge_request");
    assertThat(only.alias()).isEqualTo("m");
    assertThat(only.columns())
        .containsOnlyKeys("person_id", "at", "value", "service_id")
        .containsEntry("at", "coalesce(m.a, m.b)")
        .containsEntry("value", "CASE WHEN m.kind = 'a, (b' THEN 1 ELSE 0 END")
        .containsEntry("service_id", "m.service_id");
    assertThat(only.where()).isEqualTo("m.state = 'merged' AND NOT (m.draft OR m.size IN (1, 2))");
  }

  @Test
  void withoutAConditionAllRowsAreMeant() {
    assertThat(Selection.of("select p.at from pipeline p").getFirst().where()).isEqualTo("TRUE");
  }

  @Test
  void selectsSideBySideAreSeveral() {
    List<Selection> both =
        Selection.of(
            "SELECT m.at, 1 AS numerator FROM merge_request m WHERE m.text <> ' UNION ALL '"
                + "\nUNION ALL\nSELECT p.at, 0 AS numerator FROM pipeline p");

    assertThat(both).extracting(Selection::table).containsExactly("merge_request", "pipeline");
    assertThat(both.getFirst().where()).isEqualTo("m.text <> ' UNION ALL '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT m.at FROM merge_request m JOIN service s ON s.id = m.service_id",
        "SELECT m.at FROM merge_request m, service s",
        "SELECT m.at, count(*) AS n FROM merge_request m GROUP BY m.at",
        "SELECT DISTINCT m.at FROM merge_request m",
        "SELECT m.at FROM merge_request m ORDER BY m.at LIMIT 3",
        "WITH w AS (SELECT 1) SELECT w.at FROM w w",
        "SELECT m.at FROM merge_request m UNION SELECT p.at FROM pipeline p",
        "SELECT m.at FROM (SELECT * FROM merge_request) m",
        "SELECT m.at + 1 FROM merge_request m",
        "SELECT * FROM merge_request m",
        "SELECT m.at FROM merge_request m UNION ALL SELECT p.at FROM a p JOIN b b ON TRUE",
      })
  void whatIsMoreThanRowsOfOneTableIsLeftWhole(String sql) {
    assertThat(Selection.of(sql)).isEmpty();
  }

  @Test
  void aWholeTextIsATableOfItsOwn() {
    Selection whole = Selection.whole("SELECT 1 AS at", List.of("at"));

    assertThat(whole.table()).isEqualTo("(SELECT 1 AS at)");
    assertThat(whole.column("at")).isEqualTo("o.at");
    assertThatThrownBy(() -> whole.column("value"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no column value");
  }
}
