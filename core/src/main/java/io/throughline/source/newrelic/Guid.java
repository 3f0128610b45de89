package io.throughline.source.newrelic;

import io.throughline.model.fact.FactId;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The text by which New Relic knows an entity: base 64 of its account, domain, type and number. It
 * becomes part of questions, so nothing else is taken for one.
 */
final class Guid {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9+/=_-]{8,200}");

  private Guid() {}

  static boolean isOne(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The GUID in a field that must be there. */
  static String required(JsonValue parent, String name) throws UnmappableException {
    String text = parent.requiredText(name).strip();
    if (!isOne(text)) {
      throw parent.at(name).unexpected("the GUID of an entity");
    }
    return text;
  }

  /** Whether it is of an application that an agent watches, and not of a host or a monitor. */
  static boolean isApplication(String guid) {
    try {
      String parts = new String(Base64.getDecoder().decode(guid), StandardCharsets.UTF_8);
      return parts.contains("|APM|APPLICATION|");
    } catch (IllegalArgumentException e) {
      // Not base 64: of what it is cannot be told.
      return false;
    }
  }

  /** The fact id of the entity. */
  static long projectId(Scope scope, String guid) {
    return FactId.of(scope.config().source(), Sha256.number(guid));
  }
}
