package io.throughline.source.gitlab;

import io.throughline.model.fact.Environment;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/** Environments of a project. */
final class EnvironmentMapping {
  private EnvironmentMapping() {}

  static void page(Scope scope, JsonValue environment, Harvest harvest) throws UnmappableException {
    Environment mapped =
        new Environment(
            scope.id(environment, "id"),
            scope.project(environment, "project_id"),
            environment.text("name"),
            environment.text("tier"),
            environment.text("state"));
    Instant updated = scope.time(environment, "updated_at");
    if (environment.has("name") && environment.has("state")) {
      harvest.complete(mapped, updated == null ? Instant.EPOCH : updated);
    } else {
      harvest.partial(mapped, updated == null ? Instant.EPOCH : updated);
    }
  }
}
