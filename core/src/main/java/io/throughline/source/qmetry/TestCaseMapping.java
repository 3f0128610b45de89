package io.throughline.source.qmetry;

import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestRequirement;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.TestWords;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Test cases and the tickets that they test. People in them are left where they are. */
final class TestCaseMapping {
  private TestCaseMapping() {}

  /** A page of a search. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    for (JsonValue row : body.at("data").objects()) {
      JsonValue version = row.optionalObject("version");
      // An older version of a test case is not what it is now.
      if (version == null || !Boolean.FALSE.equals(version.flag("isLatestVersion"))) {
        one(scope, row, harvest);
      }
    }
  }

  private static void one(Scope scope, JsonValue row, Harvest harvest) throws UnmappableException {
    Instant created = QMetryTime.of(scope, row, "created", "createdOn");
    Instant updated = QMetryTime.of(scope, row, "updated", "updatedOn");
    String status = status(row);
    TestCase test =
        new TestCase(
            Uid.factId(scope, row.requiredText("id")),
            row.requiredText("key"),
            row.text("summary"),
            null,
            status,
            status == null ? null : TestWords.draft(status),
            row.flag("archived"),
            created,
            null);
    Instant version = updated == null ? created : updated;
    if (version == null) {
      harvest.unversioned(test, false);
    } else if (status != null && created != null) {
      harvest.complete(test, version);
    } else {
      harvest.partial(test, version);
    }
  }

  private static @Nullable String status(JsonValue row) throws UnmappableException {
    JsonValue status = row.at("status");
    return status.isObject() ? status.text("name") : status.text();
  }

  /** All tickets that the context's test case is linked to. */
  static void requirements(Scope scope, JsonValue body, Harvest harvest)
      throws UnmappableException {
    long test = Uid.inContext(scope, "test_case");
    List<TestRequirement> links = new ArrayList<>();
    for (JsonValue row : body.at("data").objects()) {
      Long number = row.integer("id");
      String key = row.text("key");
      if (number == null && (key == null || key.isBlank())) {
        throw row.at("key").unexpected("the key or the id of a ticket");
      }
      links.add(
          new TestRequirement(
              test, number == null ? String.valueOf(key) : number.toString(), number, key, null));
    }
    harvest.replace(TestRequirement.class, test, "requirements", scope.takenAt(), links);
  }

  /** QMetry no longer lists the context's test case, or lists it again. */
  static void presence(Scope scope, boolean there, Harvest harvest) throws UnmappableException {
    harvest.partial(
        new TestCase(
            Uid.inContext(scope, "test_case"), null, null, null, null, null, null, null, !there),
        scope.takenAt());
  }
}
