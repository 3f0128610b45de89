package io.throughline.report.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Paths with templates, by their pieces between the slashes. A concrete piece is tried before one
 * that is partly a template, and that before one that is nothing else, from left to right: so
 * {@code /pets/mine} is found before {@code /pets/{id}}. A slash at the end makes no difference.
 *
 * @param <T> what is found at a path
 */
final class PathTree<T> {
  private final Node<T> root = new Node<>();

  private static final class Node<T> {
    final Map<String, Node<T>> concrete = new HashMap<>(2);
    final Map<PartOfPath, Node<T>> partly = new TreeMap<>(PartOfPath.MOST_CONCRETE_FIRST);
    @Nullable Node<T> template;
    final List<T> here = new ArrayList<>(1);
  }

  /** Adds what belongs to a path. */
  void add(String path, T what) {
    Node<T> node = root;
    for (String piece : pieces(path)) {
      PartOfPath part = PartOfPath.of(piece);
      if (part.isConcrete()) {
        node = node.concrete.computeIfAbsent(piece, p -> new Node<>());
      } else if (part.isTemplate()) {
        if (node.template == null) {
          node.template = new Node<>();
        }
        node = node.template;
      } else {
        // The names of the templates tell no two paths apart.
        node = node.partly.computeIfAbsent(part, p -> new Node<>());
      }
    }
    node.here.add(what);
  }

  /** What belongs to the most concrete path that a call fits; empty when it fits none. */
  List<T> find(String path) {
    List<T> found = find(root, pieces(path), 0);
    return found == null ? List.of() : found;
  }

  private static <T> @Nullable List<T> find(Node<T> node, List<String> pieces, int at) {
    if (at == pieces.size()) {
      return node.here.isEmpty() ? null : node.here;
    }
    String piece = pieces.get(at);
    Node<T> concrete = node.concrete.get(piece);
    List<T> found = concrete == null ? null : find(concrete, pieces, at + 1);
    for (Map.Entry<PartOfPath, Node<T>> partly : node.partly.entrySet()) {
      if (found == null && partly.getKey().fits(piece)) {
        found = find(partly.getValue(), pieces, at + 1);
      }
    }
    if (found == null && node.template != null && !piece.isEmpty()) {
      found = find(node.template, pieces, at + 1);
    }
    return found;
  }

  private static List<String> pieces(String path) {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    String whole = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    return whole.isEmpty() ? List.of() : List.of(whole.split("/", -1));
  }
}
