package io.throughline.source.jira;

import io.throughline.model.fact.Worklog;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/** Work logs. What people write into them stays theirs. */
final class WorklogMapping {
  private WorklogMapping() {}

  /** One of a list that was asked for by number. */
  static void page(Scope scope, JsonValue log, Harvest harvest) throws UnmappableException {
    long ticket = scope.id(log.at("issueId"), log.requiredInteger("issueId"));
    harvest.complete(
        new Worklog(
            scope.id(log, "id"),
            ticket,
            AccountMapping.embedded(scope, log.optionalObject("author"), harvest),
            scope.plannedTime(log, "started"),
            log.integer("timeSpentSeconds"),
            false),
        scope.requiredTime(log, "updated"));
  }

  /** One of a list of those that were deleted, with the time of it in milliseconds since 1970. */
  static void gone(Scope scope, JsonValue row, Harvest harvest) throws UnmappableException {
    harvest.partial(
        new Worklog(scope.id(row, "worklogId"), null, null, null, null, true),
        Instant.ofEpochMilli(row.requiredInteger("updatedTime")));
  }
}
