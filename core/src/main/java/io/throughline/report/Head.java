package io.throughline.report;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file, by which its format is told; a file's name tells nothing.
 *
 * @param text the first bytes as text, a mark of the byte order left out
 * @param root name of the outermost element of an XML; null for everything else
 * @param attributes names of the attributes of that element
 * @param keys of a JSON the names of fields that begin in it, of the outermost object and of the
 *     objects in it, as {@code config} and {@code config.rootDir}; of an outermost array those of
 *     its first object, as {@code [].Target} and, were it alone, {@code []}; empty for everything
 *     else
 */
public record Head(String text, @Nullable String root, Set<String> attributes, Set<String> keys) {
  public Head {
    keys = Set.copyOf(keys);
    attributes = Set.copyOf(attributes);
  }
}
