package io.throughline.source.newrelic;

import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/** Issues as NerdGraph lists them, each as it is now. */
final class IssueMapping {
  private IssueMapping() {}

  /** A page of them. */
  static void page(Scope scope, JsonValue data, Harvest harvest) throws UnmappableException {
    for (JsonValue row : issues(data.object("actor").object("account")).at("issues").objects()) {
      issue(scope, row).tell(scope, harvest);
    }
  }

  /** The page in an answer. */
  static JsonValue issues(JsonValue account) throws UnmappableException {
    return account.object("aiIssues").object("issues");
  }

  private static Issue issue(Scope scope, JsonValue row) throws UnmappableException {
    String id = row.requiredText("issueId").strip();
    if (!Issue.isId(id)) {
      throw row.at("issueId").unexpected("the id of an issue");
    }
    Instant createdAt = Millis.requiredTime(scope, row, "createdAt");
    Instant acknowledgedAt = Millis.time(scope, row, "acknowledgedAt");
    Instant updatedAt = Millis.requiredTime(scope, row, "updatedAt");
    boolean closed = "CLOSED".equals(Issue.word(row, "state"));
    Instant closedAt = closed ? Millis.time(scope, row, "closedAt") : null;
    String closedBy = row.text("closedBy");
    return new Issue(
        id,
        Issue.guid(row.at("entityGuids")),
        Issue.title(row.at("title")),
        closed ? Issue.RESOLVED : acknowledgedAt == null ? Issue.TRIGGERED : Issue.ACKNOWLEDGED,
        Issue.word(row, "priority"),
        createdAt,
        acknowledgedAt,
        closed && closedAt == null ? updatedAt : closedAt,
        closed ? closedBy == null || closedBy.isBlank() : null,
        updatedAt,
        null);
  }
}
