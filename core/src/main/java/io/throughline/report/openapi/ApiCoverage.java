package io.throughline.report.openapi;

import io.throughline.report.ApiCalls;
import io.throughline.report.ApiDescription;
import io.throughline.report.ApiOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much of an API tests have called. Whether a test passed stands in no recording: the calls
 * that are handed in have to be those of tests that did.
 *
 * @param called operations that were called at least once, whatever was answered
 * @param operations that count; 0: there is nothing to cover, which is no data and not 0 %
 * @param hitStatuses documented answers of these operations that came at least once
 * @param statuses documented answers of these operations
 * @param uncalled operations that nobody called, as the document writes them
 * @param undocumented calls that fit no operation, as they were made
 */
public record ApiCoverage(
    long called,
    long operations,
    long hitStatuses,
    long statuses,
    List<ApiOperation> uncalled,
    List<ApiOperation> undocumented) {
  public ApiCoverage {
    uncalled = List.copyOf(uncalled);
    undocumented = List.copyOf(undocumented);
  }

  /**
   * Compares what an API offers with what was called.
   *
   * <ul>
   *   <li>Of the paths that a call fits and that have its method, the most concrete is the one that
   *       was called.
   *   <li>A call has to lie below one of the document's servers, by its path; hosts are not looked
   *       at, since tests run against others.
   *   <li>An answer hits its own status where that is documented, else its range as {@code 4XX},
   *       else {@code default}.
   *   <li>A call of {@code OPTIONS} that fits nothing is left out: browsers make it by themselves.
   * </ul>
   *
   * @param withDeprecated whether deprecated operations count; where they do not, a call of one is
   *     still no undocumented one
   */
  public static ApiCoverage of(ApiDescription description, ApiCalls calls, boolean withDeprecated) {
    Map<String, PathTree<ApiDescription.Operation>> trees = new HashMap<>();
    for (ApiDescription.Operation operation : description.operations()) {
      trees
          .computeIfAbsent(operation.operation().method(), method -> new PathTree<>())
          .add(operation.operation().path(), operation);
    }
    List<String> bases =
        description.bases().stream()
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    Map<ApiOperation, Set<String>> hits = new HashMap<>();
    Set<ApiOperation> undocumented = new TreeSet<>();
    calls
        .calls()
        .forEach(
            (call, statuses) -> {
              List<ApiDescription.Operation> found = find(trees.get(call.method()), bases, call);
              for (ApiDescription.Operation operation : found) {
                Set<String> hit = hits.computeIfAbsent(operation.operation(), o -> new HashSet<>());
                statuses.forEach(status -> hit(operation.statuses(), status, hit));
              }
              if (found.isEmpty() && !call.method().equals("OPTIONS")) {
                undocumented.add(call);
              }
            });
    long statuses = 0;
    long hitStatuses = 0;
    long operations = 0;
    List<ApiOperation> uncalled = new ArrayList<>();
    for (ApiDescription.Operation operation : description.operations()) {
      if (withDeprecated || !operation.deprecated()) {
        operations++;
        statuses += operation.statuses().size();
        hitStatuses += hits.getOrDefault(operation.operation(), Set.of()).size();
        if (!hits.containsKey(operation.operation())) {
          uncalled.add(operation.operation());
        }
      }
    }
    return new ApiCoverage(
        operations - uncalled.size(),
        operations,
        hitStatuses,
        statuses,
        uncalled,
        new ArrayList<>(undocumented));
  }

  private static List<ApiDescription.Operation> find(
      @Nullable PathTree<ApiDescription.Operation> tree, List<String> bases, ApiOperation call) {
    if (tree == null) {
      return List.of();
    }
    for (String base : bases) {
      String path = call.path();
      if (path.equals(base) || path.startsWith(base + "/")) {
        List<ApiDescription.Operation> found = tree.find(path.substring(base.length()));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private static void hit(Set<String> documented, int status, Set<String> hit) {
    String range = status / 100 + "XX";
    if (documented.contains(Integer.toString(status))) {
      hit.add(Integer.toString(status));
    } else if (documented.contains(range)) {
      hit.add(range);
    } else if (documented.contains("default")) {
      hit.add("default");
    }
  }

  /** Called operations of all, in percent; null when there are none. */
  public @Nullable Double percent() {
    return operations == 0 ? null : 100.0 * called / operations;
  }

  /** Documented answers that came, in percent; null when none is documented. */
  public @Nullable Double statusPercent() {
    return statuses == 0 ? null : 100.0 * hitStatuses / statuses;
  }
}
