package io.throughline.source.qmetry;

import io.throughline.model.fact.TestCycle;
import io.throughline.model.fact.TestRun;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.TestWords;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Test cycles and what was run in them. Who ran it is nobody's business here. */
final class TestCycleMapping {
  private TestCycleMapping() {}

  /** A page of a search. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    for (JsonValue row : body.at("data").objects()) {
      Instant created = QMetryTime.of(scope, row, "created", "createdOn");
      Instant updated = QMetryTime.of(scope, row, "updated", "updatedOn");
      TestCycle cycle =
          new TestCycle(
              Uid.factId(scope, row.requiredText("id")),
              row.requiredText("key"),
              row.text("summary"),
              created);
      Instant version = updated == null ? created : updated;
      if (version == null) {
        harvest.unversioned(cycle, false);
      } else {
        harvest.partial(cycle, version);
      }
    }
  }

  /**
   * The latest run of each test case of the context's cycle. Runs are added, not replaced: one that
   * a later run took the place of is no longer told, and happened all the same.
   */
  static void runs(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    long cycle = Uid.inContext(scope, "test_cycle");
    List<TestRun> runs = new ArrayList<>();
    for (JsonValue row : body.at("data").objects()) {
      String result = result(row);
      String key = row.text("testCaseExecutionId");
      // A test case that waits in the cycle without a run has neither.
      if (result != null && key != null) {
        runs.add(
            new TestRun(
                cycle,
                key,
                Uid.factId(scope, row.requiredText("id")),
                TestWords.result(result),
                QMetryTime.of(scope, row, "executed", "executedOn")));
      }
    }
    harvest.add(TestRun.class, cycle, "runs", scope.takenAt(), runs);
  }

  /** The name of a run's result, which one interface calls so and the other otherwise. */
  private static @Nullable String result(JsonValue row) throws UnmappableException {
    for (String name : List.of("executionResult", "executionStatus")) {
      JsonValue result = row.at(name);
      String text = result.isObject() ? result.text("name") : result.text();
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }
}
