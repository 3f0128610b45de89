package io.throughline.source.newrelic;

import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;

/** Entities, by their GUIDs: several may have one name, as one for each environment. */
final class EntityMapping {
  private static final int MAX_NAME = 500;

  private EntityMapping() {}

  /** A page of a search for entities. */
  static void page(Scope scope, JsonValue data, Harvest harvest) throws UnmappableException {
    for (JsonValue row : results(data).at("entities").objects()) {
      String guid = Guid.required(row, "guid");
      String name = name(row);
      harvest.unversioned(
          new Project(
              Guid.projectId(scope, guid),
              name,
              name,
              row.text("permalink"),
              null,
              null,
              null,
              false,
              Entity.service(row),
              guid),
          false);
    }
  }

  /** The page in an answer. */
  static JsonValue results(JsonValue data) throws UnmappableException {
    return data.object("actor").object("entitySearch").object("results");
  }

  static String name(JsonValue row) throws UnmappableException {
    String name = row.requiredText("name").replaceAll("\\p{Cntrl}", " ").strip();
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
