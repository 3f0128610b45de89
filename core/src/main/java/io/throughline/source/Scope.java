package io.throughline.source;

import io.throughline.model.fact.FactId;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery that is being mapped: turns its numbers into fact ids and its texts into instants.
 */
public record Scope(Delivery delivery, MappingContext config) {
  /** The fact id of a number of the source's that must be there. */
  public long id(JsonValue parent, String name) throws UnmappableException {
    return id(parent.at(name), parent.requiredInteger(name));
  }

  /** The fact id of a number of the source's, or null when there is none. */
  public @Nullable Long reference(JsonValue parent, String name) throws UnmappableException {
    Long external = parent.integer(name);
    return external == null ? null : id(parent.at(name), external);
  }

  /** The fact id of the object in a field ({@code author}), or null when there is none. */
  public @Nullable Long referenceOf(JsonValue parent, String name) throws UnmappableException {
    JsonValue object = parent.optionalObject(name);
    return object == null ? null : reference(object, "id");
  }

  /** The fact id of a number. */
  public long id(JsonValue place, long external) throws UnmappableException {
    try {
      return FactId.of(config.source(), external);
    } catch (IllegalArgumentException e) {
      throw new UnmappableException(place.pointer(), "id " + external + " is out of range");
    }
  }

  /** The number of a path id that the delivery's context carries. */
  public long contextNumber(String name) throws UnmappableException {
    String text = delivery.context().get(name);
    if (text == null || !text.matches("[0-9]{1,15}")) {
      throw new UnmappableException("", "the delivery's context has no number '" + name + "'");
    }
    return Long.parseLong(text);
  }

  /** The fact id of a path id that the delivery's context carries. */
  public long contextId(String name) throws UnmappableException {
    long external = contextNumber(name);
    try {
      return FactId.of(config.source(), external);
    } catch (IllegalArgumentException e) {
      throw new UnmappableException("", "the context's '" + name + "' is out of range");
    }
  }

  /**
   * The fact id of a field, or of the context's {@code project} where the payload leaves it out.
   */
  public @Nullable Long project(JsonValue parent, String field) throws UnmappableException {
    Long own = reference(parent, field);
    return own != null || !delivery.context().containsKey("project") ? own : contextId("project");
  }

  /** When the set that this page belongs to was begun to be read. */
  public Instant takenAt() throws UnmappableException {
    String text = delivery.context().get("taken_at");
    try {
      return text == null ? delivery.receivedAt() : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnmappableException("", "the delivery's context has no time 'taken_at'");
    }
  }

  /**
   * The instant in a field, or null when there is none.
   *
   * @throws UnmappableException also when it is more than 24 hours ahead of the delivery
   */
  public @Nullable Instant time(JsonValue parent, String name) throws UnmappableException {
    Instant time = plannedTime(parent, name);
    if (time != null && SourceTime.absurd(time, delivery.receivedAt())) {
      throw new UnmappableException(
          parent.at(name).pointer(),
          "time " + time + " is before 1970 or more than 24 hours ahead");
    }
    return time;
  }

  /** The instant in a field that must be there. */
  public Instant requiredTime(JsonValue parent, String name) throws UnmappableException {
    Instant time = time(parent, name);
    if (time == null) {
      throw parent.at(name).unexpected("a time");
    }
    return time;
  }

  /** The instant in a field that may lie in the future, or null when there is none. */
  public @Nullable Instant plannedTime(JsonValue parent, String name) throws UnmappableException {
    String text = parent.text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return SourceTime.parse(text);
    } catch (DateTimeException e) {
      throw parent.at(name).unexpected("a time with a zone");
    }
  }

  /**
   * The instant that a committer's own clock wrote. An absurd one is no reason to lose the commit,
   * and no time to count with: null.
   */
  public @Nullable Instant committersTime(JsonValue parent, String name)
      throws UnmappableException {
    Instant time = plannedTime(parent, name);
    return time == null || SourceTime.absurd(time, delivery.receivedAt()) ? null : time;
  }
}
