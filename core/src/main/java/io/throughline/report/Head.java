package io.throughline.report;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file, by which its format is told; a file's name tells nothing.
 *
 * @param text the first bytes as text, a mark of the byte order left out
 * @param root name of the outermost element of an XML; null for everything else
 * @param attributes names of the attributes of that element
 */
public record Head(String text, @Nullable String root, Set<String> attributes) {
  public Head {
    attributes = Set.copyOf(attributes);
  }
}
