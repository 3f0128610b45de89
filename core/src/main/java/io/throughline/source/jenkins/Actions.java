package io.throughline.source.jenkins;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;

/** What plugins hang on a job or a build: a list that holds empty objects and nulls as well. */
final class Actions {
  private Actions() {}

  /** Those that are objects. */
  static List<JsonValue> of(JsonValue thing) throws UnmappableException {
    JsonValue actions = thing.at("actions");
    return actions.present()
        ? actions.items().stream().filter(JsonValue::isObject).toList()
        : List.of();
  }
}
