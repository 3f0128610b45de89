package io.throughline.warehouse.fact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a batch changed: ids of things by the word of their kind ({@code merge_request}). A changed
 * set counts as a change of its parent.
 */
public final class TouchedFacts {
  private final Map<String, Set<Long>> ids = new HashMap<>();
  private final Set<String> tables = new TreeSet<>();

  void add(String table, String kind, Set<Long> touched) {
    if (!touched.isEmpty()) {
      tables.add(table);
      ids.computeIfAbsent(kind, k -> new HashSet<>()).addAll(touched);
    }
  }

  /** Takes in what another batch changed. */
  public void addAll(TouchedFacts other) {
    other.ids.forEach((kind, more) -> ids.computeIfAbsent(kind, k -> new HashSet<>()).addAll(more));
    tables.addAll(other.tables);
  }

  /** How many things were touched. */
  public int size() {
    return ids.values().stream().mapToInt(Set::size).sum();
  }

  /** The touched ids of a kind; empty when there are none. */
  public Set<Long> ids(String kind) {
    return ids.getOrDefault(kind, Set.of());
  }

  /** The fact tables that changed. */
  public Set<String> tables() {
    return tables;
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }
}
