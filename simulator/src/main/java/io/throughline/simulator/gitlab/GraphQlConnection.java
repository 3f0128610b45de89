package io.throughline.simulator.gitlab;

import graphql.GraphqlErrorException;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as GraphQL has them.
 *
 * @param count of the whole list
 * @param from index of the first row of this page
 * @param ranks by a row's index in the whole list: what its cursor holds, rising from row to row
 */
record GraphQlConnection<T>(int count, int from, List<T> nodes, IntToLongFunction ranks) {
  /** As many as GitLab gives at most, and gives unasked. */
  static final int PAGE = 100;

  /** A row with the cursor that stands for it. */
  record Edge(@Nullable Object node, String cursor) {}

  /** The page that is asked for, of a list that only grows at its end. */
  static <T> GraphQlConnection<T> of(DataFetchingEnvironment asked, List<T> all) {
    return cut(asked, all, index -> index + 1L);
  }

  /**
   * The page that is asked for, of a list that grows at its beginning: its cursors are the ids, so
   * that no row comes twice when another one appears between two questions.
   *
   * @param all by falling id
   */
  static <T> GraphQlConnection<T> newestFirst(
      DataFetchingEnvironment asked, List<T> all, ToLongFunction<T> id) {
    return cut(asked, all, index -> -id.applyAsLong(all.get(index)));
  }

  private static <T> GraphQlConnection<T> cut(
      DataFetchingEnvironment asked, List<T> all, IntToLongFunction ranks) {
    Long after = rank(asked.getArgument("after"));
    Long before = rank(asked.getArgument("before"));
    Integer first = asked.getArgument("first");
    Integer last = asked.getArgument("last");
    int from = after == null ? 0 : beyond(after, all.size(), ranks);
    int to = before == null ? all.size() : beyond(before - 1, all.size(), ranks);
    to = Math.max(from, to);
    if (first != null || last == null) {
      to = Math.min(to, from + size(first));
    }
    if (last != null) {
      from = Math.max(from, to - size(last));
    }
    return new GraphQlConnection<>(all.size(), from, all.subList(from, to), ranks);
  }

  /** How many rows a page has at most. */
  static int size(@Nullable Object wanted) {
    return wanted instanceof Integer n ? Math.clamp(n, 0, PAGE) : PAGE;
  }

  /** The same page with something else in its rows. */
  <R> GraphQlConnection<R> map(Function<T, R> row) {
    return new GraphQlConnection<>(count, from, nodes.stream().map(row).toList(), ranks);
  }

  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      edges.add(new Edge(nodes.get(i), cursor(from + i)));
    }
    return edges;
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

  private String cursor(int index) {
    byte[] rank = Long.toString(ranks.applyAsLong(index)).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(rank);
  }

  /** What a cursor holds; null for none, and for an empty one, which GitLab takes for none. */
  private static @Nullable Long rank(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      return Long.parseLong(new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw GraphqlErrorException.newErrorException()
          .message("Please provide a valid cursor")
          .cause(e)
          .build();
    }
  }

  /** Index of the first row whose rank is greater. */
  private static int beyond(long rank, int size, IntToLongFunction ranks) {
    int index = 0;
    while (index < size && ranks.applyAsLong(index) <= rank) {
      index++;
    }
    return index;
  }
}
