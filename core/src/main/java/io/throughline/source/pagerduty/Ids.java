package io.throughline.source.pagerduty;

import io.throughline.model.fact.FactId;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** PagerDuty names everything by a short text of capital letters and digits. */
final class Ids {
  private static final int LONGEST = 64;

  private Ids() {}

  /** Whether a text can be an id, and so a part of an address. */
  static boolean isId(String text) {
    return text.length() <= LONGEST && text.matches("[A-Za-z0-9]+");
  }

  /** The id of an object that must have one. */
  static String of(JsonValue object) throws UnmappableException {
    String id = object.requiredText("id");
    if (!isId(id)) {
      throw object.at("id").unexpected("an id of letters and digits");
    }
    return id;
  }

  /** The fact id of an id. */
  static long fact(Scope scope, String id) {
    return FactId.of(scope.config().source(), Sha256.number(id));
  }

  /** The fact id of the object in a field; null when there is none, or it has no id. */
  static @Nullable Long referenceOf(Scope scope, JsonValue parent, String field)
      throws UnmappableException {
    JsonValue object = parent.optionalObject(field);
    return object == null || !object.at("id").present() ? null : fact(scope, of(object));
  }

  /** The id that the context of a page carries. */
  static String inContext(Scope scope, String name) throws UnmappableException {
    String id = scope.delivery().context().get(name);
    if (id == null || !isId(id)) {
      throw new UnmappableException("", "the delivery's context has no id '" + name + "'");
    }
    return id;
  }
}
