package io.throughline.simulator.gitlab;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as GraphQL has them.
 *
 * @param count of the whole list
 * @param from index of the first row of this page
 */
record GraphQlConnection<T>(int count, int from, List<T> nodes) {
  /** As many as GitLab gives at most, and gives unasked. */
  static final int PAGE = 100;

  /** The page that the arguments {@code first} and {@code after} ask for. */
  static <T> GraphQlConnection<T> of(DataFetchingEnvironment asked, List<T> all) {
    String after = asked.getArgument("after");
    int from = Math.min(all.size(), after == null || after.isEmpty() ? 0 : index(after) + 1);
    int to = Math.min(all.size(), from + size(asked.getArgument("first")));
    return new GraphQlConnection<>(all.size(), from, all.subList(from, to));
  }

  /** How many rows a page has. */
  static int size(@Nullable Object first) {
    return first instanceof Integer n ? Math.clamp(n, 0, PAGE) : PAGE;
  }

  boolean hasNextPage() {
    return from + nodes.size() < count;
  }

  boolean hasPreviousPage() {
    return from > 0;
  }

  @Nullable String startCursor() {
    return nodes.isEmpty() ? null : cursor(from);
  }

  @Nullable String endCursor() {
    return nodes.isEmpty() ? null : cursor(from + nodes.size() - 1);
  }

  private static String cursor(int index) {
    return Base64.getEncoder()
        .encodeToString(Integer.toString(index).getBytes(StandardCharsets.UTF_8));
  }

  private static int index(String cursor) {
    try {
      return Integer.parseInt(
          new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Please provide a valid cursor", e);
    }
  }
}
