package io.throughline.source.zephyr;

import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestCycle;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TestRun;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Test cases with the tickets that they cover, and runs. Zephyr gives them no version, so the page
 * that was read last is how it is.
 */
final class TestMapping {
  /** Links of other types only mention a ticket. */
  private static final String COVERS = "COVERAGE";

  private TestMapping() {}

  static void cases(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    Statuses statuses = statuses(scope);
    for (JsonValue row : body.at("values").objects()) {
      long id = scope.id(row, "id");
      JsonValue status = row.optionalObject("status");
      String number = status == null ? null : status.text("id");
      harvest.unversioned(
          new TestCase(
              id,
              row.requiredText("key"),
              row.text("name"),
              null,
              null,
              number == null ? null : "draft".equals(statuses.words().get(number)),
              null,
              scope.time(row, "createdOn"),
              null),
          true);
      JsonValue links = row.optionalObject("links");
      if (links != null) {
        harvest.replace(
            TestRequirement.class, id, "links", scope.takenAt(), requirements(id, links));
      }
    }
  }

  private static List<TestRequirement> requirements(long test, JsonValue links)
      throws UnmappableException {
    List<TestRequirement> all = new ArrayList<>();
    for (JsonValue link : links.objects("issues")) {
      String type = link.text("type");
      if (type == null || type.equalsIgnoreCase(COVERS)) {
        long ticket = link.requiredInteger("issueId");
        String key = link.text("id");
        all.add(
            new TestRequirement(
                test, key == null ? Long.toString(ticket) : key, ticket, null, null));
      }
    }
    return all;
  }

  static void runs(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    Statuses statuses = statuses(scope);
    Map<Long, List<TestRun>> byCycle = new LinkedHashMap<>();
    for (JsonValue row : body.at("values").objects()) {
      long cycle = cycle(scope, row);
      String status = row.object("testExecutionStatus").text("id");
      byCycle
          .computeIfAbsent(cycle, id -> new ArrayList<>())
          .add(
              new TestRun(
                  cycle,
                  Long.toString(row.requiredInteger("id")),
                  scope.id(row.object("testCase"), "id"),
                  result(statuses.words().get(String.valueOf(status))),
                  scope.time(row, "actualEndDate")));
    }
    for (Map.Entry<Long, List<TestRun>> one : byCycle.entrySet()) {
      harvest.unversioned(new TestCycle(one.getKey(), null, null, null), false);
      harvest.add(TestRun.class, one.getKey(), "runs", scope.takenAt(), one.getValue());
    }
  }

  /** A status that the list did not tell is one of the organisation's own. */
  private static TestResult result(@Nullable String word) {
    return word == null || word.equals("draft")
        ? TestResult.OTHER
        : TestResult.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Runs outside of any cycle are together in one that has the number 0. */
  private static long cycle(Scope scope, JsonValue row) throws UnmappableException {
    JsonValue cycle = row.optionalObject("testCycle");
    Long id = cycle == null ? null : scope.reference(cycle, "id");
    return id == null ? scope.id(row, 0) : id;
  }

  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    harvest.unversioned(
        new TestCase(scope.contextId("test_case"), null, null, null, null, null, null, null, true),
        false);
  }

  private static Statuses statuses(Scope scope) {
    return Statuses.parse(scope.delivery().context().getOrDefault("statuses", ""));
  }
}
