package io.throughline.web.part;

import java.util.List;
import java.util.stream.Collectors;

/** The facts that a metric rests on, in words. */
public final class Needs {
  private Needs() {}

  /** {@code merge requests, review events}. */
  public static String words(List<String> needs) {
    return needs.stream()
        .map(need -> need.replace('_', ' ') + "s")
        .collect(Collectors.joining(", "));
  }
}
