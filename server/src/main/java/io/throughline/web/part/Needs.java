package io.throughline.web.part;

import io.throughline.model.metric.MetricDefinition;
import java.util.List;
import java.util.stream.Collectors;

/** The facts that a metric rests on, in words. */
public final class Needs {
  private Needs() {}

  /** Why a number is not there: {@code Nothing of this kind ended in these days. It needs ...}. */
  public static String missing(MetricDefinition metric) {
    return "Nothing of this kind "
        + (metric.kind().isState() ? "held" : "ended")
        + " in these days. It needs "
        + words(metric.needs())
        + ".";
  }

  /** {@code merge requests, review events}. */
  public static String words(List<String> needs) {
    return needs.stream()
        .map(need -> need.replace('_', ' ') + "s")
        .collect(Collectors.joining(", "));
  }
}
