package io.throughline.model.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that holds for a time.
 *
 * @param from first local day on which it holds; null means always
 * @param to first local day on which it no longer holds; null means until further notice
 */
public record Dated<T>(T value, @Nullable LocalDate from, @Nullable LocalDate to) {
  /** Whether it holds on a local day. */
  public boolean holdsOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
  }
}
