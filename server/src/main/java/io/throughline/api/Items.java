package io.throughline.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of every list.
 *
 * @param next cursor of the next page; null on the last
 */
public record Items<T>(List<T> items, @Nullable String next) {
  static <T> Items<T> all(List<T> items) {
    return new Items<>(items, null);
  }
}
