package io.throughline.source.gitlab;

import io.throughline.source.SourceTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The few fields of a thing in a page that paging needs; the page itself is stored untouched.
 *
 * @param fields top-level scalars by name, as text
 */
record Item(Map<String, String> fields) {
  /** GitLab's id; global for all but users' own counters. */
  long id() {
    return number("id");
  }

  /** The number inside the project. */
  long iid() {
    return number("iid");
  }

  /** The field, or empty text. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** When GitLab changed it last, by GitLab's clock. */
  Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** When it came into being, by GitLab's clock. */
  Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** When it ended, by GitLab's clock. */
  Optional<Instant> finishedAt() {
    return time("finished_at");
  }

  private Optional<Instant> time(String name) {
    try {
      return Optional.of(SourceTime.parse(text(name)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private long number(String name) {
    return Long.parseLong(text(name));
  }
}
