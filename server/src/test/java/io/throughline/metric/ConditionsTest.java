package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of which any may hold, without those that another one contains. */
class ConditionsTest {
  @Test
  void aConditionWithSomethingAddedIsContainedInTheOther() {
    assertThat(Conditions.any(List.of("m.a AND m.b AND NOT m.c", "m.a AND m.b", "m.d", "m.a")))
        .isEqualTo("(m.d) OR (m.a)");
  }

  @Test
  void theOrderOfTheirPartsDoesNotMatter() {
    assertThat(Conditions.any(List.of("m.b AND m.a", "m.a AND m.b"))).isEqualTo("(m.b AND m.a)");
  }

  @Test
  void parenthesesAroundPartsAreSeenThrough() {
    assertThat(
            Conditions.any(
                List.of("(m.a AND (NOT m.b)) AND m.kind = 'x'", "m.a AND (TRUE)", "((m.c))")))
        .isEqualTo("(m.a) OR (m.c)");
  }

  @Test
  void whatAlwaysHoldsContainsEverything() {
    assertThat(Conditions.any(List.of("m.a", "TRUE", "m.b"))).isEqualTo("TRUE");
  }

  @Test
  void anAlternativeIsOnePart() {
    assertThat(Conditions.any(List.of("m.a AND m.b OR m.c", "m.a")))
        .isEqualTo("((m.a AND m.b OR m.c)) OR (m.a)");
    assertThat(Conditions.any(List.of("(m.a OR m.c) AND m.b", "m.a", "(m.a OR m.c)")))
        .isEqualTo("(m.a) OR ((m.a OR m.c))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m.n BETWEEN 1 AND 2",
        "CASE WHEN m.a AND m.b THEN m.c ELSE m.d END",
        "m.text = 'x AND m.a'",
        "(m.a) = (m.b)"
      })
  void onlyWholeConditionsAreParts(String condition) {
    String other = "2 AND m.a AND m.b";
    assertThat(Conditions.any(List.of(condition, "m.a", other)))
        .contains(condition)
        .endsWith(" OR (m.a)");
  }
}
