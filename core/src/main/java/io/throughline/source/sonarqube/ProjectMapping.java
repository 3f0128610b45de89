package io.throughline.source.sonarqube;

import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Projects, by their keys: the key is what {@code services} of the organisation's file name. A
 * project has no version.
 */
final class ProjectMapping {
  private static final String PROJECT = "TRK";

  private ProjectMapping() {}

  /** A page of a search for components. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    for (JsonValue row : body.at("components").objects()) {
      if (PROJECT.equals(row.text("qualifier"))) {
        told(scope, key(row), row.text("name"), null, harvest);
      }
    }
  }

  /** What a page or a webhook says of a project. */
  static void told(
      Scope scope, String key, @Nullable String name, @Nullable String webUrl, Harvest harvest) {
    harvest.unversioned(
        new Project(Subject.projectId(scope, key), key, name, webUrl, null, null, null, false),
        false);
  }

  /** The branches of the context's project, of which only the name of the main one is kept. */
  static void branches(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    String key = Subject.projectKey(scope);
    for (JsonValue row : body.at("branches").objects()) {
      if (Boolean.TRUE.equals(row.flag("isMain"))) {
        harvest.unversioned(
            new Project(
                Subject.projectId(scope, key),
                key,
                null,
                null,
                row.requiredText("name"),
                null,
                null,
                null),
            false);
      }
    }
  }

  /** The context's project, of which SonarQube says that there is no such project. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    String key = Subject.projectKey(scope);
    harvest.unversioned(
        new Project(Subject.projectId(scope, key), key, null, null, null, null, null, true), false);
  }

  /** The key of a row that is a project. */
  static String key(JsonValue row) throws UnmappableException {
    String key = row.requiredText("key");
    if (!Subject.isKey(key)) {
      throw row.at("key").unexpected("the key of a project");
    }
    return key;
  }
}
