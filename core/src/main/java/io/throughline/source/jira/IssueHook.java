package io.throughline.source.jira;

import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/**
 * Webhooks of issues: what changed, what the standard fields say, and the wish to read the custom
 * ones, whose meaning a webhook does not tell.
 */
final class IssueHook {
  private IssueHook() {}

  /** An issue was made or changed. */
  static void changed(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue issue = hook.object("issue");
    FieldIds ids = FieldIds.of(scope);
    Instant at = at(scope, hook, issue);
    Long actor = AccountMapping.embedded(scope, hook.optionalObject("user"), harvest);
    JsonValue fields = issue.object("fields");
    Instant updated = scope.time(fields, "updated");
    harvest.partial(
        IssueMapping.ticket(scope, issue, ids, harvest), updated == null ? at : updated);
    ChangelogMapping.hook(scope, hook, scope.id(issue, "id"), actor, at, ids, harvest);
    harvest.refresh("issue", "", Long.toString(issue.requiredInteger("id")));
  }

  /** An issue was deleted; nobody can be asked about it any more. */
  static void deleted(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue issue = hook.object("issue");
    IssueMapping.gone(scope.id(issue, "id"), at(scope, hook, issue), true, harvest);
  }

  /** Both ends of a link are worth reading again; the webhook does not tell their keys. */
  static void linked(JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue link = hook.object("issueLink");
    for (String end : new String[] {"sourceIssueId", "destinationIssueId"}) {
      harvest.refresh("issue", "", Long.toString(link.requiredInteger(end)));
    }
  }

  private static Instant at(Scope scope, JsonValue hook, JsonValue issue)
      throws UnmappableException {
    Instant sent = Times.timestamp(scope, hook);
    if (sent != null) {
      return sent;
    }
    JsonValue fields = issue.optionalObject("fields");
    Instant updated = fields == null ? null : scope.time(fields, "updated");
    if (updated == null) {
      throw hook.at("timestamp").unexpected("a time in milliseconds");
    }
    return updated;
  }
}
