package io.throughline.source.freshping;

import io.throughline.model.fact.CheckEvent;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all ways of telling what a check found have in common. */
final class CheckEvents {
  private static final int MIN_STATUS = 100;
  private static final int MAX_STATUS = 599;

  private CheckEvents() {}

  /**
   * The fact id of a check that its system names by a text. Digits are its number, so that a check
   * that two ways tell of is one.
   */
  static long id(Scope scope, JsonValue parent, String field) throws UnmappableException {
    String own = parent.requiredText(field).strip();
    long number = own.matches("[0-9]{1,14}") ? Long.parseLong(own) : Sha256.number(own);
    return scope.id(parent.at(field), number);
  }

  static CheckEvent bare(long check, String key, CheckState state, Instant at) {
    return new CheckEvent(check, key, state.word(), at, null, null, null);
  }

  /** A status of HTTP; null for anything else, as the 0 of a check that got no answer. */
  static @Nullable Integer status(JsonValue parent, String field) throws UnmappableException {
    Long status = parent.integer(field);
    return status == null || status < MIN_STATUS || status > MAX_STATUS ? null : status.intValue();
  }

  /** How long the answer took, in milliseconds; null when there was none. */
  static @Nullable Double millis(JsonValue parent, String field) throws UnmappableException {
    Double millis = parent.decimal(field);
    return millis == null || millis < 0 ? null : millis;
  }

  /** An address without what may be secret in it; null for what is no web address. */
  static @Nullable String address(@Nullable String text) {
    if (text == null || !text.strip().matches("https?://[^\\s]{1,2000}")) {
      return null;
    }
    String bare = text.strip().replaceFirst("[?#].*", "");
    int host = bare.indexOf("://") + 3;
    int path = bare.indexOf('/', host);
    int user = bare.lastIndexOf('@', path < 0 ? bare.length() : path);
    return user < host ? bare : bare.substring(0, host) + bare.substring(user + 1);
  }

  static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
