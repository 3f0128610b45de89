package io.throughline.source.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.throughline.source.UnmappableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document that knows where it is, so that every complaint names it. A field that
 * is absent and a field that is null read the same; fields that nobody asks for are ignored.
 */
public final class JsonValue {
  private static final double LARGEST_EXACT = 9007199254740992d;

  private final JsonNode node;
  private final @Nullable JsonValue parent;
  // Of a field its name, of an item its index; put together only for complaints.
  private final @Nullable String name;
  private final int index;

  private JsonValue(JsonNode node, @Nullable JsonValue parent, @Nullable String name, int index) {
    this.node = node;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  static JsonValue document(JsonNode node) {
    return new JsonValue(node, null, null, 0);
  }

  /** JSON pointer (RFC 6901) of this place; empty text for the whole document. */
  public String pointer() {
    if (parent == null) {
      return "";
    }
    String step = name == null ? Integer.toString(index) : name;
    return parent.pointer() + "/" + step.replace("~", "~0").replace("/", "~1");
  }

  /** Whether there is a value that is not null. */
  public boolean present() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** Whether this object has the key at all, be its value null. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return node.isObject();
  }

  /** Whether this is an array. */
  public boolean isArray() {
    return node.isArray();
  }

  /** Whether this is a text. */
  public boolean isText() {
    return node.isTextual();
  }

  /** Whether both places hold the same, in whatever order their fields stand. */
  public boolean holdsSameAs(JsonValue other) {
    return present() ? node.equals(other.node) : !other.present();
  }

  /** The keys of this object; none of anything else. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>(node.size());
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** This text, cleaned, or this number or truth value as it is written; null for anything else. */
  public @Nullable String scalar() {
    if (node.isTextual()) {
      return CleanText.of(node.textValue());
    }
    return node.isNumber() || node.isBoolean() ? node.asText() : null;
  }

  /** The value of a field, of any type; not {@link #present()} when there is none. */
  public JsonValue at(String name) {
    JsonNode child = node.get(name);
    return new JsonValue(child == null ? MissingNode.getInstance() : child, this, name, 0);
  }

  /** This object, or a complaint. */
  public JsonValue object() throws UnmappableException {
    if (!node.isObject()) {
      throw unexpected("an object");
    }
    return this;
  }

  /** The object in a field. */
  public JsonValue object(String name) throws UnmappableException {
    return at(name).object();
  }

  /** The object in a field, or null when there is none. */
  public @Nullable JsonValue optionalObject(String name) throws UnmappableException {
    JsonValue child = at(name);
    return child.present() ? child.object() : null;
  }

  /** The items of this array. */
  public List<JsonValue> items() throws UnmappableException {
    if (!node.isArray()) {
      throw unexpected("an array");
    }
    List<JsonValue> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(item(i));
    }
    return items;
  }

  /** An item of this array that is there. */
  JsonValue item(int at) {
    return new JsonValue(node.get(at), this, null, at);
  }

  /** The objects of the array in a field; empty when there is none. */
  public List<JsonValue> objects(String name) throws UnmappableException {
    JsonValue child = at(name);
    return child.present() ? child.objects() : List.of();
  }

  /** The objects of this array. */
  public List<JsonValue> objects() throws UnmappableException {
    List<JsonValue> items = items();
    for (JsonValue item : items) {
      item.object();
    }
    return items;
  }

  /** The text in a field, cleaned, or null; a whole number is read as its digits. */
  public @Nullable String text(String name) throws UnmappableException {
    return at(name).text();
  }

  /** This text, cleaned, or null when there is no value. */
  public @Nullable String text() throws UnmappableException {
    if (!present()) {
      return null;
    }
    if (node.isTextual()) {
      return CleanText.of(node.textValue());
    }
    if (node.isIntegralNumber()) {
      return node.asText();
    }
    throw unexpected("text");
  }

  /** The text in a field that must be there and not blank. */
  public String requiredText(String name) throws UnmappableException {
    JsonValue child = at(name);
    String text = child.text();
    if (text == null || text.isBlank()) {
      throw child.unexpected("text");
    }
    return text;
  }

  /** The whole number in a field, or null; digits in quotes are read as well. */
  public @Nullable Long integer(String name) throws UnmappableException {
    JsonValue child = at(name);
    return child.present() ? child.integer() : null;
  }

  /** The whole number in a field that must be there. */
  public long requiredInteger(String name) throws UnmappableException {
    return at(name).integer();
  }

  /** This whole number. */
  public long integer() throws UnmappableException {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isFloatingPointNumber()) {
      double value = node.doubleValue();
      if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
        return (long) value;
      }
    }
    if (node.isTextual() && node.textValue().strip().matches("-?[0-9]{1,18}")) {
      return Long.parseLong(node.textValue().strip());
    }
    throw unexpected("a whole number");
  }

  /** The finite number in a field, or null; a number in quotes is read as well. */
  public @Nullable Double decimal(String name) throws UnmappableException {
    return at(name).decimal();
  }

  /** This finite number, or null when there is no value; a number in quotes is read as well. */
  public @Nullable Double decimal() throws UnmappableException {
    if (!present()) {
      return null;
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return node.doubleValue();
    }
    if (node.isTextual() && node.textValue().strip().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
      return Double.valueOf(node.textValue().strip());
    }
    throw unexpected("a number");
  }

  /** The truth value in a field, or null; {@code "true"} and {@code "false"} are read as well. */
  public @Nullable Boolean flag(String name) throws UnmappableException {
    JsonValue child = at(name);
    if (!child.present()) {
      return null;
    }
    if (child.node.isBoolean()) {
      return child.node.booleanValue();
    }
    String text = child.node.isTextual() ? child.node.textValue() : "";
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw child.unexpected("true or false");
  }

  /** A complaint about this place. */
  public UnmappableException unexpected(String expectation) {
    return new UnmappableException(
        pointer(), "found " + found() + " where " + expectation + " was expected");
  }

  private String found() {
    return node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
