package io.throughline.source.newrelic;

import io.throughline.model.fact.DeploymentMarker;
import io.throughline.model.fact.FactId;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Notes of deployments, each an event that never changes. */
final class MarkerMapping {
  private static final int MAX_TEXT = 1000;

  private MarkerMapping() {}

  /** An answer to the question of {@link MarkersFeed}. */
  static void page(Scope scope, JsonValue data, Harvest harvest) throws UnmappableException {
    JsonValue account = data.object("actor").object("account");
    for (JsonValue row : SampleMapping.rows(account, MarkersFeed.ID)) {
      String id = first(row, "deploymentId", "changeTrackingId");
      if (id == null) {
        throw row.at("deploymentId").unexpected("the id of a deployment");
      }
      String guid = row.text("entity.guid");
      harvest.unversioned(
          new DeploymentMarker(
              FactId.of(scope.config().source(), Sha256.number("marker " + id)),
              guid == null || !Guid.isOne(guid) ? null : Guid.projectId(scope, guid),
              Millis.requiredTime(scope, row, "timestamp"),
              first(row, "version", "commit"),
              first(row, "description"),
              MarkerWriter.USER.equals(row.text("user"))),
          true);
    }
  }

  private static @Nullable String first(JsonValue row, String... names) throws UnmappableException {
    for (String name : names) {
      String text = row.text(name);
      if (text != null && !text.isBlank()) {
        String words = text.strip();
        return words.length() <= MAX_TEXT ? words : words.substring(0, MAX_TEXT);
      }
    }
    return null;
  }
}
