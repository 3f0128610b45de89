package io.throughline.source.gitlab;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** GitLab's global ids ({@code gid://gitlab/DiffNote/77}), by which its GraphQL names things. */
final class Gid {
  private static final String SCHEME = "gid://gitlab/";

  private Gid() {}

  /** The number by which the REST API knows the same thing. */
  static long number(JsonValue parent, String name) throws UnmappableException {
    OptionalLong number = find(parent.text(name));
    if (number.isEmpty()) {
      throw parent.at(name).unexpected("a global id with a number");
    }
    return number.getAsLong();
  }

  /** The same, or empty for what has no number (a note that GitLab made up from an event). */
  static OptionalLong find(@Nullable String gid) {
    String last = last(gid);
    return last.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(last))
        : OptionalLong.empty();
  }

  /** What stands behind the kind of thing; empty text when it is no global id. */
  static String last(@Nullable String gid) {
    return gid == null || !gid.startsWith(SCHEME) ? "" : gid.substring(gid.lastIndexOf('/') + 1);
  }
}
